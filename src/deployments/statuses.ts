import { messageOf, UserError } from '../errors.ts'
import type { Logger } from '../log/logger.ts'
import type { Clock } from '../time/clock.ts'

/** One deployment status as it is sent: GitHub's state and a description of at most 140 code points. */
export interface StatusUpdate {
  readonly state: 'in_progress' | 'success' | 'failure' | 'error' | 'inactive'
  readonly description: string
}

/** Writes one status; retries are its business. */
type WriteStatus = (status: StatusUpdate) => Promise<void>

/** At most six statuses a deployment that goes well: the first, four on the way, and the end, which is written by others. */
const MOST_ON_THE_WAY = 5
/** Those beside them that name what holds the rollout up, and that it goes on. */
const MOST_FAILING = 3
/** Steps that pass within this time are written as one: only the last of them. */
const TOGETHER_MS = 1000

/**
 * The statuses of a deployment's steps, in order, without ever holding up the work: `step` returns at once, what it says is
 * written while the steps run. The first step is written immediately. Any of them may be dropped, for the end alone must be
 * written: what is still being tried when it comes is given up.
 */
export class Statuses {
  readonly #writeStep: WriteStatus
  readonly #clock: Clock
  readonly #log: Logger
  readonly #over = new AbortController()
  #queue: Promise<void> = Promise.resolve()
  #first: Promise<void> | undefined
  #started = 0
  #failing = 0
  #pending: StatusUpdate | undefined
  /** GitHub has limited the writes: what is left of them is for the ends, also those of other deployments. */
  #limited = false

  /** `writer`: makes what writes a step's status; its requests are given up when the signal is aborted. */
  constructor(writer: (signal: AbortSignal) => WriteStatus, effects: { readonly clock: Clock; readonly log: Logger }) {
    this.#writeStep = writer(this.#over.signal)
    this.#clock = effects.clock
    this.#log = effects.log
  }

  /** Counts statuses that an earlier step of this run has written. */
  alreadyWritten(count: number): void {
    this.#started += count
    if (count > 0) this.#first = Promise.resolve()
  }

  /** Says in which step the deployment is. */
  step(description: string): void {
    if (this.#write(description, this.#started < MOST_ON_THE_WAY)) this.#started += 1
  }

  /** Says what holds the deployment up, or that it goes on: it has statuses of its own, for slow steps use up the others. */
  failing(description: string): void {
    if (this.#write(description, this.#failing < MOST_FAILING)) this.#failing += 1
  }

  /** Whether it takes a status of its own. What still waits to be written is replaced. */
  #write(description: string, hasRoom: boolean): boolean {
    const isWaiting = this.#pending !== undefined
    if (!isWaiting && (this.#limited || !hasRoom)) return false
    this.#pending = { state: 'in_progress', description }
    if (isWaiting) return false
    const first = this.#started === 0
    this.#queue = this.#queue.then(() => this.#writePending(first ? 0 : TOGETHER_MS))
    this.#first ??= this.#queue
    return true
  }

  /** Resolves when the first step has been written, or could not be: from then on other runs can see who has the deployment. */
  async claimed(): Promise<void> {
    await this.#first
  }

  /** Gives up what has not been written yet: the end comes next, and nothing may come after it. */
  async close(): Promise<void> {
    this.#over.abort(new Error('the end has come'))
    this.#pending = undefined
    await this.#queue
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
      this.#limited ||= thrown instanceof UserError && thrown.reason === 'github-rate-limited'
      this.#log.warning(`The status "${status.description}" could not be written: ${messageOf(thrown)}`)
    }
  }
}
