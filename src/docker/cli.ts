import type { StartGroup } from '../process/group.ts'
import { endOfGroup } from '../process/wait.ts'

export interface DockerRunOptions {
  readonly signal: AbortSignal
  readonly input?: string
  /** Called with each line as it comes. */
  readonly onLine?: (line: string) => void
}

export interface DockerRunResult {
  readonly exitCode: number | undefined
  /** The last lines of both streams, in the order they came. */
  readonly lines: readonly string[]
  /** The end of standard output alone. */
  readonly stdout: string
}

/** The docker command, in the workspace. */
export class DockerCli {
  readonly env: Readonly<Record<string, string>>
  readonly #start: StartGroup
  readonly #cwd: string

  constructor(start: StartGroup, cwd: string, env: Readonly<Record<string, string>>) {
    this.#start = start
    this.#cwd = cwd
    this.env = env
  }

  /** The same with more in its environment. */
  with(env: Readonly<Record<string, string>>): DockerCli {
    return new DockerCli(this.#start, this.#cwd, { ...this.env, ...env })
  }

  /** Runs it to its end; a failure is a result. Rejects with the signal's reason, or `program-missing`. */
  async run(args: readonly string[], { signal, input, onLine }: DockerRunOptions): Promise<DockerRunResult> {
    const lines = new LastLines()
    const stdout = new LastLines()
    const group = this.#start('docker', args, {
      cwd: this.#cwd,
      env: this.env,
      ...(input === undefined ? {} : { input }),
      onLine: (line, stream) => {
        lines.add(line)
        if (stream === 'stdout') stdout.add(line)
        onLine?.(line)
      },
    })
    const { exitCode } = await endOfGroup(group, signal)
    return { exitCode, lines: lines.all, stdout: stdout.all.join('\n') }
  }
}

/** What a build prints may be very long; why it failed stands at its end. In characters. */
const MOST_KEPT = 1024 * 1024

class LastLines {
  #lines: string[] = []
  #size = 0

  get all(): readonly string[] {
    return this.#lines
  }

  add(line: string): void {
    this.#lines.push(line)
    this.#size += line.length + 1
    if (this.#size > 2 * MOST_KEPT) this.#forget()
  }

  /** Seldom, since it looks at all of them: the last half stays. */
  #forget(): void {
    let from = this.#lines.length
    for (this.#size = 0; from > 0 && this.#size < MOST_KEPT; from--)
      this.#size += (this.#lines[from - 1] ?? '').length + 1
    this.#lines = this.#lines.slice(from)
  }
}
