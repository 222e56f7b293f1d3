import type { Clock } from '../time/clock.ts'

/** How long a request is retried, in milliseconds. */
export interface RetryLimits {
  /** From the start of the first attempt to the start of the last. */
  readonly total: number
  /** For the answer to one attempt. */
  readonly attempt: number
  /** Before the second attempt; doubled each time. */
  readonly firstPause: number
}

/** An attempt that failed. */
export interface FailedAttempt {
  /** Attempts made so far, this one included. */
  readonly tries: number
  /** Milliseconds since the request was made. */
  readonly elapsed: number
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** What follows a failed attempt: the next one after `wait` milliseconds, or the error of the whole request. */
type RetryDecision =
  | { readonly kind: 'retry'; readonly wait: number }
  | { readonly kind: 'give-up'; readonly error: unknown }

/** The retry policy of a service: decides by what an attempt threw. */
export type RetryPolicy = (thrown: unknown, failed: FailedAttempt) => RetryDecision

interface RetryOptions {
  readonly clock: Clock
  readonly signal?: AbortSignal | undefined
  /** When the request was made, in milliseconds since the epoch; default: now. */
  readonly started?: number
}

/**
 * Makes attempts until one resolves or the policy gives up, which throws the policy's error. Rejects with the signal's
 * reason as soon as the signal is aborted, also while it waits.
 */
export async function retry<T>(
  attempt: (tries: number) => Promise<T>,
  policy: RetryPolicy,
  { clock, signal, started = clock.now() }: RetryOptions,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    signal?.throwIfAborted()
    let decision: RetryDecision
    try {
      return await attempt(tries)
    } catch (thrown) {
      signal?.throwIfAborted()
      const now = clock.now()
      decision = policy(thrown, { tries, elapsed: now - started, now })
    }
    if (decision.kind === 'give-up') throw decision.error
    await clock.sleep(decision.wait, signal)
  }
}

/** The pause after the attempt number `tries`: `first` milliseconds after the first one, doubled each time. */
export function backoff(first: number, tries: number): number {
  return first * 2 ** (tries - 1)
}

/** An attempt got no answer within its time limit. */
export class AttemptTimeout extends Error {
  override readonly name = 'AttemptTimeout'

  constructor(milliseconds: number, cause: unknown) {
    super(`no answer within ${milliseconds / 1000} s`, { cause })
  }
}

/** Makes one attempt with a time limit. Throws `AttemptTimeout` when the limit ended it, and not `signal`. */
export async function withTimeLimit<T>(
  milliseconds: number,
  signal: AbortSignal | undefined,
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const timeout = AbortSignal.timeout(milliseconds)
  try {
    return await attempt(signal === undefined ? timeout : AbortSignal.any([timeout, signal]))
  } catch (thrown) {
    if (timeout.aborted && signal?.aborted !== true) throw new AttemptTimeout(milliseconds, thrown)
    throw thrown
  }
}
