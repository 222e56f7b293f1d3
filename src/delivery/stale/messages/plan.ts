import { keyText } from '../../../domain/history/stale-key.ts'
import {
  type Cleared,
  isReminder,
  type KeyState,
  messageChange,
  type ServiceLine,
} from '../../../domain/stale/message-change.ts'
import { type NotifiedService, notification } from '../../../domain/stale/notified.ts'
import type { MessageRef } from '../../../slack/message.ts'
import { DAY } from '../../../time/duration.ts'
import type { Instant } from '../../../time/instant.ts'

/** An open message of an environment, found again in its channel. */
export interface OpenMessage {
  readonly ref: MessageRef
  /** With what its replies notified since it was last written. */
  readonly notified: readonly NotifiedService[]
  /** `ts` of the newest of these replies; empty when there is none. */
  readonly replied: string
  /** How many messages of the channel are newer. */
  readonly newer: number
}

/** What is done with one message. */
export type MessageStep =
  | { readonly kind: 'post'; readonly lines: readonly ServiceLine[] }
  | {
      readonly kind: 'edit'
      readonly message: OpenMessage
      readonly lines: readonly ServiceLine[]
      readonly metadataOnly: readonly NotifiedService[]
      /** Whether replies in the thread carry new commits or reminders. */
      readonly replies: boolean
      readonly cleared: readonly Cleared[]
    }
  | { readonly kind: 'done'; readonly message: OpenMessage; readonly cleared: readonly Cleared[] }
  /**
   * It continues in a new message without mentions, before the search no longer finds it. Without `message`: these services alone
   * do, which an open message cannot store any more.
   */
  | {
      readonly kind: 'renew'
      readonly message: OpenMessage | undefined
      readonly lines: readonly ServiceLine[]
      readonly metadataOnly: readonly NotifiedService[]
    }
  /** All of it stands in a newer message already: two runs at once have notified it, or one that renewed it has died. */
  | { readonly kind: 'close'; readonly message: OpenMessage }

/** What a plan is made by. */
export interface PlanTools {
  readonly now: Instant
  /** Quiet hours: no notification is sent, and no channel is marked as unread. */
  readonly quiet: boolean
  /**
   * Whether a message takes these lines, each with its service at least, and remembers these services beside them.
   * `written`: a new one, or one that is open.
   */
  readonly fits: (
    lines: readonly ServiceLine[],
    metadataOnly: readonly NotifiedService[],
    written: 'post' | 'edit',
  ) => boolean
  /** Whether one message can store what is known of these services. */
  readonly hasRoom: (notified: readonly NotifiedService[]) => boolean
}

/** A search finds what is at most 30 days old, and among the newest 2,000: a message is renewed long before. */
const RENEWED_AFTER = 20 * DAY
const RENEWED_BEHIND = 1000

interface Bin {
  readonly message: OpenMessage | undefined
  /** Undefined for a new message. */
  readonly notified: readonly NotifiedService[] | undefined
  readonly keyStates: KeyState[]
}

/**
 * Decides what becomes of the messages of one environment in one channel. There is one, unless it has no room for another
 * service: then the next one begins. A service stays where it was notified. `open`: newest first.
 */
export function planMessages(
  open: readonly OpenMessage[],
  keyStates: readonly KeyState[],
  tools: PlanTools,
): readonly MessageStep[] {
  const { now, fits } = tools
  const taken = new Set<string>()
  const bins: Bin[] = []
  const closed: MessageStep[] = []
  for (const message of open) {
    const notified = message.notified.filter(({ key }) => !taken.has(key)).map(one => withLatest(one, open))
    if (notified.length === 0 && message.notified.length > 0) {
      closed.push({ kind: 'close', message })
      continue
    }
    for (const { key } of notified) taken.add(key)
    const keys = new Set(notified.map(({ key }) => key))
    bins.push({ message, notified, keyStates: keyStates.filter(({ key }) => keys.has(keyText(key))) })
  }
  const fresh = keyStates
    .filter(({ key }) => !taken.has(keyText(key)))
    .flatMap(keyState => firstNotified(keyState, now))
  fresh.sort((one, other) => one.since - other.since)
  for (const { keyState } of fresh) {
    const bin = bins.find(one => {
      const { lines, metadataOnly } = contentOf({ ...one, keyStates: [...one.keyStates, keyState] }, now)
      return fits(lines, metadataOnly, one.message === undefined ? 'post' : 'edit')
    })
    if (bin === undefined) bins.push({ message: undefined, notified: undefined, keyStates: [keyState] })
    else bin.keyStates.push(keyState)
  }
  return [...bins.flatMap(bin => split(stepOf(bin, tools), tools)), ...closed]
}

