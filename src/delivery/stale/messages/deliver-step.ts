import type { ServiceLine } from '../../../domain/stale/message-change.ts'
import type { NotifiedService } from '../../../domain/stale/notified.ts'
import { UserError } from '../../../errors.ts'
import type { Logger } from '../../../log/logger.ts'
import type { SlackClient } from '../../../slack/client.ts'
import type { MessageRef, SlackContent } from '../../../slack/message.ts'
import type { StaleRendering } from '../text/rendering.ts'
import { repliesFor } from '../text/replies.ts'
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
  readonly log: Logger
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
      for (const { lines, content: reply } of step.replies ? repliesFor(environment, step.lines, rendering) : []) {
        const content = { ...reply, metadata: metadata('reply', notifiedIn(lines), place, writer) }
        let ref: MessageRef | undefined
        const done = await forgivingGone(async () => {
          ref = await slack?.reply(step.message.ref, content)
        })
        // Somebody has deleted the message just now.
        if (!done) return await takeStep({ kind: 'post', lines: step.lines }, place, writer, onAction)
        replied = ref?.ts ?? replied
        say('reply', ref, lines, newCommitsIn(lines))
      }
      const content = staleMessage(environment, step.lines, 'edit', rendering)
      const notified = [...notifiedIn(step.lines), ...step.metadataOnly]
      const edited = await edit(step.message, opened(notified, content, place, writer, replied), writer)
      if (edited) return say('edit', step.message.ref, step.lines)
      // Where nothing is new, a workspace that allows no edits would get a message at each run.
      if (!step.replies) return
      return await renew(step, place, writer, ref => say('renew', ref, step.lines))
    }
    case 'renew':
      return await renew(step, place, writer, ref => say('renew', ref, step.lines))
    case 'close':
      await close(step.message, place, writer)
      return say('close', step.message.ref, [])
    case 'done': {
      const content = doneMessage(environment, step.cleared, rendering)
      await end(step.message, { ...content, metadata: metadata('done', [], place, writer) }, writer)
      say('done', step.message.ref, [])
    }
  }
}

/** The message goes on in a new one, in which people are named, not mentioned. */
async function renew(
  { message, lines, metadataOnly }: Pick<Extract<MessageStep, { kind: 'renew' }>, 'message' | 'lines' | 'metadataOnly'>,
  place: MessagePlace,
  writer: StaleMessageWriter,
  onPost: (ref: MessageRef | undefined) => void,
): Promise<void> {
  const notified = [...notifiedIn(lines), ...metadataOnly]
  const content = opened(notified, staleMessage(place.environment, lines, 'renewal', writer.rendering), place, writer)
  onPost(await writer.slack?.post({ ...content, channel: place.channel }))
  // Should this fail, the next run finds two that have the same, and closes the older one.
  if (message !== undefined) await close(message, place, writer)
}

async function close(message: OpenMessage, place: MessagePlace, writer: StaleMessageWriter): Promise<void> {
  await end(message, { ...closedMessage(place.environment), metadata: metadata('moved', [], place, writer) }, writer)
}

/** Writes the end of a message; where it can be edited no more, as a reply, by which the next run knows that it has ended. */
async function end(message: OpenMessage, content: SlackContent, writer: StaleMessageWriter): Promise<void> {
  if (await edit(message, content, writer)) return
  await forgivingGone(() => writer.slack?.reply(message.ref, content))
}

/** Edits a message. False when Slack will never take an edit of it: it was deleted, or the workspace limits how long one may. */
async function edit({ ref }: OpenMessage, content: SlackContent, { slack, log }: StaleMessageWriter): Promise<boolean> {
  const edited = await forgivingGone(() => slack?.edit(ref, content))
  if (!edited) log.notice(`${ref.channel}: the message of ${timeOf(ref)} can no longer be edited`)
  return edited
}

/** Whether Slack did it; false when there is no message any more that it could be done with. Throws all else. */
async function forgivingGone(work: () => Promise<unknown> | undefined): Promise<boolean> {
  try {
    await work()
    return true
  } catch (thrown) {
    if (thrown instanceof UserError && thrown.reason === 'slack-message-gone') return false
    throw thrown
  }
}

/** A message's name is the time when it was posted. */
function timeOf({ ts }: MessageRef): string {
  return new Date(Number(ts) * 1000).toISOString()
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
