import type { Clock } from '../../src/time/clock.ts'
import { isWorking } from './background-work.ts'

interface Timer {
  readonly at: number
  readonly wake: () => void
}

/** Turns of the event loop without any news after which nothing goes on but waiting. */
const QUIET_TURNS = 12
/** Before time leaps so far, files that are being written get a moment: they make no news. */
const LEAP_MS = 120_000
const MOMENT_MS = 40

/** The clock of a simulation: its time passes only while everything waits for it. */
export class VirtualClock implements Clock {
  #now: number
  readonly #timers: Timer[] = []

  constructor(start: number) {
    this.#now = start
  }

  now(): number {
    return this.#now
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const timer = { at: this.#now + Math.max(0, ms), wake: resolve }
      const after = this.#timers.findIndex(({ at }) => at > timer.at)
      this.#timers.splice(after < 0 ? this.#timers.length : after, 0, timer)
      signal?.addEventListener(
        'abort',
        () => {
          const index = this.#timers.indexOf(timer)
          if (index >= 0) this.#timers.splice(index, 1)
          reject(signal.reason)
        },
        { once: true },
      )
    })
  }

  /** Lets time pass until `over` is settled. `news`: a number that changes with whatever happens, negative while a request is answered. */
  async run(over: Promise<unknown>, news: () => number): Promise<void> {
    let isOver = false
    const end = (): void => {
      isOver = true
    }
    over.then(end, end)
    while (!isOver) {
      await quiet(news)
      if (this.#leap() > LEAP_MS) {
        await new Promise(resolve => setTimeout(resolve, MOMENT_MS))
        await quiet(news)
      }
      const next = this.#timers.shift()
      if (next === undefined) {
        if (!isOver) throw new Error('everything waits, and for nothing')
        break
      }
      this.#now = Math.max(this.#now, next.at)
      next.wake()
    }
    await over
  }

  /** Milliseconds to the next timer. */
  #leap(): number {
    return (this.#timers[0]?.at ?? Number.POSITIVE_INFINITY) - this.#now
  }
}

/** Waits until nothing goes on but waiting. */
async function quiet(news: () => number): Promise<void> {
  let before = news()
  for (let turns = 0; turns < QUIET_TURNS; turns++) {
    await new Promise(resolve => setImmediate(resolve))
    const now = news()
    if (now !== before || now < 0 || isWorking()) turns = 0
    before = now
  }
}
