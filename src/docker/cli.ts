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
  /** Both streams, in the order they came. */
  readonly lines: readonly string[]
  /** Standard output alone. */
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
    const lines: string[] = []
    const stdout: string[] = []
    const group = this.#start('docker', args, {
      cwd: this.#cwd,
      env: this.env,
      ...(input === undefined ? {} : { input }),
      onLine: (line, stream) => {
        lines.push(line)
        if (stream === 'stdout') stdout.push(line)
        onLine?.(line)
      },
    })
    const { exitCode } = await endOfGroup(group, signal)
    return { exitCode, lines, stdout: stdout.join('\n') }
  }
}
