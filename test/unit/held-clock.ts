import type { Clock } from '../../src/time/clock.ts'

interface Sleeper {
  readonly until: number
  readonly wake: () => void
}

/** A clock that stands still until the test moves it. */
export class HeldClock implements Clock {
  #now = 0
  #sleepers: Sleeper[] = []

  now(): number {
    return this.#now
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const sleeper = { until: this.#now + ms, wake: resolve }
      const giveUp = () => {
        this.#sleepers = this.#sleepers.filter(one => one !== sleeper)
        reject(signal?.reason)
      }
      if (signal?.aborted) return giveUp()
      signal?.addEventListener('abort', giveUp, { once: true })
      this.#sleepers.push(sleeper)
    })
  }

  /** Those that still wait for the time: a program does not end before the last one of them. */
  get sleeping(): number {
    return this.#sleepers.length
  }

  /** Moves the time and lets everything run that was waiting for it. */
  async advance(ms: number): Promise<void> {
    await this.idle()
    this.#now += ms
    const due = this.#sleepers.filter(({ until }) => until <= this.#now)
    this.#sleepers = this.#sleepers.filter(({ until }) => until > this.#now)
    for (const { wake } of due) wake()
    await this.idle()
  }

  /** Lets everything run that does not wait for the time. */
  async idle(): Promise<void> {
    await new Promise(resolve => setImmediate(resolve))
  }
}
