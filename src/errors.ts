/** One item that led to a verdict or an error, fit to be shown to a person as it stands. */
export interface Finding {
  /** Stable kebab-case code, for machines: `check-failed`, `not-on-trunk`. */
  readonly reason: string
  /** One line: what is wrong and, where it is not obvious, what to do. Never holds a secret. */
  readonly text: string
  /** File and line, object, or input that it is about: `templates/web.yaml:12`, `Deployment/web`. */
  readonly where?: string
  /** Where to read more: the failed check, the workflow run. */
  readonly url?: string
}

/**
 * How an error that the user can mend ends a deployment.
 *
 * - `refused`: something about the commit, its policy or its manifests is not fit; nothing was touched.
 * - `failed`: it broke after the first write to the cluster.
 * - `error`: the set-up, this tool, or a service it needs is broken.
 */
export type UserErrorOutcome = 'refused' | 'failed' | 'error'

/**
 * The one class for what a user can mend: its message is one line that says what failed and what to change.
 * Everything else that is thrown is a bug of ours and is shown with its stack.
 */
export class UserError extends Error {
  override readonly name = 'UserError'
  readonly reason: string
  readonly outcome: UserErrorOutcome
  readonly findings: readonly Finding[]

  constructor(
    reason: string,
    message: string,
    options: { outcome?: UserErrorOutcome; findings?: readonly Finding[]; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.reason = reason
    this.outcome = options.outcome ?? 'error'
    this.findings = options.findings ?? []
  }
}

/** The text of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
