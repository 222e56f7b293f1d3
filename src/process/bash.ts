import type { ProcessGroup, StartGroup } from './group.ts'

/** Starts one line of the user's own commands. */
export type StartLine = (line: string, onLine: (text: string) => void) => ProcessGroup

/** Where the user's commands run. */
export interface BashOptions {
  readonly start: StartGroup
  readonly cwd: string
  /** For pipes; of this run alone. */
  readonly pipeFolder: string
  readonly env: Readonly<Record<string, string>>
}

/** The arguments with which GitHub runs a `run:` step with `shell: bash`. */
const BASH_ARGUMENTS = ['--noprofile', '--norc', '-eo', 'pipefail', '-c']

/** Runs each line in a bash of its own. */
export function bashLines({ start, cwd, pipeFolder, env }: BashOptions): StartLine {
  return (line, onLine) => start('bash', [...BASH_ARGUMENTS, line], { cwd, env, pipeFolder, onLine })
}
