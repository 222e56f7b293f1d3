import type { Account } from '../state/account.ts'

const hour = 3_600_000

/** Counts each token's requests in windows of an hour. Counted and shown, not yet enforced. */
export class Rates {
  readonly #windows = new Map<Account, { used: number; readonly reset: number }>()

  /** Counts one request and gives the headers that tell about it. `now`: milliseconds since the epoch. */
  count(account: Account, now: number): Record<string, string> {
    const known = this.#windows.get(account)
    const window = known !== undefined && now < known.reset ? known : { used: 0, reset: now + hour }
    window.used += 1
    this.#windows.set(account, window)
    return {
      'x-ratelimit-limit': String(account.rateLimit),
      'x-ratelimit-remaining': String(Math.max(0, account.rateLimit - window.used)),
      'x-ratelimit-used': String(window.used),
      'x-ratelimit-reset': String(Math.ceil(window.reset / 1000)),
      'x-ratelimit-resource': 'core',
    }
  }
}
