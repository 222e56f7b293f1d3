import { setTimeout as sleep } from 'node:timers/promises'
import { loadNow, patienceOf } from '../../../script/testing/load.ts'
import type { Daemon } from './daemon.ts'

export interface Waiting {
  /** What is waited for, to be named when it does not come: `the registry to answer`. */
  readonly what: string
  /** After this many seconds it is given up. Default: 60, more on a busy machine. */
  readonly seconds?: number
  /** Whose ending makes waiting pointless, and whose log says more. */
  readonly daemon?: Daemon
}

/** Between two looks, in milliseconds. */
const PACE = 25

/**
 * Looks again and again until `probe` gives something; a probe that throws has not got it yet. Throws when the time is
 * over or the daemon has ended, with the log file and the last thing that went wrong.
 */
export async function until<T>(waiting: Waiting, probe: () => Promise<T | undefined | false>): Promise<T> {
  const { what, daemon, seconds = Math.round(60 * patienceOf(loadNow())) } = waiting
  const end = performance.now() + seconds * 1000
  let last: unknown
  for (;;) {
    if (daemon?.failure !== undefined) throw new Error(`waiting for ${what}: ${daemon.failure}`)
    try {
      const seen = await probe()
      if (seen !== undefined && seen !== false) return seen
    } catch (error) {
      last = error
    }
    if (performance.now() > end) {
      const log = daemon === undefined ? '' : `; ${daemon.name} last said: ${daemon.lastLine()}; see ${daemon.log}`
      throw new Error(`waited ${seconds} s in vain for ${what}${log}`, { cause: last })
    }
    await sleep(PACE)
  }
}
