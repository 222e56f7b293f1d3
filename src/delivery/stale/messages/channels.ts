import type { NotifiedService } from '../../../domain/stale/notified.ts'
import type { QuietReason } from '../../../domain/stale/quiet-hours.ts'
import type { Finding } from '../../../errors.ts'
import type { Logger } from '../../../log/logger.ts'
import type { SlackWorkspace } from '../../../slack/client.ts'
import { canonicalName } from '../../../text/canonical-name.ts'
import type { TodaysNames } from '../survey/todays-names.ts'
import { fitsOneMessage } from '../text/stale-message.ts'
import { AbsentMembers } from './absent-members.ts'
import { actionLine } from './action-line.ts'
import { ChannelAttempts } from './channel-attempts.ts'
import { type MessageAction, type StaleMessageWriter, takeStep } from './deliver-step.ts'
import type { KeyStatesByPlace } from './key-states.ts'
import { hasRoom } from './message-metadata.ts'
import { type MessagePlace, placeKey } from './message-place.ts'
import { findOpen, type OpenMessages } from './open-messages.ts'
import { type MessageStep, type OpenMessage, planMessages } from './plan.ts'

/** What the channels are notified with. */
export interface NotifyOptions {
  readonly slack: SlackWorkspace
  readonly dryRun: boolean
  readonly writer: Omit<StaleMessageWriter, 'slack' | 'channels' | 'log'>
  readonly quiet: QuietReason | undefined
  readonly log: Logger
  /** What repositories are called now. */
  readonly todaysNames: (repositories: readonly string[]) => Promise<TodaysNames>
}

/** What came of notifying the channels. */
interface NotifyResult {
  readonly actions: readonly MessageAction[]
  /** One for each channel that could not be notified, with the channel's ID as `where`. */
  readonly problems: readonly Finding[]
}

/**
 * Brings the messages of every channel up to date, one channel after the other; what fails in one does not keep the others
 * from being notified. Channels that an earlier run notified, and which no policy that could be read names today, are found in the
 * messages of the others.
 */
export async function notifyChannels(keyStates: KeyStatesByPlace, options: NotifyOptions): Promise<NotifyResult> {
  const { slack, writer, log, dryRun } = options
  const { now } = writer.rendering
  const actions: MessageAction[] = []
  const attempts = new ChannelAttempts()
  const found = new Map<string, OpenMessages>()
  const queue = [...new Set(keyStates.places.map(({ channel }) => channel))].sort()
  const named = new Set(queue)
  const gone = new Set<string>()
  const absent = new AbsentMembers(slack, log)
  const deliver = async (place: MessagePlace, { open }: OpenMessages, channels: readonly string[]) => {
    for (const step of stepsOf(place, open.get(canonicalName(place.environment)) ?? [], keyStates, options)) {
      const rendering = await absent.without(step, place.environment, writer.rendering)
      await takeStep(
        step,
        place,
        { ...writer, rendering, channels, slack: dryRun ? undefined : slack, log },
        action => {
          actions.push(action)
          log.info(actionLine(action, dryRun))
        },
      )
    }
  }
  // First all are searched, so that each message can be given the channels of all.
  for (const channel of queue) {
    const search = async () => {
      const one = await findOpen(slack, channel, writer.scan, now)
      found.set(channel, one)
      if (!one.complete && one.open.size === 0) log.notice(tooFarUp(channel))
      for (const other of one.channels) if (!queue.includes(other)) queue.push(other)
    }
    if (named.has(channel)) await attempts.make(channel, search)
    else if (await attempts.look(channel, search)) gone.add(channel)
  }
  const remembered = [...found.values()].flatMap(({ open }) => [...open.values()].flat())
  const unknown = keyStates.unknownIn(remembered.flatMap(({ notified }) => notified))
  keyStates.remember(remembered.flatMap(({ notified }) => notified))
  if (unknown.length > 0) {
    const { names, unread } = await options.todaysNames(unknown)
    keyStates.learnNames(names)
    keyStates.doubt(unread)
    if (unread.length > 0) log.notice(notFollowed(unread))
  }
  // Those that no policy names first: one that takes nothing any more is not stored in the messages of the others.
  for (const [channel, one] of found) {
    if (named.has(channel)) continue
    for (const place of placesOf(channel, one.open, keyStates)) {
      if (gone.has(channel)) break
      if (await attempts.look(channel, () => deliver(place, one, queue))) gone.add(channel)
    }
    if (gone.has(channel))
      log.notice(`${channel}, which no policy names, takes no messages: its messages stay as they are`)
  }
  const isOver = (channel: string) => gone.has(channel) || found.get(channel)?.open.size === 0
  const channels = queue.filter(channel => named.has(channel) || !isOver(channel))
  for (const [channel, one] of found) {
    if (!named.has(channel)) continue
    for (const place of placesOf(channel, one.open, keyStates)) {
      await attempts.make(channel, () => deliver(place, one, channels))
    }
  }
  return { actions, problems: attempts.problems }
}

function notFollowed(unread: readonly string[]): string {
  const what = unread.length === 1 ? 'its name today' : 'their names today'
  return `${unread.join(', ')}: ${what} could not be read, so the next run notifies about repositories that may be the same under another name`
}

function tooFarUp(channel: string): string {
  return `${channel}: no open message is among its newest 2,000 messages; an older one would be posted a second time`
}

/** Places of this run, and those of open messages that this run does not scan. */
function placesOf(channel: string, open: OpenMessages['open'], keyStates: KeyStatesByPlace): readonly MessagePlace[] {
  const found = [...open.values()].flat().map(({ environment }) => ({ environment, channel }))
  const places = [...keyStates.places.filter(place => place.channel === channel), ...found]
  return [...new Map(places.map(place => [placeKey(place), place])).values()]
}

function stepsOf(
  place: MessagePlace,
  found: readonly OpenMessage[],
  keyStates: KeyStatesByPlace,
  { writer, quiet }: NotifyOptions,
): readonly MessageStep[] {
  const { rendering, scan } = writer
  const open = found.map(one => ({ ...one, notified: keyStates.byTodaysNames(one.notified) }))
  const metadataOnly = open.flatMap(({ notified }) => notified)
  const roomFor = (notified: readonly NotifiedService[]) =>
    hasRoom({ scan, state: 'open', environment: place.environment, notified, replied: '', channels: [] })
  return planMessages(open, keyStates.at(place, metadataOnly, rendering.now), {
    now: rendering.now,
    quiet: quiet !== undefined,
    hasRoom: roomFor,
    fits: (lines, beside, written) =>
      roomFor([...lines.map(({ notified }) => notified), ...beside]) &&
      fitsOneMessage(place.environment, lines, written, rendering),
  })
}
