import type { Clock } from '../../time/clock.ts'

/** A signal that something changed: many notify, one waits. */
export class Changes {
  #notified = false
  #wake: (() => void) | undefined

  notify(): void {
    this.#notified = true
    this.#wake?.()
  }

  /** Resolves at the next change (at once if there was one since the last wait), after `ms`, or rejects on the signal. */
  async next(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted()
    if (!this.#notified) {
      const sleeping = new AbortController()
      const either = signal === undefined ? sleeping.signal : AbortSignal.any([signal, sleeping.signal])
      const notified = new Promise<void>(resolve => {
        this.#wake = resolve
      })
      try {
        await Promise.race([notified, clock.sleep(ms, either)])
      } catch (thrown) {
        signal?.throwIfAborted()
        throw thrown
      } finally {
        this.#wake = undefined
        // The sleep that lost the race must not keep a timer; its rejection has no handler to reach.
        sleeping.abort()
      }
    }
    this.#notified = false
  }
}
