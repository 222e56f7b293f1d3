import { randomUUID } from 'node:crypto'
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { messageOf } from '../errors.ts'
import { LineSplitter } from './line-splitter.ts'

/** How much is kept, in bytes. */
interface SpoolLimits {
  /** In the memory; what comes before that goes to a file. */
  readonly memory: number
  /** In the file. What comes after that is counted alone. */
  readonly file: number
}

const LIMITS: SpoolLimits = { memory: 1024 * 1024, file: 1024 * 1024 * 1024 }
const READ_BYTES = 64 * 1024
/** What goes to a file that is there already, at a time, in characters: many short lines take much more memory than that. */
const WRITE_SIZE = 64 * 1024

/**
 * The lines of a program, kept until they can be shown: the first in the memory, many in a file of `folder` that has no
 * name, so that nothing of it stays behind when this process is killed.
 */
export class LineSpool {
  readonly #folder: string
  readonly #limits: SpoolLimits
  #lines: string[] = []
  #size = 0
  #file: number | undefined
  #written = 0
  #lost = 0
  #lostBecause = ''

  constructor(folder: string, limits: SpoolLimits = LIMITS) {
    this.#folder = folder
    this.#limits = limits
  }

  add(line: string): void {
    this.#lines.push(line)
    this.#size += line.length + 1
    const isWriting = this.#file !== undefined && this.#lost === 0
    if (this.#size > (isWriting ? Math.min(WRITE_SIZE, this.#limits.memory) : this.#limits.memory)) this.#toFile()
  }

  /** All lines in their order, some at a time; where some could not be kept, how many and why. */
  *read(): Generator<readonly string[]> {
    if (this.#file !== undefined) yield* this.#fromFile(this.#file)
    if (this.#lost > 0) yield [`… ${this.#lost} lines are left out here: ${this.#lostBecause}`]
    yield this.#lines
  }

  /** Gives the file back. There is nothing to read afterwards. */
  close(): void {
    if (this.#file !== undefined) closeSync(this.#file)
    this.#file = undefined
    this.#lines = []
  }

  #toFile(): void {
    const lines = this.#lines
    const bytes = Buffer.from(`${lines.join('\n')}\n`)
    this.#lines = []
    this.#size = 0
    if (this.#lost === 0 && this.#write(bytes)) return
    this.#lost += lines.length
  }

  #write(bytes: Buffer): boolean {
    if (this.#written + bytes.length > this.#limits.file) {
      this.#lostBecause = `only the first ${Math.round(this.#limits.file / 1024 / 1024)} MiB are kept`
      return false
    }
    try {
      this.#file ??= openWithoutName(this.#folder)
      for (let at = 0; at < bytes.length; ) {
        at += writeSync(this.#file, bytes, at, bytes.length - at, this.#written + at)
      }
    } catch (thrown) {
      // A disk that is full does not make a test fail that passes.
      this.#lostBecause = messageOf(thrown)
      return false
    }
    this.#written += bytes.length
    return true
  }

  *#fromFile(file: number): Generator<readonly string[]> {
    const splitter = new LineSplitter(Number.POSITIVE_INFINITY)
    const chunk = Buffer.alloc(READ_BYTES)
    for (let at = 0; at < this.#written; ) {
      const read = readSync(file, chunk, 0, Math.min(READ_BYTES, this.#written - at), at)
      at += read
      yield splitter.add(chunk.subarray(0, read))
    }
  }
}

function openWithoutName(folder: string): number {
  const path = join(folder, randomUUID())
  const file = openSync(path, 'wx+', 0o600)
  unlinkSync(path)
  return file
}
