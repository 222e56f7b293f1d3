import { Problem } from '../problem.ts'
import type { Account } from '../state/account.ts'

const HOUR = 3_600_000

/** Where a token stands in its hour. */
export interface Standing {
  readonly headers: Readonly<Record<string, string>>
  readonly limit: number
  readonly used: number
  /** Milliseconds since the epoch. */
  readonly reset: number
}

/** What one request did to its token's limit. */
export interface Counted extends Standing {
  readonly exceeded: boolean
}

interface Window {
  used: number
  readonly reset: number
}

/** Counts what each token uses in windows of an hour: requests, or the points of queries. */
export class Rates {
  readonly #windows = new Map<Account, Window>()
  readonly #resource: 'core' | 'graphql'

  constructor(resource: 'core' | 'graphql') {
    this.#resource = resource
  }

  /** Counts one request. `now`: milliseconds since the epoch. */
  count(account: Account, now: number, cost = 1): Counted {
    const window = this.#window(account, now)
    const limit = this.#limit(account)
    // A refused request is not counted: GitHub never shows more used than there are.
    const exceeded = window.used >= limit
    if (!exceeded) window.used = Math.min(limit, window.used + cost)
    return { ...this.look(account, now), exceeded }
  }

  /** Takes back what one request counted: an answer of 304 costs nothing. */
  giveBack(account: Account, now: number): Standing {
    const window = this.#window(account, now)
    window.used = Math.max(0, window.used - 1)
    return this.look(account, now)
  }

  /** Where a token stands, without counting anything. */
  look(account: Account, now: number): Standing {
    const { used, reset } = this.#window(account, now)
    const limit = this.#limit(account)
    const headers = {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(limit - used),
      'x-ratelimit-used': String(used),
      'x-ratelimit-reset': String(Math.ceil(reset / 1000)),
      'x-ratelimit-resource': this.#resource,
    }
    return { headers, limit, used, reset }
  }

  /** As if another client with the same token had used up the hour. */
  spendAll(account: Account, now: number): void {
    this.#window(account, now).used = this.#limit(account)
  }

  #limit(account: Account): number {
    return this.#resource === 'core' ? account.rateLimit : account.pointLimit
  }

  #window(account: Account, now: number): Window {
    const known = this.#windows.get(account)
    const window = known !== undefined && now < known.reset ? known : { used: 0, reset: now + HOUR }
    this.#windows.set(account, window)
    return window
  }
}

/** GitHub's answer to a token that has used up its hour; the headers say when the next one begins. */
export function limitExceeded(account: Account): Problem {
  const whose = account.kind === 'user' ? `user ID ${account.user.id}` : 'installation'
  return new Problem(403, `API rate limit exceeded for ${whose}.`)
}
