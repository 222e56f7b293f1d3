import type { Clock } from '../../src/time/clock.ts'
import { systemClock } from '../../src/time/system-clock.ts'

/** A clock that runs many times faster than the machine's: pauses are short, and time limits are still longer than pauses. */
export class QuickClock implements Clock {
  readonly #start = Date.now()
  readonly #times: number

  constructor(times = 20) {
    this.#times = times
  }

  now(): number {
    return this.#start + (Date.now() - this.#start) * this.#times
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return systemClock.sleep(Math.ceil(ms / this.#times), signal)
  }
}
