import { UserError } from '../errors.ts'
import type { StartGroup } from '../process/group.ts'
import { endOfGroup } from '../process/wait.ts'
import { type Builder, builderOf } from './builder.ts'

export interface DockerRun {
  readonly signal: AbortSignal
  readonly input?: string
  /** Called with each line as it comes. */
  readonly onLine?: (line: string) => void
}

export interface DockerEnd {
  readonly exitCode: number | undefined
  /** Everything, in the order it came. */
  readonly lines: readonly string[]
  /** What went to standard output alone. */
  readonly stdout: string
}

/** The docker command, in the workspace. */
export class Docker {
  readonly env: Readonly<Record<string, string>>
  readonly #start: StartGroup
  readonly #cwd: string

  constructor(start: StartGroup, cwd: string, env: Readonly<Record<string, string>>) {
    this.#start = start
    this.#cwd = cwd
    this.env = env
  }

  /** The same with more in its environment. */
  with(env: Readonly<Record<string, string>>): Docker {
    return new Docker(this.#start, this.#cwd, { ...this.env, ...env })
  }

  /** Runs it to its end; a failure is a result. Rejects with the signal's reason, or `program-missing`. */
  async run(args: readonly string[], { signal, input, onLine }: DockerRun): Promise<DockerEnd> {
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

  /** Finds out what builds here. Throws `engine-unreachable`. */
  async builder(signal: AbortSignal): Promise<Builder> {
    const ask = (...args: string[]): Promise<DockerEnd> => this.run(args, { signal })
    const [version, buildx] = await Promise.all([ask('version', '--format', '{{json .}}'), ask('buildx', 'version')])
    const hasBuildx = buildx.exitCode === 0
    const [inspected, info] = await Promise.all([
      hasBuildx ? ask('buildx', 'inspect') : undefined,
      hasBuildx ? ask('info', '--format', '{{json .DriverStatus}}') : undefined,
    ])
    const found = builderOf({
      version: version.stdout,
      buildx: hasBuildx ? buildx.stdout : undefined,
      buildxBuilder: inspected?.stdout ?? '',
      storage: info?.stdout ?? '',
      buildKit: this.env.DOCKER_BUILDKIT,
    })
    if (found !== undefined) return found
    const said = version.lines.findLast(line => line.trim() !== '' && !line.startsWith('{'))?.trim()
    throw new UserError(
      'engine-unreachable',
      `No Docker engine answers; is it running, and is DOCKER_HOST right?${said === undefined ? '' : ` (${said})`}`,
    )
  }
}
