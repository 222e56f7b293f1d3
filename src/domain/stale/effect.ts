import type { Instant } from '../history/facts.ts'
import { keyText, type StaleKey } from '../history/key.ts'
import { isOf, rememberedOf, type ToldKey, tell } from './notified.ts'
import type { Unread, Waiting, WaitingCommit } from './waiting.ts'

/** A key that is known to belong here no more: the policy no longer names it, its channel is another, it is archived. */
export interface Unwatched {
  readonly kind: 'unwatched'
  readonly key: StaleKey
}

/** What a run knows of one key. */
export type Reading = Waiting | Unread | Unwatched

/** What the message of one environment and channel shows of one service. */
export type Line =
  | {
      readonly kind: 'told'
      readonly waiting: Waiting
      /** Stale commits, newest first; while silent only those told before. */
      readonly shown: readonly WaitingCommit[]
      /** Told for the first time now, newest first: their authors are mentioned. */
      readonly news: readonly WaitingCommit[]
      readonly told: ToldKey
    }
  /** Nobody could look: what was said before stays, and it is said since when. */
  | { readonly kind: 'kept'; readonly told: ToldKey; readonly unread: Unread | undefined }

/** A service that leaves the message. */
export interface Cleared {
  readonly key: string
  /** `live`: nothing that counts waits. `not-stale`: what waits is younger. `silent`: what waits was never told here. */
  readonly why: 'live' | 'not-stale' | 'silent' | 'unwatched'
}

/** What becomes of the one message of an environment and channel. */
export type Effect =
  | { readonly kind: 'nothing' }
  /** A new message; its news ring their authors. */
  | { readonly kind: 'post'; readonly lines: readonly Line[] }
  /** The open message is written anew and rings nobody; with news, one reply in its thread does. */
  | {
      readonly kind: 'edit'
      readonly lines: readonly Line[]
      /** Services of which nothing is shown, and which are not forgotten yet. */
      readonly remembered: readonly ToldKey[]
      readonly news: boolean
      readonly cleared: readonly Cleared[]
    }
  /** The open message is turned into its done line. */
  | { readonly kind: 'done'; readonly cleared: readonly Cleared[] }

/**
 * Decides what becomes of the message of one environment and channel. `open`: what the open message remembers, undefined
 * without one. `readings`: the keys of this run; one that is remembered and not among them counts as unread. A message
 * is done only when every key it tells of was read, or is known to belong here no more.
 */
export function effectOn(open: readonly ToldKey[] | undefined, readings: readonly Reading[], now: Instant): Effect {
  const lines: Line[] = []
  const cleared: Cleared[] = []
  const remembered: ToldKey[] = []
  const keep = (told: ToldKey, unread: Unread | undefined) => {
    if (told.count === 0) remembered.push(told)
    else lines.push({ kind: 'kept', told, unread })
  }
  for (const reading of readings) {
    const before = open?.find(told => isOf(told, reading.key))
    if (reading.kind === 'judged') {
      const told = tell(reading, before, now)
      if (told !== undefined) lines.push({ kind: 'told', waiting: reading, ...told })
      else if (before !== undefined) {
        if (before.count > 0) cleared.push({ key: before.key, why: whyCleared(reading) })
        remembered.push(...[rememberedOf(reading, before, now)].filter(one => one !== undefined))
      }
    } else if (before !== undefined) {
      if (reading.kind === 'unread') keep(before, reading)
      else if (before.count > 0) cleared.push({ key: before.key, why: 'unwatched' })
    }
  }
  const keys = new Set(readings.map(({ key }) => keyText(key)))
  for (const told of open ?? []) if (!keys.has(told.key)) keep(told, undefined)
  lines.sort((one, other) => one.told.since - other.told.since || (one.told.key < other.told.key ? -1 : 1))
  if (lines.length === 0) return open === undefined ? { kind: 'nothing' } : { kind: 'done', cleared }
  if (open === undefined) return { kind: 'post', lines }
  const news = lines.some(line => line.kind === 'told' && line.news.length > 0)
  return { kind: 'edit', lines, remembered, news, cleared }
}

function whyCleared({ commits, stale }: Waiting): Cleared['why'] {
  if (stale.length > 0) return 'silent'
  return commits.some(one => one.counts) ? 'not-stale' : 'live'
}
