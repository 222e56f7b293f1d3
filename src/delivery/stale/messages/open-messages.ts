import type { SlackClient } from '../../../slack/client.ts'
import type { MessageRef } from '../../../slack/message.ts'
import { canonicalName } from '../../../text/canonical-name.ts'
import { DAY } from '../../../time/duration.ts'
import type { Instant } from '../../../time/instant.ts'
import { type MessageMetadata, readMessageMetadata, STALE_EVENT } from './message-metadata.ts'
import type { OpenMessage } from './plan.ts'

/** What earlier runs of a scan left in a channel. */
export interface OpenMessages {
  /** Open messages by environment, in the form in which names are compared; newest first. */
  readonly open: ReadonlyMap<string, readonly FoundOpen[]>
  /** Channels that the newest of them names. */
  readonly channels: readonly string[]
  /** False when there was more to read than a search may read: an open message may stand further up. */
  readonly complete: boolean
}

interface FoundOpen extends OpenMessage {
  readonly environment: string
}

/** Messages are renewed before they are as old as this. */
const SEARCHED = 30 * DAY

/** Finds the open messages of a scan in a channel, with what their threads have notified since they were last written. */
export async function findOpen(slack: SlackClient, channel: string, scan: string, now: Instant): Promise<OpenMessages> {
  const { messages, complete } = await slack.find(channel, STALE_EVENT, now - SEARCHED)
  const ours = messages.flatMap(({ ref, metadata, before }) => {
    const stored = readMessageMetadata(metadata)
    return stored?.scan === scan ? [{ ref, stored, newer: before }] : []
  })
  const open: FoundOpen[] = []
  for (const { ref, stored, newer } of ours) {
    if (stored.state !== 'open') continue
    const notified = await notifiedIn(slack, ref, stored)
    if (notified !== undefined) open.push({ ref, newer, ...notified, environment: stored.environment })
  }
  const byEnvironment = Map.groupBy(open, ({ environment }) => canonicalName(environment))
  return { open: byEnvironment, channels: ours[0]?.stored.channels ?? [], complete }
}

/**
 * What a message has notified: as it was last written, and by each reply since. A reply carries its own metadata, so that
 * nothing is notified twice when a run dies between the reply and the edit, and nothing is lost when the reply is not taken.
 * Undefined when a reply says that the message has ended: it could be edited no more.
 */
async function notifiedIn(
  slack: SlackClient,
  ref: MessageRef,
  message: MessageMetadata,
): Promise<Pick<OpenMessage, 'notified' | 'replied'> | undefined> {
  const notified = new Map(message.notified.map(one => [one.key, one]))
  let { replied } = message
  const { messages } = await slack.findReplies(ref, STALE_EVENT, message.replied)
  for (const reply of messages) {
    const stored = readMessageMetadata(reply.metadata)
    if (stored === undefined || stored.scan !== message.scan || stored.state === 'open') continue
    if (stored.state !== 'reply') return undefined
    for (const one of stored.notified) notified.set(one.key, one)
    replied = reply.ref.ts
  }
  return { notified: [...notified.values()], replied }
}
