import type { NotifiedService } from '../../../domain/stale/notified.ts'
import type { SlackMetadata } from '../../../slack/message.ts'
import { metadataFits } from '../../../slack/metadata.ts'

/** By this the messages of scans are known from others of the same app. */
export const STALE_EVENT = 'commit_train_stale'
/** Of what stands in the metadata. A message of another version is left alone. */
const VERSION = 2

/** The metadata of a message, or of a reply with new commits. It is all a run knows of earlier runs. */
export interface MessageMetadata {
  readonly scan: string
  /**
   * - `open`: this message shows its keys.
   * - `done`: none of its keys is stale. `moved`: a newer message continues it. A reply may say so too, in the thread of a
   *   message that could be edited no more.
   * - `reply`: what one reply in the thread notified.
   */
  readonly state: 'open' | 'done' | 'moved' | 'reply'
  readonly environment: string
  readonly notified: readonly NotifiedService[]
  /** `ts` of the newest reply that `notified` holds already; empty when there is none. */
  readonly replied: string
  /** Channels that this scan posts to: a later run finds them here when it cannot read the policies. */
  readonly channels: readonly string[]
}

/** Of all keys together: reverts that wait are few. What is more is dropped, and then never notified. */
const NOT_NOTIFIED_LIMIT = 8
/** More are not stored: a list of all would crowd out what was notified. */
const CHANNELS = 40

export function metadataOf({ scan, state, environment, notified, replied, channels }: MessageMetadata): SlackMetadata {
  const known = channels.slice(0, CHANNELS).join(' ')
  const payload = { version: VERSION, scan, state, environment, notified: written(bounded(notified)), replied }
  return { eventType: STALE_EVENT, payload: known === '' ? payload : { ...payload, channels: known } }
}

/** Undefined for what is not ours to read: another version, or metadata of something else. */
export function readMessageMetadata({ eventType, payload }: SlackMetadata): MessageMetadata | undefined {
  if (eventType !== STALE_EVENT || payload.version !== VERSION) return undefined
  const text = (name: string) => {
    const value = payload[name]
    return typeof value === 'string' ? value : ''
  }
  const state = STATES.find(one => one === payload.state)
  const notified = read(text('notified'))
  if (state === undefined || notified === undefined) return undefined
  return {
    scan: text('scan'),
    state,
    environment: text('environment'),
    notified,
    replied: text('replied'),
    channels: text('channels').split(' ').filter(Boolean),
  }
}

/**
 * Whether Slack would keep it, also when each key has the longest numbers it can have: a message that has room for its keys
 * once always has.
 */
export function hasRoom(stored: MessageMetadata): boolean {
  const channels = Array.from({ length: CHANNELS }, () => 'C0123456789')
  const notNotified = (at: number) => (at === 0 ? Array.from({ length: NOT_NOTIFIED_LIMIT }, () => '0123456') : [])
  const longest = { notified: LATEST, count: MOST, since: LATEST, seen: LATEST, base: '012' }
  const notified = stored.notified.map((one, at) => ({
    ...{ ...one, ...longest, notNotified: notNotified(at) },
    ...(one.reminded === undefined ? {} : { reminded: LATEST }),
    ...(one.escalated === undefined ? {} : { escalated: LATEST }),
  }))
  return metadataFits(metadataOf({ ...stored, notified, channels, replied: '1700000000.000000', state: 'reply' }))
}

const STATES: readonly MessageMetadata['state'][] = ['open', 'done', 'moved', 'reply']
/** In base 36 of six digits: until 2038. */
const LATEST = 36 ** 6 - 1
const MOST = 36 ** 3 - 1

function bounded(notified: readonly NotifiedService[]): readonly NotifiedService[] {
  let left = NOT_NOTIFIED_LIMIT
  return notified.map(one => {
    const notNotified = one.notNotified.slice(0, left)
    left -= notNotified.length
    return { ...one, notNotified }
  })
}

/**
 * `acme/web,notified,count,since,seen,base api,…`, the numbers in base 36: some 50 bytes a key, where JSON would take 150; behind
 * them, if there are any, the SHAs that were not notified, with dots between, and when people were reminded and what was escalated. The owner is written where it is another than
 * before, the service where it is not named as the repository. No name has a comma, a blank, `/` or `#`.
 */
function written(notified: readonly NotifiedService[]): string {
  let before = ''
  const sorted = notified.toSorted((one, other) => (one.key < other.key ? -1 : 1))
  return sorted
    .map(({ key, notified, count, since, seen, base, notNotified, reminded, escalated }) => {
      const [repository = '', service = ''] = key.split('#')
      const [owner = '', name = ''] = repository.split('/')
      const words = `${owner === before ? '' : `${owner}/`}${name}${name === service ? '' : `#${service}`}`
      before = owner
      const numbers = [notified, Math.min(count, MOST), since, seen].map(number => number.toString(36))
      const rest = [notNotified.join('.'), reminded?.toString(36) ?? '', escalated?.toString(36) ?? '']
      return [words, ...numbers, base, ...rest].join(',').replace(/,+$/, base === '' ? ',' : '')
    })
    .join(' ')
}

/** Undefined when any of it is not what `written` writes. */
function read(text: string): readonly NotifiedService[] | undefined {
  const notified: NotifiedService[] = []
  let before = ''
  for (const one of text.split(' ').filter(Boolean)) {
    const [words = '', ...rest] = one.split(',')
    const [, owner = before, name, service = name] = /^(?:([^/#]+)\/)?([^/#]+)(?:#([^/#]+))?$/.exec(words) ?? []
    const [at, count, since, seen] = rest
      .slice(0, 4)
      .map(number => (/^[0-9a-z]{1,7}$/.test(number) ? Number.parseInt(number, 36) : undefined))
    const [base = '', notNotified = '', ...times] = rest.slice(4)
    const [reminded, escalated] = times.map(time =>
      /^[0-9a-z]{1,7}$/.test(time) ? Number.parseInt(time, 36) : undefined,
    )
    if (name === undefined || owner === '' || !/^[0-9a-f.]*$/.test(base + notNotified)) return undefined
    if (at === undefined || count === undefined || since === undefined || seen === undefined) return undefined
    notified.push({
      key: `${owner}/${name}#${service}`,
      notified: at,
      count,
      since,
      seen,
      base,
      notNotified: notNotified.split('.').filter(Boolean),
      ...(reminded === undefined ? {} : { reminded }),
      ...(escalated === undefined ? {} : { escalated }),
    })
    before = owner
  }
  return notified
}
