import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import path from 'node:path'

export interface DaemonOptions {
  readonly name: string
  readonly argv: readonly string[]
  /** Folder of its log file, `<name>.log`. */
  readonly logs: string
  /** Added to our own environment. */
  readonly env?: Readonly<Record<string, string>>
}

/** A long-running program of the platform, with its output in a file. */
export class Daemon {
  readonly name: string
  /** The file that takes everything it prints. */
  readonly log: string
  readonly #child: ChildProcess
  readonly #ended: Promise<void>
  #failure: string | undefined

  constructor(options: DaemonOptions) {
    this.name = options.name
    this.log = path.join(options.logs, `${options.name}.log`)
    mkdirSync(options.logs, { recursive: true })
    const log = openSync(this.log, 'a')
    const [file, ...args] = options.argv
    if (file === undefined) throw new Error('a daemon without a command')
    this.#child = spawn(file, args, {
      stdio: ['ignore', log, log],
      env: { ...process.env, ...options.env },
      detached: true,
    })
    closeSync(log)
    this.#ended = new Promise(resolve => {
      this.#child.on('error', error => {
        this.#failure = `${this.name} could not be started: ${error.message}`
        resolve()
      })
      this.#child.on('exit', (code, signal) => {
        this.#failure ??= `${this.name} ended by itself (${signal ?? `exit code ${code}`}): ${this.lastLine()}; see ${this.log}`
        resolve()
      })
    })
    // It must not keep a script alive whose work is done; the namespaces end it.
    this.#child.unref()
  }

  /** Why it is not running, if it is not. */
  get failure(): string | undefined {
    return this.#failure
  }

  /** The last line it printed, for messages. */
  lastLine(): string {
    return readFileSync(this.log, 'utf8').trimEnd().split('\n').at(-1) || 'it printed nothing'
  }

  /** Ends it at once and resolves when it has ended: nothing that it keeps is worth a tidy end. */
  async stop(): Promise<void> {
    if (this.#failure !== undefined) return
    this.#child.ref()
    this.#child.kill('SIGKILL')
    await this.#ended
  }
}