/**
 * What an open message stores of a service grows when reminders are switched on, or its repository gets a longer name. What has no
 * room any more continues in a new message: that comes first, since this run may die before the other is edited. Services that
 * have nothing new move before others, those with the youngest commits first.
 */
function split(step: MessageStep | undefined, { hasRoom }: PlanTools): readonly MessageStep[] {
  if (step === undefined) return []
  if (step.kind !== 'edit' && step.kind !== 'renew') return [step]
  const { metadataOnly } = step
  const quiet = step.lines.filter(line => !hasNews(line))
  const order = [...step.lines.filter(hasNews), ...quiet]
  const stay = [...order]
  while (stay.length > 1 && !hasRoom([...stay.map(({ notified }) => notified), ...metadataOnly])) stay.pop()
  const moved = step.lines.filter(line => !stay.includes(line))
  if (moved.length === 0) return [step]
  const [fresh, old] = [moved.filter(hasNews), moved.filter(line => !hasNews(line))]
  return [
    ...(fresh.length === 0 ? [] : [{ kind: 'post', lines: fresh } as const]),
    ...(old.length === 0 ? [] : [{ kind: 'renew', message: undefined, lines: old, metadataOnly: [] } as const]),
    { ...step, lines: step.lines.filter(line => stay.includes(line)) },
  ]
}

function hasNews(line: ServiceLine): boolean {
  return line.kind === 'notified' && (line.newCommits.length > 0 || isReminder(line))
}

/** Two runs at once may have notified a key in two messages: what either notified is notified. */
function withLatest(notified: NotifiedService, open: readonly OpenMessage[]): NotifiedService {
  const all = open.flatMap(message => message.notified.filter(({ key }) => key === notified.key))
  return { ...notified, notified: Math.max(...all.map(one => one.notified)) }
}

function firstNotified(keyState: KeyState, now: Instant): { readonly keyState: KeyState; readonly since: number }[] {
  const shown = keyState.kind === 'judged' ? notification(keyState, undefined, now) : undefined
  return shown === undefined ? [] : [{ keyState, since: shown.notified.since }]
}

function contentOf({ notified, keyStates }: Bin, now: Instant) {
  const effect = messageChange(notified, keyStates, now)
  const lines = effect.kind === 'post' || effect.kind === 'edit' ? effect.lines : []
  return { lines, metadataOnly: effect.kind === 'edit' ? effect.metadataOnly : [] }
}

function stepOf({ message, notified, keyStates }: Bin, { now, quiet }: PlanTools): MessageStep | undefined {
  const effect = messageChange(notified, keyStates, now)
  if (effect.kind === 'nothing') return undefined
  if (effect.kind === 'post') return effect
  if (message === undefined) throw new Error(`a message that is not there cannot become ${effect.kind}`)
  if (effect.kind === 'done') return { kind: 'done', message, cleared: effect.cleared }
  const { lines, metadataOnly, replies, cleared } = effect
  // What is for people is sent in the thread of the old message first.
  const old = now - Number(message.ref.ts) * 1000 > RENEWED_AFTER || message.newer > RENEWED_BEHIND
  if (old && !quiet && !replies) return { kind: 'renew', message, lines, metadataOnly }
  return { kind: 'edit', message, lines, metadataOnly, replies, cleared }
}
