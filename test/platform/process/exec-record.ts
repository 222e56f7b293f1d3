import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { until } from './until.ts'

/** Longer arguments cannot be: the kernel takes no more in one string (MAX_ARG_STRLEN). */
const LONGEST = 131_072

/**
 * Every program that some processes, and whatever comes from them, ask the kernel to start: by strace, since nothing
 * shorter-lived than a look at /proc is missed by it. Static programs and those in containers are among them.
 */
export class ExecRecord {
  readonly #strace: ChildProcess
  readonly #ended: Promise<unknown>
  readonly #file: string

  private constructor(strace: ChildProcess, file: string) {
    this.#strace = strace
    this.#ended = once(strace, 'exit')
    this.#file = file
  }

  /**
   * Resolves when each thread of these processes is watched; one that ends meanwhile needs no watching. `file` takes
   * the record.
   */
  static async start(pids: readonly string[], file: string): Promise<ExecRecord> {
    const what = ['--trace=execve,execveat', '--signal=none', '--strings-in-hex=all', `--string-limit=${LONGEST}`]
    const whom = pids.flatMap(pid => ['--attach', pid])
    const strace = spawn('strace', ['--follow-forks', '--quiet=all', ...what, '--output', file, ...whom], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const record = new ExecRecord(strace, file)
    try {
      await until({ what: 'strace to attach', seconds: 20 }, async () => {
        if (strace.exitCode !== null) throw new Error(`strace ended with exit code ${strace.exitCode}`)
        const threads = threadsOf(pids).filter(status => status !== '' && !/^State:\t[ZX]/m.test(status))
        return threads.length > 0 && threads.every(status => status.includes(`\nTracerPid:\t${strace.pid}\n`))
      })
    } catch (thrown) {
      strace.kill('SIGKILL')
      throw thrown
    }
    return record
  }

  /** Ends the record. Resolves with the arguments of each start, in order; one that was not read whole is an error. */
  async stop(): Promise<readonly (readonly string[])[]> {
    this.#strace.kill('SIGINT')
    await this.#ended
    return readFileSync(this.#file, 'utf8').split('\n').flatMap(argumentsIn)
  }
}

/** The processes, and all that came from them. */
export function withDescendants(roots: readonly string[]): readonly string[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .map(pid => [pid, /^PPid:\t(\d+)$/m.exec(read(`/proc/${pid}/status`))?.[1]]),
  )
  const found = new Set(roots)
  for (const pid of found) for (const [child, parent] of parents) if (parent === pid) found.add(child)
  return [...found]
}

/** The status of each thread; empty where the thread has ended. */
function threadsOf(pids: readonly string[]): readonly string[] {
  return pids.flatMap(pid => entries(`/proc/${pid}/task`).map(thread => read(`/proc/${pid}/task/${thread}/status`)))
}

/** The arguments in a line of strace: none where it is about something else. */
function argumentsIn(line: string): readonly (readonly string[])[] {
  if (!/^\d+ +execve(at)?\(/.test(line)) return []
  const [, list] = /^[^[]*\[((?:"(?:\\x[0-9a-f]{2})*"(?:, )?)*)\]/.exec(line) ?? []
  if (list === undefined) throw new Error(`the arguments of a program were not recorded: ${line.slice(0, 300)}`)
  return [[...list.matchAll(/"([^"]*)"/g)].map(([, hex = '']) => unhex(hex))]
}

function unhex(text: string): string {
  return Buffer.from(text.replaceAll('\\x', ''), 'hex').toString('latin1')
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return [] // It has ended.
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return '' // It has ended.
  }
}
