import { isObject } from './block/fields.ts'
import { LIMITS } from './block/limits.ts'
import { Problem } from './problem.ts'
import type { Metadata } from './schema.ts'

/**
 * The metadata of a message, if Slack would take it. An empty object takes it away.
 * https://docs.slack.dev/messaging/message-metadata; the values are those that `@slack/types` allows: scalars, and flat
 * objects and lists of these.
 */
export function checkMetadata(value: unknown): Metadata | undefined {
  if (!isObject(value)) throw new Problem('invalid_metadata_format')
  if (Object.keys(value).length === 0) return undefined
  const { event_type: type, event_payload: payload, ...others } = value
  if (typeof type !== 'string' || !/^\w{1,255}$/.test(type)) throw new Problem('invalid_metadata_format')
  if (!isObject(payload) || Object.keys(others).length > 0) throw new Problem('invalid_metadata_format')
  for (const one of Object.values(payload)) {
    const inner = Array.isArray(one) ? one : [one]
    if (!inner.every(item => isFlat(item) || (!Array.isArray(one) && isScalar(item)))) {
      throw new Problem('invalid_metadata_schema')
    }
  }
  if (Buffer.byteLength(JSON.stringify(value)) > LIMITS.metadata) throw new Problem('metadata_too_large')
  return { event_type: type, event_payload: payload as Metadata['event_payload'] }
}

function isFlat(value: unknown): boolean {
  return isObject(value) && Object.values(value).every(isScalar)
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)
}
