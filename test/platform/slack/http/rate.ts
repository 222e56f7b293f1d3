import { Problem } from '../problem.ts'

/**
 * How much may be asked. https://docs.slack.dev/apis/web-api/rate-limits gives the rates; how large a burst may be, it
 * does not say: the double allows a minute's worth at once, but for posts, of which it allows few.
 */
export interface RateLimits {
  /** Messages posted into one channel: one a second, and so many at once. */
  readonly postBurst: number
  /** Messages posted into the whole workspace, a minute: "several hundred". */
  readonly postsPerMinute: number
  /** `chat.update`, `conversations.history`, `conversations.replies`: each a minute. */
  readonly tier3: number
  /** `auth.test`: "hundreds of requests per minute". */
  readonly special: number
}

export const USUAL_RATES: RateLimits = { postBurst: 3, postsPerMinute: 300, tier3: 50, special: 300 }

interface Bucket {
  tokens: number
  at: number
}

/** Counts the requests of each app. */
export class Rates {
  readonly #limits: RateLimits
  readonly #buckets = new Map<string, Bucket>()

  constructor(limits: RateLimits) {
    this.#limits = limits
  }

  /** Counts one request, or throws the 429 it is answered with. `now`: milliseconds since the epoch. */
  count(app: string, method: string, channel: string, now: number): void {
    const { postBurst, postsPerMinute, tier3, special } = this.#limits
    if (method === 'chat.postMessage') {
      this.#take(`${app} posts`, postsPerMinute, postsPerMinute / 60, now)
      this.#take(`${app} posts ${channel}`, postBurst, 1, now)
    } else if (method === 'auth.test') this.#take(`${app} ${method}`, special, special / 60, now)
    else this.#take(`${app} ${method}`, tier3, tier3 / 60, now)
  }

  #take(name: string, size: number, perSecond: number, now: number): void {
    const bucket = this.#buckets.get(name) ?? { tokens: size, at: now }
    this.#buckets.set(name, bucket)
    bucket.tokens = Math.min(size, bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * perSecond)
    bucket.at = now
    if (bucket.tokens < 1) throw rateLimited(Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond)))
    bucket.tokens -= 1
  }
}

/** `retryAfter`: seconds. */
export function rateLimited(retryAfter: number): Problem {
  return new Problem('ratelimited', {}, { status: 429, headers: { 'retry-after': String(retryAfter) } })
}
