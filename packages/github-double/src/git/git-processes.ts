import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'

/** One git command, as it is sent to the starter. */
export interface GitRequest {
  readonly id: number
  readonly args: readonly string[]
  readonly cwd: string
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>
  readonly input: string | Uint8Array
}

/** How it ended. Exit code null: it could not be started, or a signal ended it. */
export interface GitResult {
  readonly id: number
  readonly exitCode: number | null
  readonly stdout: Uint8Array
  readonly stderr: string
}

interface Waiting {
  readonly resolve: (result: GitResult) => void
  readonly reject: (error: Error) => void
}

/**
 * Starts git processes from a small process of its own. The kernel copies the page tables of the process that starts another: for
 * a test runner of 300 MB that is some 40 ms of CPU time for each git, ten times what git itself takes.
 */
class GitProcesses {
  #starter: ChildProcess | undefined
  readonly #waiting = new Map<number, Waiting>()
  #sent = 0

  run(request: Omit<GitRequest, 'id'>): Promise<GitResult> {
    this.#starter ??= this.#start()
    const starter = this.#starter
    const id = ++this.#sent
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      // It keeps this process alive only while it works.
      starter.channel?.ref()
      starter.send({ ...request, id } satisfies GitRequest, error => {
        if (error !== null && this.#waiting.delete(id)) reject(error)
      })
    })
  }

  #start(): ChildProcess {
    const starter = fork(join(import.meta.dirname, 'git-starter.ts'), {
      // Nothing of what this process was started with: loaders, coverage, inspectors.
      execArgv: [],
      env: { PATH: process.env.PATH ?? '' },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    starter.unref()
    starter.channel?.unref()
    starter.on('message', (result: GitResult) => {
      this.#waiting.get(result.id)?.resolve(result)
      this.#waiting.delete(result.id)
      if (this.#waiting.size === 0) starter.channel?.unref()
    })
    const lost = () => {
      if (this.#starter === starter) this.#starter = undefined
      for (const { reject } of this.#waiting.values()) reject(new Error('the process that starts git has ended'))
      this.#waiting.clear()
    }
    starter.on('error', lost)
    starter.on('exit', lost)
    return starter
  }
}

const processes = new GitProcesses()

/** Runs git to its end. */
export function runGit(request: Omit<GitRequest, 'id'>): Promise<GitResult> {
  return processes.run(request)
}
