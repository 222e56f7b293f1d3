import type { QuietReason } from '../../../domain/stale/quiet-hours.ts'
import type { Finding } from '../../../errors.ts'
import type { Logger } from '../../../log/logger.ts'
import type { SlackClient } from '../../../slack/client.ts'
import { canonicalName } from '../../../text/canonical-name.ts'
import { fitsOneMessage } from '../text/stale-message.ts'
import { lineOf } from './action-line.ts'
import { Attempts } from './channel-attempts.ts'
import { type Action, type Pen, takeStep } from './deliver-step.ts'
import { hasRoom } from './message-metadata.ts'
import { type Found, findOpen } from './open-messages.ts'
import { type Place, placeText } from './place.ts'
import { type OpenMessage, planOf, type Step } from './plan.ts'
import type { Readings } from './readings.ts'

/** What Slack is told with. */
export interface Telling {
  readonly slack: SlackClient
  readonly dryRun: boolean
  readonly pen: Omit<Pen, 'slack' | 'channels'>
  readonly quiet: QuietReason | undefined
  readonly log: Logger
}

/** What became of telling. */
export interface Told {
  readonly actions: readonly Action[]
  /** One for each channel that could not be told, with the channel's ID as `where`. */
  readonly problems: readonly Finding[]
}

/**
 * Brings the messages of every channel up to date, one channel after the other; what fails in one does not keep the others
 * from being told. Channels that an earlier run told, and which no policy that could be read names today, are found in the
 * messages of the others.
 */
export async function tellChannels(readings: Readings, telling: Telling): Promise<Told> {
  const { slack, pen, log, dryRun } = telling
  const { now } = pen.rendering
  const actions: Action[] = []
  const attempts = new Attempts()
  const found = new Map<string, Found>()
  const queue = [...new Set(readings.places.map(({ channel }) => channel))].sort()
  const named = new Set(queue)
  const gone = new Set<string>()
  // First all are searched, so that each message can be given the channels of all.
  for (const channel of queue) {
    const search = async () => {
      const one = await findOpen(slack, channel, pen.scan, now)
      found.set(channel, one)
      if (!one.complete && one.open.size === 0) log.notice(tooFarUp(channel))
      for (const other of one.channels) if (!queue.includes(other)) queue.push(other)
    }
    if (named.has(channel)) await attempts.make(channel, search)
    else if (await attempts.look(channel, search)) gone.add(channel)
  }
  const isOver = (channel: string) => gone.has(channel) || found.get(channel)?.open.size === 0
  const channels = queue.filter(channel => named.has(channel) || !isOver(channel))
  for (const [channel, { open }] of found) {
    for (const place of placesOf(channel, open, readings)) {
      await attempts.make(channel, async () => {
        for (const step of stepsOf(place, open.get(canonicalName(place.environment)) ?? [], readings, telling)) {
          await takeStep(step, place, { ...pen, channels, slack: dryRun ? undefined : slack }, action => {
            actions.push(action)
            log.info(lineOf(action, dryRun))
          })
        }
      })
    }
  }
  return { actions, problems: attempts.problems }
}

function tooFarUp(channel: string): string {
  return `${channel}: no open message is among its newest 2,000; should one stand further up, it is told a second time`
}

/** Places of this run, and those of messages that nobody asked for any more. */
function placesOf(channel: string, open: Found['open'], readings: Readings): readonly Place[] {
  const found = [...open.values()].flat().map(({ environment }) => ({ environment, channel }))
  const places = [...readings.places.filter(place => place.channel === channel), ...found]
  return [...new Map(places.map(place => [placeText(place), place])).values()]
}

function stepsOf(
  place: Place,
  open: readonly OpenMessage[],
  readings: Readings,
  { pen, quiet }: Telling,
): readonly Step[] {
  const { rendering, scan } = pen
  const remembered = open.flatMap(({ told }) => told)
  return planOf(open, readings.at(place, remembered, rendering.now), {
    now: rendering.now,
    quiet: quiet !== undefined,
    fits: (lines, beside, written) => {
      const told = [...lines.map(line => line.told), ...beside]
      const room = hasRoom({ scan, state: 'open', environment: place.environment, told, replied: '', channels: [] })
      return room && fitsOneMessage(place.environment, lines, written, rendering)
    },
  })
}
