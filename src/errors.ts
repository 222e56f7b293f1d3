import { lookUpReason, type ReasonCode } from './reasons/registry.ts'

/** One item that led to a verdict or an error. It can be shown to a person as it is. */
export interface Finding {
  readonly reason: ReasonCode
  /** One line: what is wrong and, where it is not obvious, what to do. Never holds a secret. */
  readonly text: string
  /** The file and line, object or input that it is about: `templates/web.yaml:12`, `Deployment/web`. */
  readonly where?: string
  /** Where to read more: the failed check, the workflow run. */
  readonly url?: string
  /** A command to copy that changes it. */
  readonly command?: string
}

/** How an error that the user can correct ends a run. What each means is in `ReasonOutcome`. */
export type UserErrorOutcome = 'refused' | 'failed' | 'error' | 'superseded'

/**
 * The one error class for what a user can correct. The message is one line that says what failed and what to change.
 * Everything else that is thrown is a bug and is shown with its stack.
 */
export class UserError extends Error {
  override readonly name = 'UserError'
  readonly reason: ReasonCode
  /** From the registry of reasons; `error` for a code that ends no run by itself, such as a warning. */
  readonly outcome: UserErrorOutcome
  readonly findings: readonly Finding[]

  constructor(
    reason: ReasonCode,
    message: string,
    options: { readonly findings?: readonly Finding[]; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    const { outcome } = lookUpReason(reason)
    this.reason = reason
    this.outcome = outcome === 'refused' || outcome === 'failed' || outcome === 'superseded' ? outcome : 'error'
    this.findings = options.findings ?? []
  }

  /**
   * One error from everything that was found. Its message is the first finding and how many more there are; its reason is
   * the first finding's, or `reason`. `start` is put before the message. Throws (a bug) without a finding.
   */
  static from(
    findings: readonly Finding[],
    { reason, start = '' }: { readonly reason?: ReasonCode; readonly start?: string } = {},
  ): UserError {
    const [first] = findings
    if (first === undefined) throw new Error('no finding to make an error from')
    const place = first.where === undefined ? '' : `${first.where}: `
    const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : ''
    return new UserError(reason ?? first.reason, `${start}${place}${first.text}${more}`, { findings })
  }
}

/** Stops a run in which something was thrown and not caught. With its message and its stack. */
export class Crash extends Error {
  override readonly name = 'Crash'

  constructor(thrown: unknown) {
    super(messageOf(thrown), { cause: thrown })
    if (thrown instanceof Error && thrown.stack !== undefined) this.stack = thrown.stack
  }
}

/** Whether a signal stopped the run, and not a crash. */
export function isStopped(signal: AbortSignal): boolean {
  return signal.aborted && !(signal.reason instanceof Crash)
}

/** The text of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}

/** What the machine lacks, by the code of a system call that failed. None of these is a bug. */
const MACHINE_FAULTS: Readonly<Record<string, string>> = {
  EDQUOT: 'the quota of its disk is used up',
  EIO: 'its disk is broken',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENOMEM: 'it has too little memory',
  ENOSPC: 'its disk is full',
  EROFS: 'its disk is read-only',
}

/** What was thrown where it is a fault of the runner's machine, as an error that says so; else as it is. */
export function withMachineFaults(thrown: unknown): unknown {
  if (!(thrown instanceof Error) || !('code' in thrown) || thrown instanceof UserError) return thrown
  const fault = Object.entries(MACHINE_FAULTS).find(([code]) => code === thrown.code)
  if (fault === undefined) return thrown
  return new UserError('runner-machine', `the runner cannot go on: ${fault[1]} (${thrown.message})`, { cause: thrown })
}
