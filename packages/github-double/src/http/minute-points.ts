import type { CountLimits } from '../description/limits.ts'
import type { Account } from '../state/account.ts'
import { type SecondaryLimit, secondaryLimit } from './content-writes.ts'

const MINUTE = 60_000

interface Spender {
  /** What was asked within the last minute, oldest first, and all of its points. */
  readonly spent: { readonly at: number; readonly points: number }[]
  used: number
  refusedUntil: number
}

/**
 * GitHub's secondary limit of points a minute, one for REST and one for queries: a request that reads is one point, one that
 * writes five, a query one. What is refused counts nothing.
 * Source: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 */
export class MinutePoints {
  readonly #spenders = new Map<string, Spender>()
  readonly #limits: Pick<CountLimits, 'restPointsPerMinute' | 'queryPointsPerMinute'>
  readonly #answer: SecondaryLimit

  constructor(limits: CountLimits, answer: SecondaryLimit) {
    this.#limits = limits
    this.#answer = answer
  }

  /** Counts one request to REST, or throws GitHub's refusal. `now`: milliseconds since the epoch. */
  countRequest(account: Account, repository: string, method: string, now: number): void {
    const points = method === 'GET' ? 1 : 5
    this.#count(`rest ${ownerOf(account, repository)}`, points, this.#limits.restPointsPerMinute, now)
  }

  /** The same of a query, which names no repository. */
  countQuery(account: Account, now: number): void {
    const own = account.repositories?.join(' ') ?? account.name
    this.#count(`query ${ownerOf(account, own)}`, 1, this.#limits.queryPointsPerMinute, now)
  }

  #count(name: string, points: number, limit: number, now: number): void {
    const spender = this.#spenders.get(name) ?? { spent: [], used: 0, refusedUntil: 0 }
    this.#spenders.set(name, spender)
    for (let [oldest] = spender.spent; oldest !== undefined && oldest.at <= now - MINUTE; [oldest] = spender.spent) {
      spender.used -= oldest.points
      spender.spent.shift()
    }
    if (now >= spender.refusedUntil) {
      if (spender.used + points <= limit) {
        spender.used += points
        spender.spent.push({ at: now, points })
        return
      }
      spender.refusedUntil = now + MINUTE
    }
    const seconds = Math.ceil((spender.refusedUntil - now) / 1000)
    throw secondaryLimit(this.#answer.namesPause ? seconds : undefined)
  }
}

/** All workflow tokens of a repository together are one, as for the hourly limit. */
function ownerOf({ kind, user }: Account, repository: string): string {
  return kind === 'workflow' ? `${user.login} in ${repository.toLowerCase()}` : user.login
}
