import { messageOf } from '../errors.ts'
import type { Logger } from '../log/logger.ts'
import type { Clock } from '../time/clock.ts'

/** One deployment status as it is sent: GitHub's state and a description of at most 140 code points. */
export interface StatusUpdate {
  readonly state: 'in_progress' | 'success' | 'failure' | 'error' | 'inactive'
  readonly description: string
}

/** Writes one status; retries are its business. */
type WriteStatus = (status: StatusUpdate) => Promise<void>

/** How statuses are written: the steps by one that is given up when the end comes, the end by one that is not. */
interface StatusWriters {
  step(signal: AbortSignal): WriteStatus
  readonly end: WriteStatus
}

/** At most six statuses a deployment: the first, four on the way, and the end. */
const MOST_ON_THE_WAY = 5
/** Steps that pass within this time are written as one: only the last of them. */
const TOGETHER_MS = 1000

/**
 * The statuses of one deployment, in order, without ever holding up the work: `step` returns at once, what it says is
 * written beside the work. The first step is written immediately; the end waits for what is in progress and is always
 * written, whatever happened to the ones before: what is still being tried then is given up.
 */
export class Statuses {
  readonly #writeStep: WriteStatus
  readonly #writeEnd: WriteStatus
  readonly #clock: Clock
  readonly #log: Logger
  readonly #over = new AbortController()
  #queue: Promise<void> = Promise.resolve()
  #started = 0
  #pending: StatusUpdate | undefined

  constructor(writers: StatusWriters, effects: { readonly clock: Clock; readonly log: Logger }) {
    this.#writeStep = writers.step(this.#over.signal)
    this.#writeEnd = writers.end
    this.#clock = effects.clock
    this.#log = effects.log
  }

  /** Counts statuses that an earlier step of this run has written. */
  alreadyWritten(count: number): void {
    this.#started += count
  }

  /** Says in which step the deployment is. */
  step(description: string): void {
    const idle = this.#pending === undefined
    this.#pending = { state: 'in_progress', description }
    if (!idle || this.#started >= MOST_ON_THE_WAY) return
    const first = this.#started === 0
    this.#started += 1
    this.#queue = this.#queue.then(() => this.#writePending(first ? 0 : TOGETHER_MS))
  }

  /** Writes the last status. Rejects when it could not be written: then GitHub does not show how the deployment ended. */
  async end(status: StatusUpdate): Promise<void> {
    this.#over.abort(new Error('the end has come'))
    this.#pending = undefined
    await this.#queue
    await this.#writeEnd(status)
  }

  async #writePending(waitMs: number): Promise<void> {
    try {
      if (waitMs > 0) await this.#clock.sleep(waitMs, this.#over.signal)
    } catch {
      return // The end has come; it says more than the step would have.
    }
    const status = this.#pending
    this.#pending = undefined
    if (status === undefined) return
    try {
      await this.#writeStep(status)
    } catch (thrown) {
      if (this.#over.signal.aborted) return
      this.#log.warning(`The status "${status.description}" could not be written: ${messageOf(thrown)}`)
    }
  }
}
