import type { Clock } from '../time/clock.ts'

/**
 * The order and the pace of what is written into each channel: one after the other, in the order asked for, at most one a
 * second. https://docs.slack.dev/apis/web-api/rate-limits
 */
export class Pace {
  readonly #clock: Clock
  readonly #gap: number
  readonly #last = new Map<string, Promise<void>>()
  readonly #next = new Map<string, number>()

  /** `gap`: milliseconds between two writes. */
  constructor(clock: Clock, gap: number) {
    this.#clock = clock
    this.#gap = gap
  }

  /** Does the work when all that was asked before for this channel has ended; `waited` says whether there was any. */
  inTurn<T>(channel: string, work: (waited: boolean) => Promise<T>): Promise<T> {
    const before = this.#last.get(channel)
    const done = before === undefined ? work(false) : before.then(() => work(true))
    const end = () => {
      if (this.#last.get(channel) === ended) this.#last.delete(channel)
    }
    const ended: Promise<void> = done.then(end, end)
    this.#last.set(channel, ended)
    return done
  }

  /** Milliseconds until the channel may be written to. */
  wait(channel: string): number {
    return Math.max(0, (this.#next.get(channel) ?? 0) - this.#clock.now())
  }

  /** Notes that it is written to now. */
  wrote(channel: string): void {
    this.#next.set(channel, this.#clock.now() + this.#gap)
  }
}
