import { UserError } from '../errors.ts'
import type { Logger } from '../log/logger.ts'
import { AnswerTooLarge } from '../net/limited-answers.ts'
import { AttemptTimeout, backoff, type FailedAttempt, type RetryLimits, retry, withTimeLimit } from '../net/retry.ts'
import { fieldOf } from '../text/json.ts'
import type { Clock } from '../time/clock.ts'
import type { Endpoint } from './endpoints.ts'
import {
  askedPause,
  type GitHubFailure,
  githubFailure,
  isRateLimited,
  isTransient,
  MalformedAnswer,
  UnreadableAnswer,
} from './failure.ts'
import { githubError } from './request-error.ts'

/** How long a request to GitHub is retried. */
export interface GitHubRetryLimits extends RetryLimits {
  /**
   * What follows when GitHub limits the rate. `give-up`: nothing is sent again; `as-asked`: once the named time is over, if it
   * is within `total`; `wait`: the same, and where no time is named after a minute, as GitHub asks for.
   */
  readonly limited: 'give-up' | 'as-asked' | 'wait'
}

/** At most 20 s in all: a person waits for the answer. */
export const GITHUB_RETRY_LIMITS: GitHubRetryLimits = {
  ...{ total: 12_000, attempt: 8_000, firstPause: 500 },
  limited: 'as-asked',
}

/** What only says how far a deployment is: it leaves the content writes of an hour to the ends of others. */
export const STEP_RETRY_LIMITS: GitHubRetryLimits = { ...GITHUB_RETRY_LIMITS, limited: 'give-up' }

/** What must be written: through a secondary limit and an outage of minutes. The job has the time. */
export const LAST_STATUS_RETRY_LIMITS: GitHubRetryLimits = { ...GITHUB_RETRY_LIMITS, total: 600_000, limited: 'wait' }

/** The same after the last step of a job: a cancelled job has five minutes in all. */
export const POST_RETRY_LIMITS: GitHubRetryLimits = { ...LAST_STATUS_RETRY_LIMITS, total: 240_000 }

/** In the seconds between the runner's signals to a step that it stops. */
export const STOPPED_RETRY_LIMITS: GitHubRetryLimits = { ...GITHUB_RETRY_LIMITS, total: 3_000, attempt: 3_000 }

/** GitHub asks for a minute at least where it limits the rate and names no time. */
const UNNAMED_PAUSE_MS = 60_000
const LONGEST_BACKOFF_MS = 30_000
/** So often a token that GitHub calls bad is tried again where the request must get through. */
const DOUBTED_TRIES = 4

/**
 * So often a write is sent again that was answered with what is not as GitHub describes it: each was done. And with a page, or half
 * an answer: each may have been done, and what answers in GitHub's place may be gone in some seconds.
 */
const REPEATED_WRITES = { wrong: 1, unreadable: 5 }

/** A request to GitHub, and what its retries depend on. */
interface RetriedRequest {
  readonly endpoint: Endpoint
  /** Whether sending it twice does no harm. */
  readonly repeatable: boolean
  /** Whether an answer, even one that is wrong, says that something was written. */
  readonly writes: boolean
  readonly apiUrl: string
  /** Removed from every text. */
  readonly token: string
  readonly log: Logger
  readonly clock: Clock
  readonly limits: GitHubRetryLimits
  /** From 0 to below 1. */
  readonly random: () => number
  readonly signal?: AbortSignal | undefined
}

/**
 * Sends a request until it is answered, the failure is a lasting one, or the time is up; then throws the `UserError`
 * that explains it. Rejects with the signal's reason as soon as that is aborted.
 */
export async function sendToGitHub<T>(
  send: (signal: AbortSignal) => Promise<T>,
  { endpoint, repeatable, writes, apiUrl, token, log, clock, limits, random, signal }: RetriedRequest,
): Promise<T> {
  const repeated = { wrong: 0, unreadable: 0 }
  return retry(
    () => withTimeLimit(limits.attempt, signal, send),
    (thrown, failed) => {
      // What was found before anything was sent, such as a proxy that is none; the library wraps it.
      const found = fieldOf(thrown, 'cause')
      if (found instanceof UserError) return { kind: 'give-up', error: found }
      const failure = thrown instanceof AttemptTimeout ? timedOut(thrown) : githubFailure(thrown, token)
      const doubt = writes ? doubtIn(failure) : undefined
      if (doubt !== undefined) repeated[doubt] += 1
      const isOften = doubt !== undefined && repeated[doubt] > REPEATED_WRITES[doubt]
      const wait = isOften ? undefined : waitAfter(failure, failed, repeatable, limits, random)
      if (wait === undefined) return { kind: 'give-up', error: githubError(failure, endpoint, apiUrl, failed.now) }
      const why = failure.status === undefined ? failure.message : `${failure.status} ${failure.message}`.trim()
      log.info(`GitHub did not ${endpoint.doing} (${why}); retrying in ${Math.round(wait / 100) / 10} s`)
      return { kind: 'retry', wait }
    },
    { clock, signal },
  )
}

/** What an answer of 2xx is that says less than that the request was done; undefined for every other failure. */
function doubtIn({ cause }: GitHubFailure): keyof typeof REPEATED_WRITES | undefined {
  if (cause instanceof MalformedAnswer || cause instanceof AnswerTooLarge) return 'wrong'
  return cause instanceof UnreadableAnswer ? 'unreadable' : undefined
}

/** Milliseconds until the next attempt; undefined: the failure stands. */
function waitAfter(
  failure: GitHubFailure,
  { tries, elapsed, now }: FailedAttempt,
  repeatable: boolean,
  { total, firstPause, limited: onLimit }: GitHubRetryLimits,
  random: () => number,
): number | undefined {
  const limited = isRateLimited(failure)
  // A request that was rate limited was not executed, so it may always be sent again.
  // GitHub says now and then that a good token is bad; one that has expired stays so.
  const isDoubted = failure.status === 401 && onLimit === 'wait' && tries <= DOUBTED_TRIES
  if (!(isTransient(failure) || isDoubted) || !(repeatable || limited)) return undefined
  const asked = askedPause(failure, now)
  const pause = Math.min(backoff(firstPause, tries), LONGEST_BACKOFF_MS)
  const wait = limited ? limitPause(asked, onLimit, random) : Math.max(pause, asked ?? 0)
  return elapsed + wait > total ? undefined : wait
}

function limitPause(asked: number | undefined, onLimit: GitHubRetryLimits['limited'], random: () => number): number {
  if (onLimit === 'give-up') return Number.POSITIVE_INFINITY
  // A rate limit that names no time lasts at least a minute: longer than a deployment's gate may wait.
  if (onLimit === 'as-asked') return asked ?? Number.POSITIVE_INFINITY
  // Runs that were refused in the same minute must not all come back in the same second.
  const pause = asked ?? UNNAMED_PAUSE_MS
  return pause + random() * Math.max(1000, pause / 2)
}

function timedOut({ message, cause }: AttemptTimeout): GitHubFailure {
  return { status: undefined, headers: {}, message, cause }
}
