import type { Instant } from '../../../domain/history/facts.ts'
import { keyText } from '../../../domain/history/key.ts'
import { type Cleared, effectOn, type Line, type Reading } from '../../../domain/stale/effect.ts'
import { type ToldKey, tell } from '../../../domain/stale/notified.ts'
import { DAY } from '../../../policy/duration.ts'
import type { MessageRef } from '../../../slack/message.ts'

/** An open message of an environment, found again in its channel. */
export interface OpenMessage {
  readonly ref: MessageRef
  /** With what its replies told since it was last written. */
  readonly told: readonly ToldKey[]
  /** `ts` of the newest of these replies; empty when there is none. */
  readonly replied: string
  /** How many messages of the channel are newer. */
  readonly newer: number
}

/** What is done with one message. */
export type Step =
  | { readonly kind: 'post'; readonly lines: readonly Line[] }
  | {
      readonly kind: 'edit'
      readonly message: OpenMessage
      readonly lines: readonly Line[]
      readonly remembered: readonly ToldKey[]
      /** A reply tells it. */
      readonly news: boolean
      readonly cleared: readonly Cleared[]
    }
  | { readonly kind: 'done'; readonly message: OpenMessage; readonly cleared: readonly Cleared[] }
  /** It goes on in a new message, which rings nobody, before it can no longer be found. */
  | {
      readonly kind: 'renew'
      readonly message: OpenMessage
      readonly lines: readonly Line[]
      readonly remembered: readonly ToldKey[]
    }
  /** All of it stands in a newer message already: two runs at once have told it, or one that renewed it has died. */
  | { readonly kind: 'close'; readonly message: OpenMessage }

/** What a plan is made by. */
export interface PlanTools {
  readonly now: Instant
  /** Nobody is to be rung, nor is a channel to be shown as unread. */
  readonly quiet: boolean
  /**
   * Whether a message takes these lines, each with its service at least, and remembers these services beside them.
   * `written`: a new one, or one that is open.
   */
  readonly fits: (lines: readonly Line[], remembered: readonly ToldKey[], written: 'post' | 'edit') => boolean
}

/** A search finds what is at most 30 days old, and among the newest 2,000: a message is renewed long before. */
const RENEWED_AFTER = 20 * DAY
const RENEWED_BEHIND = 1000

interface Bin {
  readonly message: OpenMessage | undefined
  /** Undefined for a new message. */
  readonly told: readonly ToldKey[] | undefined
  readonly readings: Reading[]
}

/**
 * Decides what becomes of the messages of one environment in one channel. There is one, unless it has no room for another
 * service: then the next one begins. A service stays where it was told. `open`: newest first.
 */
export function planOf(open: readonly OpenMessage[], readings: readonly Reading[], tools: PlanTools): readonly Step[] {
  const { now, fits } = tools
  const taken = new Set<string>()
  const bins: Bin[] = []
  const closed: Step[] = []
  for (const message of open) {
    const told = message.told.filter(({ key }) => !taken.has(key)).map(one => withGreatest(one, open))
    if (told.length === 0 && message.told.length > 0) {
      closed.push({ kind: 'close', message })
      continue
    }
    for (const { key } of told) taken.add(key)
    const keys = new Set(told.map(({ key }) => key))
    bins.push({ message, told, readings: readings.filter(({ key }) => keys.has(keyText(key))) })
  }
  const fresh = readings.filter(({ key }) => !taken.has(keyText(key))).flatMap(reading => firstTold(reading, now))
  fresh.sort((one, other) => one.since - other.since)
  for (const { reading } of fresh) {
    const bin = bins.find(one => {
      const { lines, remembered } = contentOf({ ...one, readings: [...one.readings, reading] }, now)
      return fits(lines, remembered, one.message === undefined ? 'post' : 'edit')
    })
    if (bin === undefined) bins.push({ message: undefined, told: undefined, readings: [reading] })
    else bin.readings.push(reading)
  }
  return [...bins.flatMap(bin => stepOf(bin, tools) ?? []), ...closed]
}

/** Two runs at once may have told a key in two messages: what either told is told. */
function withGreatest(told: ToldKey, open: readonly OpenMessage[]): ToldKey {
  const all = open.flatMap(message => message.told.filter(({ key }) => key === told.key))
  return { ...told, told: Math.max(...all.map(one => one.told)) }
}

function firstTold(reading: Reading, now: Instant): { readonly reading: Reading; readonly since: number }[] {
  const shown = reading.kind === 'judged' ? tell(reading, undefined, now) : undefined
  return shown === undefined ? [] : [{ reading, since: shown.told.since }]
}

function contentOf({ told, readings }: Bin, now: Instant) {
  const effect = effectOn(told, readings, now)
  const lines = effect.kind === 'post' || effect.kind === 'edit' ? effect.lines : []
  return { lines, remembered: effect.kind === 'edit' ? effect.remembered : [] }
}

function stepOf({ message, told, readings }: Bin, { now, quiet }: PlanTools): Step | undefined {
  const effect = effectOn(told, readings, now)
  if (effect.kind === 'nothing') return undefined
  if (effect.kind === 'post') return effect
  if (message === undefined) throw new Error(`a message that is not there cannot become ${effect.kind}`)
  if (effect.kind === 'done') return { kind: 'done', message, cleared: effect.cleared }
  const { lines, remembered, news, cleared } = effect
  // News are told in the thread of the old one first.
  const old = now - Number(message.ref.ts) * 1000 > RENEWED_AFTER || message.newer > RENEWED_BEHIND
  if (old && !quiet && !news) return { kind: 'renew', message, lines, remembered }
  return { kind: 'edit', message, lines, remembered, news, cleared }
}
