import { Problem } from '../problem.ts'
import type { Account } from '../state/account.ts'

const hour = 3_600_000

/** What one request did to its token's limit. */
export interface Counted {
  readonly headers: Readonly<Record<string, string>>
  readonly exceeded: boolean
}

/** Counts each token's requests in windows of an hour. */
export class Rates {
  readonly #windows = new Map<Account, { used: number; readonly reset: number }>()

  /** Counts one request. `now`: milliseconds since the epoch. */
  count(account: Account, now: number): Counted {
    const known = this.#windows.get(account)
    const window = known !== undefined && now < known.reset ? known : { used: 0, reset: now + hour }
    this.#windows.set(account, window)
    // A refused request is not counted: GitHub never shows more used than there are.
    const exceeded = window.used >= account.rateLimit
    if (!exceeded) window.used += 1
    const headers = {
      'x-ratelimit-limit': String(account.rateLimit),
      'x-ratelimit-remaining': String(account.rateLimit - window.used),
      'x-ratelimit-used': String(window.used),
      'x-ratelimit-reset': String(Math.ceil(window.reset / 1000)),
      'x-ratelimit-resource': 'core',
    }
    return { headers, exceeded }
  }
}

/** GitHub's answer to a token that has used up its hour; the headers tell when the next one begins. */
export function limitExceeded(account: Account): Problem {
  const whose = account.kind === 'user' ? `user ID ${account.user.id}` : 'installation'
  return new Problem(403, `API rate limit exceeded for ${whose}.`)
}
