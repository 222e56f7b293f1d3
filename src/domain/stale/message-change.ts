import type { Instant } from '../../time/instant.ts'
import { keyText, type StaleKey } from '../history/stale-key.ts'
import { isSameService, metadataOnlyOf, type NotifiedService, notification } from './notified.ts'
import type { Reminders } from './reminders.ts'
import type { Unread, Waiting, WaitingCommit } from './waiting.ts'

/** A key that is known to belong here no more: the policy no longer names it, its channel is another, it is archived. */
interface Unwatched {
  readonly kind: 'unwatched'
  readonly key: StaleKey
  /**
   * - `policy`: the policy names another channel, or the service or the environment no longer, or has switched it off.
   * - `closed`: the repository is archived or disabled.
   * - `not-scanned`: the scan no longer has the repository.
   */
  readonly why: 'policy' | 'closed' | 'not-scanned'
}

/** What a run knows of one key. */
export type KeyState = Waiting | Unread | Unwatched

/** What the message of one environment and channel shows of one service. */
export type ServiceLine =
  | {
      readonly kind: 'notified'
      readonly waiting: Waiting
      /** Stale commits, newest first; while silent only those notified before. */
      readonly shown: readonly WaitingCommit[]
      /** Notified for the first time now, newest first: their authors are mentioned. */
      readonly newCommits: readonly WaitingCommit[]
      readonly reminders: Reminders
      readonly notified: NotifiedService
    }
  /** It could not be read: the line stays as it was, with the time of the last read. */
  | { readonly kind: 'kept'; readonly notified: NotifiedService; readonly unread: Unread | undefined }

/** A service of which this run knows what waits. */
export type NotifiedLine = Extract<ServiceLine, { kind: 'notified' }>

/** A service that leaves the message. */
export interface Cleared {
  readonly key: string
  /** `live`: nothing that counts waits. `not-stale`: what waits is younger. `silent`: what waits was never notified here. */
  readonly why: 'live' | 'not-stale' | 'silent' | Unwatched['why']
}

/** What becomes of the one message of an environment and channel. */
export type MessageChange =
  | { readonly kind: 'nothing' }
  /** A new message, which notifies the authors of its new commits. */
  | { readonly kind: 'post'; readonly lines: readonly ServiceLine[] }
  /** The open message is edited, which sends no notification; new commits are sent by a reply in its thread. */
  | {
      readonly kind: 'edit'
      readonly lines: readonly ServiceLine[]
      /** Services of which nothing is shown, and which are not forgotten yet. */
      readonly metadataOnly: readonly NotifiedService[]
      /** Whether a reply in its thread has something for people: new commits, or a reminder. */
      readonly replies: boolean
      readonly cleared: readonly Cleared[]
    }
  /** The open message is turned into its done line. */
  | { readonly kind: 'done'; readonly cleared: readonly Cleared[] }

/**
 * Decides what becomes of the message of one environment and channel. `open`: what the metadata of the open message says, undefined
 * without one. `keyStates`: the keys of this run; a key that only the open message has counts as unread. A message
 * is done only when every key it shows was read, or is known to belong here no more.
 */
export function messageChange(
  open: readonly NotifiedService[] | undefined,
  keyStates: readonly KeyState[],
  now: Instant,
): MessageChange {
  const lines: ServiceLine[] = []
  const cleared: Cleared[] = []
  const metadataOnly: NotifiedService[] = []
  const keep = (notified: NotifiedService, unread: Unread | undefined) => {
    if (notified.count === 0) metadataOnly.push(notified)
    else lines.push({ kind: 'kept', notified, unread })
  }
  for (const keyState of keyStates) {
    const before = open?.find(notified => isSameService(notified, keyState.key))
    if (keyState.kind === 'judged') {
      const notified = notification(keyState, before, now)
      if (notified !== undefined) lines.push({ kind: 'notified', waiting: keyState, ...notified })
      else if (before !== undefined) {
        if (before.count > 0) cleared.push({ key: before.key, why: whyCleared(keyState) })
        metadataOnly.push(...[metadataOnlyOf(keyState, before, now)].filter(one => one !== undefined))
      }
    } else if (before !== undefined) {
      if (keyState.kind === 'unread') keep(before, keyState)
      else if (before.count > 0) cleared.push({ key: before.key, why: keyState.why })
    }
  }
  const keys = new Set(keyStates.map(({ key }) => keyText(key)))
  for (const notified of open ?? []) if (!keys.has(notified.key)) keep(notified, undefined)
  lines.sort(
    (one, other) => one.notified.since - other.notified.since || (one.notified.key < other.notified.key ? -1 : 1),
  )
  if (lines.length === 0) return open === undefined ? { kind: 'nothing' } : { kind: 'done', cleared }
  if (open === undefined) return { kind: 'post', lines }
  const replies = lines.some(line => line.kind === 'notified' && (line.newCommits.length > 0 || isReminder(line)))
  return { kind: 'edit', lines, metadataOnly, replies, cleared }
}

/** Whether people are reminded of what a line shows. */
export function isReminder({ reminders }: NotifiedLine): boolean {
  return reminders.again.length > 0 || reminders.escalated.length > 0
}

function whyCleared({ commits, stale }: Waiting): Cleared['why'] {
  if (stale.length > 0) return 'silent'
  return commits.some(one => one.counts) ? 'not-stale' : 'live'
}
