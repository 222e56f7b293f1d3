import { AnswerTooLarge } from '../../net/limited-answers.ts'
import { KubernetesError, OversizedAnswer } from './error.ts'

/** What happened when a request was tried, as far as trying again depends on it. */
interface RequestAttempt {
  /** How many tries have been made, this one included. */
  readonly tries: number
  /** HTTP status; 0 when no answer came. */
  readonly code: number
  /** The error's reason; empty for an object that does not fit its schema, which the server calls a 500. */
  readonly reason: string
  /** The Retry-After header, in seconds. */
  readonly retryAfter?: string | undefined
  /** The time limit of the request was over before the answer was whole. */
  readonly slow?: boolean
}

const LONGEST_WAIT_MS = 10_000

/**
 * How long to wait before the request is sent again; undefined if the answer stands. Everything that is sent through
 * here may be repeated: reads, and server-side applies, which have the same effect however often they are sent.
 *
 * - 401: once, at once; kubectl's credential plugin refreshes on it.
 * - 429: up to 5 times, as the server asks, at most 10 s each.
 * - no answer, 500, 502, 503, 504: 3 times within a second or two; a restart of the API server takes longer and is
 *   the watch's business.
 * - no whole answer within the time limit: once; the wait was long enough already.
 */
export function waitBeforeRetry({ tries, code, reason, retryAfter, slow }: RequestAttempt): number | undefined {
  if (slow) return tries < 2 ? 0 : undefined
  if (code === 401) return tries < 2 ? 0 : undefined
  if (code === 429) return tries < 6 ? Math.min(secondsIn(retryAfter) * 1000, LONGEST_WAIT_MS) : undefined
  if (code === 500 && reason === '') return undefined
  if (code === 0 || code === 500 || code === 502 || code === 503 || code === 504) {
    return tries < 4 ? 100 * 3 ** (tries - 1) : undefined
  }
  return undefined
}

function secondsIn(header: string | undefined): number {
  const seconds = Number(header)
  return header !== undefined && Number.isFinite(seconds) && seconds >= 0 ? seconds : 1
}

/** An error below HTTP: no whole answer came, as the socket broke, it is too large, or the time limit was over (`slow`). */
export function brokenConnection(cause: unknown, slow = false): KubernetesError {
  if (cause instanceof AnswerTooLarge) return new OversizedAnswer(cause)
  const text = cause instanceof Error ? cause.message : String(cause)
  return new KubernetesError(0, 'Transport', text, { slow, cause })
}
