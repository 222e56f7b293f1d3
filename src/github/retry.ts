import type { Logger } from '../log/logger.ts'
import type { Clock } from '../time/clock.ts'
import type { Endpoint } from './endpoints.ts'
import { explain } from './explanation.ts'
import { askedPause, type Failure, failureOf, isRateLimited, isTransient } from './failure.ts'

/** How long a request is tried, in milliseconds. */
export interface Patience {
  /** From its first attempt to the start of its last. */
  readonly total: number
  /** For the answer to one attempt. */
  readonly attempt: number
  /** Before the second attempt; doubled each time. */
  readonly firstPause: number
}

/** At most 20 s in all: a person waits for the answer. */
export const PATIENCE: Patience = { total: 12_000, attempt: 8_000, firstPause: 500 }

/** What is needed to try a request more than once. */
export interface Attempts {
  readonly endpoint: Endpoint
  /** Whether sending it twice does no harm. */
  readonly repeatable: boolean
  readonly apiUrl: string
  /** Taken out of whatever is said. */
  readonly token: string
  readonly log: Logger
  readonly clock: Clock
  readonly patience: Patience
  readonly signal?: AbortSignal | undefined
}

/**
 * Sends a request until it is answered, the failure is a lasting one, or the time is up; then throws the `UserError`
 * that explains it. Rejects with the signal's reason as soon as that is aborted.
 */
export async function persist<T>(send: (signal: AbortSignal) => Promise<T>, attempts: Attempts): Promise<T> {
  const { endpoint, clock, log, patience, signal } = attempts
  const started = clock.now()
  for (let backoff = patience.firstPause; ; backoff *= 2) {
    signal?.throwIfAborted()
    const timeout = AbortSignal.timeout(patience.attempt)
    let failure: Failure
    try {
      return await send(signal === undefined ? timeout : AbortSignal.any([timeout, signal]))
    } catch (thrown) {
      signal?.throwIfAborted()
      failure = timeout.aborted ? noAnswer(patience.attempt, thrown) : failureOf(thrown, attempts.token)
    }
    const now = clock.now()
    const asked = askedPause(failure, now)
    // A rate limit that names no time lasts at least a minute: nobody waits that long for a deployment's gate.
    const pause = isRateLimited(failure) ? (asked ?? Number.POSITIVE_INFINITY) : Math.max(backoff, asked ?? 0)
    // What was rate limited was not done, so it may always be sent again.
    const again = isTransient(failure) && (attempts.repeatable || isRateLimited(failure))
    if (!again || now + pause - started > patience.total) throw explain(failure, endpoint, attempts.apiUrl, now)
    const why = failure.status === undefined ? failure.message : `${failure.status} ${failure.message}`.trim()
    log.info(`GitHub did not ${endpoint.doing} (${why}); asking again in ${pause / 1000} s`)
    await clock.sleep(pause, signal)
  }
}

function noAnswer(milliseconds: number, cause: unknown): Failure {
  return { status: undefined, headers: {}, message: `no answer within ${milliseconds / 1000} s`, cause }
}
