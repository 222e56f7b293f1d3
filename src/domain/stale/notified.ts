import { keyText, type StaleKey } from '../history/stale-key.ts'
import { shortSha } from '../sha.ts'
import { type ReminderMemory, type Reminders, remindersDue } from './reminders.ts'
import type { Waiting, WaitingCommit } from './waiting.ts'

/** What the metadata of an open message says of a service: what has been notified. Times in seconds since the epoch. */
export interface NotifiedService extends ReminderMemory {
  /** As `keyText` has it. */
  readonly key: string
  /** The greatest time since which a commit waits that was notified. */
  readonly notified: number
  /** How many stale commits it shows. */
  readonly count: number
  /** Since when the oldest of these waits. */
  readonly since: number
  /** When the service was last looked at. */
  readonly seen: number
  /**
   * Short SHAs of waiting commits as old as what was notified which were not notified themselves, because a revert undid
   * them then. Mostly none. Should the revert be reverted, they are new commits.
   */
  readonly notNotified: readonly string[]
  /** The first digits of the commit that what waits was counted from; empty without one. */
  readonly base: string
}

/** What a message shows of a service: commits notified before and those notified now, newest first. */
interface ServiceNotification {
  readonly shown: readonly WaitingCommit[]
  /** Notified now, for the first time in this message. */
  readonly newCommits: readonly WaitingCommit[]
  readonly reminders: Reminders
  readonly notified: NotifiedService
}

const NO_REMINDERS: Reminders = { again: [], escalated: [] }

/**
 * What is to be notified after what was. Each commit goes by the time since which it waits: all that are as old as one
 * that was notified were stale when that was notified, and were notified with it, but for those that were undone then, or
 * live. While the key is silent nothing is new, and what was not notified is not shown. Undefined when nothing is left to
 * be shown.
 */
export function notification(
  waiting: Waiting,
  before: NotifiedService | undefined,
  now: number,
): ServiceNotification | undefined {
  if (waiting.live.deployment === undefined) return firstNotification(waiting, before, now)
  const fresh = waiting.stale.filter(one => isNew(one, before, waiting))
  const silent = waiting.silence !== undefined
  const shown = silent ? waiting.stale.filter(one => !fresh.includes(one)) : waiting.stale
  if (shown.length === 0) return undefined
  const times = shown.map(secondsOf)
  const notified = Math.max(before?.notified ?? 0, ...times)
  const newCommits = silent ? [] : fresh
  const notNotified = waiting.commits.filter(
    one => mayComeBack(one, notified) && isNew(one, before, waiting) && !newCommits.includes(one),
  )
  const { due, memory } = remindersDue(
    waiting,
    newCommits.length > 0 ? { shown: [], mentioned: newCommits } : { shown, mentioned: [] },
    before,
    now,
  )
  return {
    shown,
    newCommits,
    reminders: due,
    notified: {
      ...{ key: keyText(waiting.key), notified, count: shown.length, since: Math.min(...times) },
      ...{ seen: Math.floor(now / 1000), notNotified: notNotified.map(shortOf), base: baseOf(waiting) },
      ...memory,
    },
  }
}

/**
 * Where nothing was ever deployed, what waits is history: it is shown, without a notification. What still waits after the first
 * deployment is new then.
 */
function firstNotification(
  waiting: Waiting,
  before: NotifiedService | undefined,
  now: number,
): ServiceNotification | undefined {
  const shown = waiting.silence !== undefined && (before?.count ?? 0) === 0 ? [] : waiting.stale
  if (shown.length === 0) return undefined
  const since = Math.min(...shown.map(secondsOf))
  const notified = {
    ...{ key: keyText(waiting.key), notified: 0, count: shown.length, since },
    ...{ seen: Math.floor(now / 1000), notNotified: [], base: '' },
  }
  return { shown, newCommits: [], reminders: NO_REMINDERS, notified }
}

/**
 * What an open message keeps in its metadata of a service of which it shows nothing any more: commits that were notified
 * and then undone by a revert still wait, and are not notified again when the revert is reverted. Undefined when there
 * are none.
 */
export function metadataOnlyOf(waiting: Waiting, before: NotifiedService, now: number): NotifiedService | undefined {
  const undone = waiting.commits.filter(one => mayComeBack(one, before.notified))
  const notNotified = undone.filter(one => isNew(one, before, waiting))
  if (notNotified.length === undone.length) return undefined
  return {
    ...before,
    count: 0,
    seen: Math.floor(now / 1000),
    notNotified: notNotified.map(shortOf),
    base: baseOf(waiting),
  }
}

function isNew(one: WaitingCommit, before: NotifiedService | undefined, waiting: Waiting): boolean {
  if (before === undefined || secondsOf(one) > before.notified || before.notNotified.includes(shortOf(one))) return true
  // The branch was rewritten behind what is live: what waited went with it, and what waits now was live.
  return !waiting.live.baseKnown && before.base !== '' && before.base !== baseOf(waiting)
}

/** Only ever compared with that of the scan before, after a branch was rewritten: three digits will do. */
function baseOf({ live }: Waiting): string {
  return (live.base?.sha ?? '').slice(0, 3)
}

/** As old as what was notified; and it counts, or would if a revert were not there. */
function mayComeBack(one: WaitingCommit, notified: number): boolean {
  return one.since !== undefined && secondsOf(one) <= notified && (one.counts || one.kind === 'undone')
}

function shortOf({ commit }: WaitingCommit): string {
  return shortSha(commit.sha)
}

/** Whether the metadata is that of the key. */
export function isSameService(notified: NotifiedService, key: StaleKey): boolean {
  return notified.key === keyText(key)
}

function secondsOf({ since }: WaitingCommit): number {
  return Math.floor((since?.at ?? 0) / 1000)
}
