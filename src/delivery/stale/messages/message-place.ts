import type { KeyState } from '../../../domain/stale/message-change.ts'
import { canonicalName } from '../../../text/canonical-name.ts'

/** Where one message stands: an environment's, in a channel. */
export interface MessagePlace {
  /** As it was spelled first. */
  readonly environment: string
  /** The channel's ID. */
  readonly channel: string
}

/** A place with what this run knows of its keys. */
export interface PlaceStates extends MessagePlace {
  readonly keyStates: readonly KeyState[]
}

/** The same for two spellings of one environment. */
export function placeKey({ environment, channel }: MessagePlace): string {
  return `${channel} ${canonicalName(environment)}`
}
