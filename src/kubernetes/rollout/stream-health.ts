import type { Logger } from '../../log/logger.ts'

/** The state of one or several watch streams. */
export interface StreamState {
  /** Whether every change is delivered at this moment. */
  readonly connected: boolean
  /** Whether the connection broke and is not open again. */
  readonly lost: boolean
  /** How many times the connection broke. */
  readonly interruptions: number
}

/** A stream that is resumed delivers at once what happened in between; at once is well within this. */
const CATCH_UP_MS = 1_000

/**
 * Since when no change can have been missed. What was complete when the streams broke need not be now, so a stability
 * window counts only from when they were last opened again.
 */
export class StreamHealth {
  readonly #log: Logger
  #interruptions = 0
  #uninterruptedSince: number | undefined
  #lostSince: number | undefined
  #connected = false
  #upToDateAt = 0

  constructor(log: Logger) {
    this.#log = log
  }

  /** Takes in the state of all streams at time `now` (milliseconds). */
  update(streams: readonly StreamState[], now: number): void {
    const lost = streams.some(stream => stream.lost)
    const connected = streams.every(stream => stream.connected)
    const interruptions = streams.reduce((sum, stream) => sum + stream.interruptions, 0)
    if (lost) {
      if (this.#lostSince === undefined && interruptions > 0) {
        this.#log.info('Lost the watch connection; reconnecting')
      }
      this.#lostSince ??= now
      this.#uninterruptedSince = undefined
    } else {
      this.#lostSince = undefined
      // A break that healed between two updates is a break all the same.
      if (this.#uninterruptedSince === undefined || interruptions !== this.#interruptions) {
        this.#uninterruptedSince = now
      } else if (connected && !this.#connected) this.#upToDateAt = now + CATCH_UP_MS
    }
    this.#interruptions = interruptions
    this.#connected = connected
  }

  /** Whether the cached objects are as they are in the cluster at this moment. */
  isUpToDate(now: number): boolean {
    return this.#connected && now >= this.#upToDateAt
  }

  /** When the cached objects will be up to date, if nothing breaks. */
  get upToDateAt(): number {
    return this.#upToDateAt
  }

  /** Since when no change can have been missed; infinity while a connection is lost. */
  get uninterruptedSince(): number {
    return this.#uninterruptedSince ?? Number.POSITIVE_INFINITY
  }

  /** Since when a connection is lost; undefined while none is. */
  get lostSince(): number | undefined {
    return this.#lostSince
  }
}
