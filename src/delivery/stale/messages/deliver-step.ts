import type { ServiceLine } from '../../../domain/stale/message-change.ts'
import type { NotifiedService } from '../../../domain/stale/notified.ts'
import type { SlackClient } from '../../../slack/client.ts'
import type { MessageRef, SlackContent } from '../../../slack/message.ts'
import { newCommitsReply, replyBatches } from '../text/new-commits-reply.ts'
import type { StaleRendering } from '../text/rendering.ts'
import { closedMessage, doneMessage, staleMessage } from '../text/stale-message.ts'
import { type MessageMetadata, metadataOf } from './message-metadata.ts'
import type { MessagePlace } from './message-place.ts'
import type { MessageStep, OpenMessage } from './plan.ts'

/** What is written with. */
export interface StaleMessageWriter {
  /** Undefined in a dry run: nothing is written. */
  readonly slack: SlackClient | undefined
  readonly rendering: StaleRendering
  readonly scan: string
  /** All channels that this scan posts to. */
  readonly channels: readonly string[]
}

/** What was done in Slack; in a dry run what would have been. */
export interface MessageAction extends MessagePlace {
  readonly action: MessageStep['kind'] | 'reply'
  /** Name of the message in its channel; empty in a dry run, for a new one. */
  readonly ts: string
  /** Services it shows. */
  readonly services: number
  /** How many commits it shows for the first time. */
  readonly newCommits: number
}

/**
 * Takes one step, which may be several messages. What was notified is stored by the request that sends it: a post by
 * its own metadata, a reply by its own. Only then the message is edited; should the run die before, or Slack not take it,
 * the next run finds the reply. Should the reply not be taken, nothing has been notified and the next run does it. Throws the
 * `UserError` of what Slack did not take; `onAction` has heard of what it did take.
 */
export async function takeStep(
  step: MessageStep,
  place: MessagePlace,
  writer: StaleMessageWriter,
  onAction: (action: MessageAction) => void,
): Promise<void> {
  const { slack, rendering } = writer
  const { environment } = place
  const say = (
    action: MessageAction['action'],
    ref: MessageRef | undefined,
    lines: readonly ServiceLine[],
    newCommits = 0,
  ) => onAction({ ...place, action, ts: ref?.ts ?? '', services: lines.length, newCommits })
  switch (step.kind) {
    case 'post': {
      const content = opened(
        notifiedIn(step.lines),
        staleMessage(environment, step.lines, 'post', rendering),
        place,
        writer,
      )
      say('post', await slack?.post({ ...content, channel: place.channel }), step.lines, newCommitsIn(step.lines))
      return
    }
    case 'edit': {
      let replied = step.message.replied
      for (const newCommits of step.newCommits ? replyBatches(step.lines) : []) {
        const content = {
          ...newCommitsReply(environment, newCommits, rendering),
          metadata: metadata('reply', notifiedIn(newCommits), place, writer),
        }
        const ref = await slack?.reply(step.message.ref, content)
        replied = ref?.ts ?? replied
        say('reply', ref, newCommits, newCommitsIn(newCommits))
      }
      const content = staleMessage(environment, step.lines, 'edit', rendering)
      const notified = [...notifiedIn(step.lines), ...step.metadataOnly]
      await slack?.edit(step.message.ref, opened(notified, content, place, writer, replied))
      say('edit', step.message.ref, step.lines)
      return
    }
    case 'renew': {
      const notified = [...notifiedIn(step.lines), ...step.metadataOnly]
      const content = opened(notified, staleMessage(environment, step.lines, 'renewal', rendering), place, writer)
      say('renew', await slack?.post({ ...content, channel: place.channel }), step.lines)
      // Should this fail, the next run finds two that have the same, and closes the older one.
      return await close(step.message, place, writer)
    }
    case 'close':
      await close(step.message, place, writer)
      return say('close', step.message.ref, [])
    case 'done': {
      const content = doneMessage(environment, step.cleared, rendering)
      await slack?.edit(step.message.ref, { ...content, metadata: metadata('done', [], place, writer) })
      say('done', step.message.ref, [])
    }
  }
}

async function close({ ref }: OpenMessage, place: MessagePlace, writer: StaleMessageWriter): Promise<void> {
  await writer.slack?.edit(ref, { ...closedMessage(place.environment), metadata: metadata('moved', [], place, writer) })
}

function opened(
  notified: readonly NotifiedService[],
  content: SlackContent,
  place: MessagePlace,
  writer: StaleMessageWriter,
  replied = '',
): SlackContent {
  return { ...content, metadata: metadata('open', notified, place, writer, replied) }
}

function metadata(
  state: MessageMetadata['state'],
  notified: readonly NotifiedService[],
  { environment }: MessagePlace,
  { scan, channels }: StaleMessageWriter,
  replied = '',
): NonNullable<SlackContent['metadata']> {
  // A reply stores only what it notified; the channels are in the message's metadata.
  const known = state === 'reply' ? [] : channels
  return metadataOf({ scan, state, environment, notified, replied, channels: known })
}

function notifiedIn(lines: readonly ServiceLine[]): readonly NotifiedService[] {
  return lines.map(({ notified }) => notified)
}

function newCommitsIn(lines: readonly ServiceLine[]): number {
  return lines.reduce((sum, line) => sum + (line.kind === 'notified' ? line.newCommits.length : 0), 0)
}
