import type { Clock } from '../runner/clock.ts'
import type { Logger } from '../runner/logger.ts'
import { messageOf } from '../runner/user-error.ts'

/** One deployment status as it is sent: GitHub's state and a description of at most 140 code points. */
export interface Status {
  readonly state: 'in_progress' | 'success' | 'failure' | 'error' | 'inactive'
  readonly description: string
}

/** Writes one status; retries are its business. */
export type WriteStatus = (status: Status) => Promise<void>

/** At most six statuses a deployment: the first, four on the way, and the end. */
const mostOnTheWay = 5
/** Steps that pass within this time are written as one: only the last of them. */
const togetherMs = 1000

/**
 * The statuses of one deployment, in order, without ever holding up the work: `step` returns at once, what it says is
 * written beside the work. The first step is written immediately; the end waits for what is under way and is always
 * written, whatever happened to the ones before.
 */
export class Statuses {
  readonly #write: WriteStatus
  readonly #clock: Clock
  readonly #log: Logger
  #queue: Promise<void> = Promise.resolve()
  #started = 0
  #pending: Status | undefined
  #stopWaiting = new AbortController()

  constructor(write: WriteStatus, clock: Clock, log: Logger) {
    this.#write = write
    this.#clock = clock
    this.#log = log
  }

  /** Says in which step the deployment is. */
  step(description: string): void {
    const idle = this.#pending === undefined
    this.#pending = { state: 'in_progress', description }
    if (!idle || this.#started >= mostOnTheWay) return
    const first = this.#started === 0
    this.#started += 1
    this.#queue = this.#queue.then(() => this.#writePending(first ? 0 : togetherMs))
  }

  /** Writes the last status. Rejects when it could not be written: then nobody can see how the deployment ended. */
  async end(status: Status): Promise<void> {
    this.#stopWaiting.abort()
    this.#pending = undefined
    await this.#queue
    await this.#write(status)
  }

  async #writePending(waitMs: number): Promise<void> {
    try {
      if (waitMs > 0) await this.#clock.sleep(waitMs, this.#stopWaiting.signal)
    } catch {
      return // The end has come; it says more than the step would have.
    }
    const status = this.#pending
    this.#pending = undefined
    if (status === undefined) return
    try {
      await this.#write(status)
    } catch (thrown) {
      this.#log.warning(`The status "${status.description}" could not be written: ${messageOf(thrown)}`)
    }
  }
}
