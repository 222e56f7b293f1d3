import type { Logger } from '../../log/logger.ts'

/** How well streams tell what happens. */
export interface Streams {
  readonly open: boolean
  readonly blind: boolean
  readonly interruptions: number
}

/** A stream that goes on tells at once what happened while it did not; at once is well within this. */
const CATCH_UP_MS = 1_000

/**
 * Since when everything that happens has been seen. What was complete when the streams broke need not be now, so a
 * stability window counts only from when they were last opened again.
 */
export class Sight {
  readonly #logger: Logger
  #interruptions = 0
  #since: number | undefined
  #blindSince: number | undefined
  #open = false
  #caughtUpAt = 0

  constructor(logger: Logger) {
    this.#logger = logger
  }

  /** Takes a look at time `now` (milliseconds). */
  look(streams: readonly Streams[], now: number): void {
    const blind = streams.some(stream => stream.blind)
    const open = streams.every(stream => stream.open)
    const interruptions = streams.reduce((sum, stream) => sum + stream.interruptions, 0)
    if (blind) {
      if (this.#blindSince === undefined && interruptions > 0) {
        this.#logger.info('The cluster does not tell what happens any more; asking again')
      }
      this.#blindSince ??= now
      this.#since = undefined
    } else {
      this.#blindSince = undefined
      // A break that healed before anybody looked is a break all the same.
      if (this.#since === undefined || interruptions !== this.#interruptions) this.#since = now
      else if (open && !this.#open) this.#caughtUpAt = now + CATCH_UP_MS
    }
    this.#interruptions = interruptions
    this.#open = open
  }

  /** Whether what is known is how things are at this moment. */
  isCurrent(now: number): boolean {
    return this.#open && now >= this.#caughtUpAt
  }

  /** When what is known will be current, if nothing breaks. */
  get caughtUpAt(): number {
    return this.#caughtUpAt
  }

  /** Since when nothing could have been missed; never, while something could be. */
  get since(): number {
    return this.#since ?? Number.POSITIVE_INFINITY
  }

  /** Since when the cluster has not been seen; undefined while it is. */
  get blindSince(): number | undefined {
    return this.#blindSince
  }
}
