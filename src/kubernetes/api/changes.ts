import type { Clock } from '../../time/clock.ts'

/** Something changed: a bell that many ring and one waits for. */
export class Changes {
  #rung = false
  #wake: (() => void) | undefined

  ring(): void {
    this.#rung = true
    this.#wake?.()
  }

  /** Resolves at the next ring (at once if it rang since the last wait), after `ms`, or rejects on the signal. */
  async next(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted()
    if (!this.#rung) {
      const nap = new AbortController()
      const either = signal === undefined ? nap.signal : AbortSignal.any([signal, nap.signal])
      const rung = new Promise<void>(resolve => {
        this.#wake = resolve
      })
      try {
        await Promise.race([rung, clock.sleep(ms, either)])
      } catch (thrown) {
        signal?.throwIfAborted()
        throw thrown
      } finally {
        this.#wake = undefined
        // The other side of the race must not keep a timer, and its rejection is nobody's business.
        nap.abort()
      }
    }
    this.#rung = false
  }
}
