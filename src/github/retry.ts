import type { Logger } from '../log/logger.ts'
import { AttemptTimeout, backoff, type FailedAttempt, type RetryLimits, retry, withTimeLimit } from '../net/retry.ts'
import type { Clock } from '../time/clock.ts'
import type { Endpoint } from './endpoints.ts'
import { askedPause, type GitHubFailure, githubFailure, isRateLimited, isTransient } from './failure.ts'
import { githubError } from './request-error.ts'

/** At most 20 s in all: a person waits for the answer. */
export const GITHUB_RETRY_LIMITS: RetryLimits = { total: 12_000, attempt: 8_000, firstPause: 500 }

/** A request to GitHub, and what its retries depend on. */
interface RetriedRequest {
  readonly endpoint: Endpoint
  /** Whether sending it twice does no harm. */
  readonly repeatable: boolean
  readonly apiUrl: string
  /** Removed from every text. */
  readonly token: string
  readonly log: Logger
  readonly clock: Clock
  readonly limits: RetryLimits
  readonly signal?: AbortSignal | undefined
}

/**
 * Sends a request until it is answered, the failure is a lasting one, or the time is up; then throws the `UserError`
 * that explains it. Rejects with the signal's reason as soon as that is aborted.
 */
export async function sendToGitHub<T>(
  send: (signal: AbortSignal) => Promise<T>,
  { endpoint, repeatable, apiUrl, token, log, clock, limits, signal }: RetriedRequest,
): Promise<T> {
  return retry(
    () => withTimeLimit(limits.attempt, signal, send),
    (thrown, failed) => {
      const failure = thrown instanceof AttemptTimeout ? timedOut(thrown) : githubFailure(thrown, token)
      const wait = waitAfter(failure, failed, repeatable, limits)
      if (wait === undefined) return { kind: 'give-up', error: githubError(failure, endpoint, apiUrl, failed.now) }
      const why = failure.status === undefined ? failure.message : `${failure.status} ${failure.message}`.trim()
      log.info(`GitHub did not ${endpoint.doing} (${why}); retrying in ${wait / 1000} s`)
      return { kind: 'retry', wait }
    },
    { clock, signal },
  )
}

/** Milliseconds until the next attempt; undefined: the failure stands. */
function waitAfter(
  failure: GitHubFailure,
  { tries, elapsed, now }: FailedAttempt,
  repeatable: boolean,
  { total, firstPause }: RetryLimits,
): number | undefined {
  const limited = isRateLimited(failure)
  // A request that was rate limited was not executed, so it may always be sent again.
  if (!isTransient(failure) || !(repeatable || limited)) return undefined
  const asked = askedPause(failure, now)
  // A rate limit that names no time lasts at least a minute: longer than a deployment's gate may wait.
  const wait = limited ? (asked ?? Number.POSITIVE_INFINITY) : Math.max(backoff(firstPause, tries), asked ?? 0)
  return elapsed + wait > total ? undefined : wait
}

function timedOut({ message, cause }: AttemptTimeout): GitHubFailure {
  return { status: undefined, headers: {}, message, cause }
}
