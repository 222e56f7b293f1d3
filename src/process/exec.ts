/** How a short child process ended. Output is whole. */
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
  /** Ends the child, with all that it started, when it is aborted; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** Milliseconds that the child has before it is ended. Default: five minutes. */
  readonly timeoutMs?: number
  /** Bytes that the child may print to each stream before it is ended. Default: 16 MiB. */
  readonly mostOutput?: number
  /** How output is read. Default: UTF-8. `latin1` keeps every byte, as one character each: for what may be no text. */
  readonly encoding?: 'utf8' | 'latin1'
}

/**
 * Runs a program to its end and reports how it ended; a non-zero exit is a result, not an exception.
 * Nothing is printed. Throws a `UserError`: `program-missing` if the program cannot be started, `program-hung` if it does
 * not end in time, `program-endless` if it prints too much.
 */
export type Exec = (file: string, args: readonly string[], options: ExecOptions) => Promise<ExecResult>
