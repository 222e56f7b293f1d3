import { setTimeout } from 'node:timers/promises'
import type { Clock } from './clock.ts'

/** The clocks of a machine, in milliseconds. */
interface MachineClocks {
  /** Since the epoch. A person, or a time server, may set it while we run. */
  readonly wall: () => number
  /** Since any moment; it only goes forward, at its pace. */
  readonly steady: () => number
}

/**
 * The machine's own clock: the time of day as it was at the start, going on at a steady pace. A clock that is set while a
 * rollout is followed must neither end its time nor its stability window.
 */
export function machineClock({ wall, steady }: MachineClocks): Clock {
  const offset = wall() - steady()
  return { now: () => Math.floor(offset + steady()), sleep }
}

export const systemClock = machineClock({ wall: () => Date.now(), steady: () => performance.now() })
async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  try {
    await setTimeout(ms, undefined, signal === undefined ? {} : { signal })
  } catch (thrown) {
    // Node rejects with an AbortError of its own; who waits wants to know why.
    throw signal?.aborted ? signal.reason : thrown
  }
}
