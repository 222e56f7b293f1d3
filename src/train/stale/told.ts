import { keyText, type StaleKey } from './key.ts'
import type { Waiting, WaitingCommit } from './waiting.ts'

/** What an open message remembers of a service: so much has been told. Times in seconds since the epoch. */
export interface ToldKey {
  /** As `keyText` has it. */
  readonly key: string
  /** The greatest time since which a commit waits that was told. */
  readonly told: number
  /** How many stale commits it shows. */
  readonly count: number
  /** Since when the oldest of these waits. */
  readonly since: number
  /** When the service was last looked at. */
  readonly seen: number
}

/** What a message shows of a service: commits told before and those told now, newest first. */
export interface ShownKey {
  readonly shown: readonly WaitingCommit[]
  /** Told now, for the first time in this message. */
  readonly news: readonly WaitingCommit[]
  readonly told: ToldKey
}

/**
 * Tells what is new since what was told. Each commit goes by the time since which it waits: all that are as old as one
 * that was told were stale when that was told, and were told with it. While the key is silent nothing is new, and what was
 * not told is not shown. Undefined when nothing is left to be shown.
 */
export function tell(waiting: Waiting, before: ToldKey | undefined, now: number): ShownKey | undefined {
  const fresh = waiting.stale.filter(one => before === undefined || secondsOf(one) > before.told)
  const silent = waiting.silence !== undefined
  const shown = silent ? waiting.stale.filter(one => !fresh.includes(one)) : waiting.stale
  if (shown.length === 0) return undefined
  const times = shown.map(secondsOf)
  const told = Math.max(before?.told ?? 0, ...times)
  const key = keyText(waiting.key)
  return {
    shown,
    news: silent ? [] : fresh,
    told: { key, told, count: shown.length, since: Math.min(...times), seen: Math.floor(now / 1000) },
  }
}

/** Logins of those who wrote commits, each once, in the order of their newest; undefined where GitHub knows none. */
export function authorsOf(commits: readonly WaitingCommit[]): readonly string[] {
  return [...new Set(commits.flatMap(({ commit }) => commit.login ?? []))]
}

/** Whether a key is the one remembered. */
export function isOf(told: ToldKey, key: StaleKey): boolean {
  return told.key === keyText(key)
}

function secondsOf({ since }: WaitingCommit): number {
  return Math.floor((since?.at ?? 0) / 1000)
}
