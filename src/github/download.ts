import { AnswerTooLarge, withLimitedAnswers } from '../net/limited-answers.ts'
import { networkMessage } from '../net/network-message.ts'
import { AttemptTimeout, backoff, type RetryLimits, retry, withTimeLimit } from '../net/retry.ts'
import { isSecureUrl } from '../net/secure-url.ts'
import { oneLine } from '../text/one-line.ts'
import type { Clock } from '../time/clock.ts'

/** What came, or in one line why it did not. */
export type Downloaded = { readonly bytes: Uint8Array } | { readonly unreadable: string }

/** A file that GitHub keeps elsewhere. */
interface Download {
  readonly send: typeof fetch
  readonly clock: Clock
  readonly signal?: AbortSignal | undefined
  /** More bytes are not read. */
  readonly most: number
  readonly limits?: RetryLimits
}

/** Some thousand bytes from a store of files: what does not come soon is behind a firewall. */
const LIMITS: RetryLimits = { total: 3_000, attempt: 3_000, firstPause: 500 }

/**
 * Fetches what an answer of GitHub refers to. The address names another host and is a key by itself: the token is not sent there, no
 * redirect is followed, and only the host is shown. Rejects with the signal's reason alone.
 */
export async function downloadFrom(
  address: string,
  { send, clock, signal, most, limits = LIMITS }: Download,
): Promise<Downloaded> {
  const url = URL.parse(address)
  if (url === null || !isSecureUrl(url)) return { unreadable: 'its address is none that begins with https://' }
  const bounded = withLimitedAnswers(send, most)
  const attempt = async (attemptSignal: AbortSignal): Promise<Uint8Array> => {
    const answer = await bounded(url.href, { signal: attemptSignal, redirect: 'manual' })
    if (answer.status !== 200) {
      await answer.body?.cancel()
      throw new HttpFailure(answer.status)
    }
    return new Uint8Array(await answer.arrayBuffer())
  }
  try {
    const bytes = await retry(
      () => withTimeLimit(limits.attempt, signal, attempt),
      (thrown, { tries, elapsed }) => {
        const wait = backoff(limits.firstPause, tries)
        const lasting = thrown instanceof AnswerTooLarge || (thrown instanceof HttpFailure && thrown.status < 500)
        return lasting || elapsed + wait > limits.total ? { kind: 'give-up', error: thrown } : { kind: 'retry', wait }
      },
      { clock, signal },
    )
    return { bytes }
  } catch (thrown) {
    signal?.throwIfAborted()
    const why = thrown instanceof AttemptTimeout ? thrown.message : networkMessage(thrown)
    return { unreadable: `${url.origin}: ${oneLine(why)}` }
  }
}

class HttpFailure extends Error {
  override readonly name = 'HttpFailure'
  readonly status: number

  constructor(status: number) {
    super(`HTTP ${status}`)
    this.status = status
  }
}
