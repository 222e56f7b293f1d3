import { loadNow, patienceOf } from '../../script/testing/load.ts'
import type { Clock } from '../../src/time/clock.ts'
import { systemClock } from '../../src/time/system-clock.ts'

/**
 * A clock that runs many times faster than the machine's: pauses are short, and time limits are still longer than pauses. On a
 * busy machine it runs slower: what is answered there in a fraction of a second on an idle one must not meet a limit.
 */
export class QuickClock implements Clock {
  readonly #start = Date.now()
  readonly #times: number

  constructor(times = Math.max(1, 20 / patienceOf(loadNow()))) {
    this.#times = times
  }

  now(): number {
    return this.#start + (Date.now() - this.#start) * this.#times
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return systemClock.sleep(Math.ceil(ms / this.#times), signal)
  }
}
