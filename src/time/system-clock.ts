import { setTimeout } from 'node:timers/promises'
import type { Clock } from './clock.ts'

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    try {
      await setTimeout(ms, undefined, signal === undefined ? {} : { signal })
    } catch (thrown) {
      // Node rejects with an AbortError of its own; who waits wants to know why.
      throw signal?.aborted ? signal.reason : thrown
    }
  },
}
