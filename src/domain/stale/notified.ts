import { keyText, type StaleKey } from '../history/key.ts'
import { shortSha } from '../sha.ts'
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
  /**
   * Short SHAs of waiting commits as old as what was told which were not told themselves: a revert undid them then. Mostly
   * none. Should the revert be reverted, they are news.
   */
  readonly untold: readonly string[]
  /** The first digits of the commit that what waits was counted from; empty without one. */
  readonly base: string
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
 * that was told were stale when that was told, and were told with it, but for those that were undone then, or live. While the key is
 * silent nothing is new, and what was not told is not shown. Undefined when nothing is left to be shown.
 */
export function tell(waiting: Waiting, before: ToldKey | undefined, now: number): ShownKey | undefined {
  const fresh = waiting.stale.filter(one => isNew(one, before, waiting))
  const silent = waiting.silence !== undefined
  const shown = silent ? waiting.stale.filter(one => !fresh.includes(one)) : waiting.stale
  if (shown.length === 0) return undefined
  const times = shown.map(secondsOf)
  const told = Math.max(before?.told ?? 0, ...times)
  const news = silent ? [] : fresh
  const untold = waiting.commits.filter(
    one => mayComeBack(one, told) && isNew(one, before, waiting) && !news.includes(one),
  )
  return {
    shown,
    news,
    told: {
      ...{ key: keyText(waiting.key), told, count: shown.length, since: Math.min(...times) },
      ...{ seen: Math.floor(now / 1000), untold: untold.map(shortOf), base: baseOf(waiting) },
    },
  }
}

/**
 * What an open message goes on remembering of a service of which it shows nothing any more: commits that were told and that
 * a revert undid wait on, and are not told again when they are wanted again. Undefined when there are none.
 */
export function rememberedOf(waiting: Waiting, before: ToldKey, now: number): ToldKey | undefined {
  const undone = waiting.commits.filter(one => mayComeBack(one, before.told))
  const untold = undone.filter(one => isNew(one, before, waiting))
  if (untold.length === undone.length) return undefined
  return { ...before, count: 0, seen: Math.floor(now / 1000), untold: untold.map(shortOf), base: baseOf(waiting) }
}

function isNew(one: WaitingCommit, before: ToldKey | undefined, waiting: Waiting): boolean {
  if (before === undefined || secondsOf(one) > before.told || before.untold.includes(shortOf(one))) return true
  // The branch was rewritten behind what is live: what waited went with it, and what waits now was live.
  return waiting.live.offLine && before.base !== '' && before.base !== baseOf(waiting)
}

/** Only ever compared with that of the scan before, after a branch was rewritten: three digits will do. */
function baseOf({ live }: Waiting): string {
  return (live.base?.sha ?? '').slice(0, 3)
}

/** As old as what was told; and it counts, or would if a revert were not there. */
function mayComeBack(one: WaitingCommit, told: number): boolean {
  return one.since !== undefined && secondsOf(one) <= told && (one.counts || one.kind === 'undone')
}

function shortOf({ commit }: WaitingCommit): string {
  return shortSha(commit.sha)
}

/** Whether a key is the one remembered. */
export function isOf(told: ToldKey, key: StaleKey): boolean {
  return told.key === keyText(key)
}

function secondsOf({ since }: WaitingCommit): number {
  return Math.floor((since?.at ?? 0) / 1000)
}
