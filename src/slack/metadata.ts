import { SLACK_LIMITS } from './limits.ts'
import type { Flat, Scalar, SlackMetadata } from './message.ts'

/** Metadata as Slack has it. */
export interface WireMetadata {
  event_type: string
  event_payload: Record<string, Scalar | Record<string, Scalar> | Record<string, Scalar>[]>
}

/** What every message of this app carries, so that a message whose answer was lost can be found again. */
const POST_ID = 'post_id'

/** `postId`: unlike that of any other message; left out for edits. */
export function toWire(metadata: SlackMetadata, postId?: string): WireMetadata {
  const payload: WireMetadata['event_payload'] = {}
  for (const [name, value] of Object.entries(metadata.payload)) payload[name] = mutable(value)
  if (postId !== undefined) payload[POST_ID] = postId
  return { event_type: metadata.eventType, event_payload: payload }
}

export function postIdOf(metadata: Partial<WireMetadata> | undefined): unknown {
  return metadata?.event_payload?.[POST_ID]
}

/** Reads what Slack gave back: what was not written by us may be of any form. */
export function fromWire(metadata: { event_type?: string; event_payload?: object }): SlackMetadata {
  const payload = Object.fromEntries(Object.entries(metadata.event_payload ?? {}).filter(([name]) => name !== POST_ID))
  return { eventType: metadata.event_type ?? '', payload }
}

/** Whether Slack would take it; 60 bytes are left for what a post adds. */
export function metadataFits(metadata: SlackMetadata): boolean {
  return Buffer.byteLength(JSON.stringify(toWire(metadata))) <= SLACK_LIMITS.metadata - 60
}

function mutable(value: Scalar | Flat | readonly Flat[]): Scalar | Record<string, Scalar> | Record<string, Scalar>[] {
  if (typeof value !== 'object') return value
  return Array.isArray(value) ? value.map((one: Flat) => ({ ...one })) : { ...(value as Flat) }
}
