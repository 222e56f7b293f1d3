/** How a short child process ended. Output is text, whole. */
export interface ExecResult {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

export interface ExecOptions {
  /** The whole environment of the child; nothing is inherited beside it. */
  readonly env: Readonly<Record<string, string>>
  readonly cwd?: string
  /** Written to the child's standard input, which is then closed. Secrets go here or in `env`, never in `args`. */
  readonly input?: string
}

/**
 * Runs a program to its end and reports how it ended; a non-zero exit is a result, not an exception.
 * Nothing is printed. Throws a `UserError` (`program-missing`) if the program cannot be started.
 */
export type Exec = (file: string, args: readonly string[], options: ExecOptions) => Promise<ExecResult>
