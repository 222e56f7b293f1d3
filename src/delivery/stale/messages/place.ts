import type { Reading } from '../../../domain/stale/effect.ts'
import { canonicalName } from '../../../text/canonical-name.ts'

/** Where one message stands: an environment's, in a channel. */
export interface Place {
  /** As it was spelled first. */
  readonly environment: string
  /** The channel's ID. */
  readonly channel: string
}

/** A place with what this run knows of its keys. */
export interface ReadPlace extends Place {
  readonly readings: readonly Reading[]
}

/** The same for two spellings of one environment. */
export function placeText({ environment, channel }: Place): string {
  return `${channel} ${canonicalName(environment)}`
}
