import type { CountLimits } from '../description/limits.ts'
import { Problem } from '../problem.ts'
import type { Account } from '../state/account.ts'

const MINUTE = 60_000
const HOUR = 3_600_000

/** How GitHub's secondary limit of writes is answered. */
export interface SecondaryLimit {
  /** Whether the answer says when to come back; GitHub does not always. */
  readonly namesPause: boolean
}

interface Writer {
  /** When each of the last hour was done, oldest first. */
  done: number[]
  refusedUntil: number
}

/**
 * GitHub's secondary limit of what creates content: so many requests a minute and an hour, whatever is left of the hourly
 * limit. All workflow tokens of a repository together are one writer, as for the hourly limit.
 */
export class ContentWrites {
  readonly #writers = new Map<string, Writer>()
  readonly #limits: Pick<CountLimits, 'contentWritesPerMinute' | 'contentWritesPerHour'>
  readonly #answer: SecondaryLimit

  constructor(limits: CountLimits, answer: SecondaryLimit) {
    this.#limits = limits
    this.#answer = answer
  }

  /** Counts one write, or throws GitHub's refusal; a refused one is not counted. `now`: milliseconds since the epoch. */
  count({ kind, user }: Account, repository: string, now: number): void {
    const name = kind === 'workflow' ? `${user.login} in ${repository.toLowerCase()}` : user.login
    const writer = this.#writers.get(name) ?? { done: [], refusedUntil: 0 }
    this.#writers.set(name, writer)
    writer.done = writer.done.filter(at => at > now - HOUR)
    if (now >= writer.refusedUntil) {
      const { contentWritesPerMinute, contentWritesPerHour } = this.#limits
      const inMinute = writer.done.filter(at => at > now - MINUTE).length
      if (inMinute < contentWritesPerMinute && writer.done.length < contentWritesPerHour) {
        writer.done.push(now)
        return
      }
      const oldest = writer.done.length < contentWritesPerHour ? 0 : (writer.done[0] ?? 0) + HOUR
      writer.refusedUntil = Math.max(now + MINUTE, oldest)
    }
    const seconds = Math.ceil((writer.refusedUntil - now) / 1000)
    throw secondaryLimit(this.#answer.namesPause ? seconds : undefined)
  }
}

/** GitHub's answer, whatever limit it was. `retryAfter`: seconds. */
export function secondaryLimit(retryAfter: number | undefined): Problem {
  const text = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
  return new Problem(403, text, undefined, retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) })
}
