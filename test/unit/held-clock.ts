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
      if (signal?.aborted) reject(signal.reason)
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
      this.#sleepers.push({ until: this.#now + ms, wake: resolve })
    })
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
