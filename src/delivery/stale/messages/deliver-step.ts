import type { Line } from '../../../domain/stale/effect.ts'
import type { ToldKey } from '../../../domain/stale/notified.ts'
import type { SlackClient } from '../../../slack/client.ts'
import type { MessageRef, SlackContent } from '../../../slack/message.ts'
import { newsOf, newsReply } from '../text/news-reply.ts'
import type { Rendering } from '../text/rendering.ts'
import { closedMessage, doneMessage, staleMessage } from '../text/stale-message.ts'
import { metadataOf, type Remembered } from './message-metadata.ts'
import type { Place } from './place.ts'
import type { OpenMessage, Step } from './plan.ts'

/** What is written with. */
export interface Pen {
  /** Undefined in a dry run: nothing is written. */
  readonly slack: SlackClient | undefined
  readonly rendering: Rendering
  readonly scan: string
  /** All channels that this scan tells. */
  readonly channels: readonly string[]
}

/** What was done in Slack; in a dry run what would have been. */
export interface Action extends Place {
  readonly action: Step['kind'] | 'reply'
  /** Name of the message in its channel; empty in a dry run, for a new one. */
  readonly ts: string
  /** Services it tells of. */
  readonly services: number
  /** How many commits it tells for the first time. */
  readonly news: number
}

/**
 * Takes one step, which may be several messages. What was told is remembered by the very request that tells it: a post by
 * its own metadata, a reply by its own. Only then the message is edited; should the run die before, or Slack not take it,
 * the next run finds the reply. Should the reply not be taken, nothing has been told and the next run tells it. Throws the
 * `UserError` of what Slack did not take; `onAction` has heard of what it did take.
 */
export async function takeStep(step: Step, place: Place, pen: Pen, onAction: (action: Action) => void): Promise<void> {
  const { slack, rendering } = pen
  const { environment } = place
  const say = (action: Action['action'], ref: MessageRef | undefined, lines: readonly Line[], news = 0) =>
    onAction({ ...place, action, ts: ref?.ts ?? '', services: lines.length, news })
  switch (step.kind) {
    case 'post': {
      const content = opened(toldIn(step.lines), staleMessage(environment, step.lines, 'post', rendering), place, pen)
      say('post', await slack?.post({ ...content, channel: place.channel }), step.lines, newsIn(step.lines))
      return
    }
    case 'edit': {
      let replied = step.message.replied
      for (const news of step.news ? newsOf(step.lines) : []) {
        const content = {
          ...newsReply(environment, news, rendering),
          metadata: metadata('reply', toldIn(news), place, pen),
        }
        const ref = await slack?.reply(step.message.ref, content)
        replied = ref?.ts ?? replied
        say('reply', ref, news, newsIn(news))
      }
      const content = staleMessage(environment, step.lines, 'edit', rendering)
      const told = [...toldIn(step.lines), ...step.remembered]
      await slack?.edit(step.message.ref, opened(told, content, place, pen, replied))
      say('edit', step.message.ref, step.lines)
      return
    }
    case 'renew': {
      const told = [...toldIn(step.lines), ...step.remembered]
      const content = opened(told, staleMessage(environment, step.lines, 'renewal', rendering), place, pen)
      say('renew', await slack?.post({ ...content, channel: place.channel }), step.lines)
      // Should this fail, the next run finds two that tell the same, and closes the older one.
      return await close(step.message, place, pen)
    }
    case 'close':
      await close(step.message, place, pen)
      return say('close', step.message.ref, [])
    case 'done': {
      const content = doneMessage(environment, step.cleared, rendering)
      await slack?.edit(step.message.ref, { ...content, metadata: metadata('done', [], place, pen) })
      say('done', step.message.ref, [])
    }
  }
}

async function close({ ref }: OpenMessage, place: Place, pen: Pen): Promise<void> {
  await pen.slack?.edit(ref, { ...closedMessage(place.environment), metadata: metadata('moved', [], place, pen) })
}

function opened(told: readonly ToldKey[], content: SlackContent, place: Place, pen: Pen, replied = ''): SlackContent {
  return { ...content, metadata: metadata('open', told, place, pen, replied) }
}

function metadata(
  state: Remembered['state'],
  told: readonly ToldKey[],
  { environment }: Place,
  { scan, channels }: Pen,
  replied = '',
): NonNullable<SlackContent['metadata']> {
  // A reply only says what it told: where else the scan tells is the message's to know.
  const known = state === 'reply' ? [] : channels
  return metadataOf({ scan, state, environment, told, replied, channels: known })
}

function toldIn(lines: readonly Line[]): readonly ToldKey[] {
  return lines.map(({ told }) => told)
}

function newsIn(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + (line.kind === 'told' ? line.news.length : 0), 0)
}
