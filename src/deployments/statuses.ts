import { messageOf, UserError } from '../errors.ts'
import { isDoubtful } from '../github/failure.ts'
import type { Logger } from '../log/logger.ts'
import type { Clock } from '../time/clock.ts'

/** One deployment status as it is sent: GitHub's state and a description of at most 140 code points. */
export interface StatusUpdate {
  readonly state: 'in_progress' | 'success' | 'failure' | 'error' | 'inactive'
  readonly description: string
}

/** Writes one status; retries are its business. Resolves with how often it was sent. */
type WriteStatus = (status: StatusUpdate) => Promise<number>

/** At most six statuses a deployment that goes well: the first, four on the way, and the end, which is written by others. */
const MOST_ON_THE_WAY = 5
/** Those beside them that name what holds the rollout up, and that it goes on. */
const MOST_FAILING = 3
/** Steps that pass within this time are written as one: only the last of them. */
const TOGETHER_MS = 1000
/** How long the end waits for a status that is being sent; a run that is stopped has ten seconds in all. */
const IN_FLIGHT_MS = 2000

/**
 * The statuses of a deployment's steps, in order, without ever holding up the work: `step` returns at once, what it says is
 * written while the steps run. The first step is written immediately. Any of them may be dropped, for the end alone must be
 * written: what is still being tried when it comes is given up.
 */
export class Statuses {
  readonly #writeStep: WriteStatus
  readonly #clock: Clock
  readonly #log: Logger
  /** The end has come: nothing more is begun. */
  readonly #closing = new AbortController()
  /** What is still being sent is given up. */
  readonly #over = new AbortController()
  #queue: Promise<void> = Promise.resolve()
  #first: Promise<void> | undefined
  #started = 0
  #failing = 0
  #pending: StatusUpdate | undefined
  /** GitHub has limited the writes: what is left of them is for the ends, also those of other deployments. */
  #limited = false
  #mayFollow = false

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

  /** Says that the last good release is being restored: it is the first to have the cause, and there is always room for it. */
  restoring(description: string): void {
    this.#write(description, true)
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

  /**
   * Gives up what has not been sent yet: the end comes next. What is being sent is waited for, for a moment. Resolves with
   * whether one may still come after the end: GitHub may carry out a request long after its sender has hung up.
   */
  async close(): Promise<{ readonly mayFollow: boolean }> {
    this.#pending = undefined
    this.#closing.abort(new Error('the end has come'))
    const answered = new AbortController()
    const patience = this.#clock.sleep(IN_FLIGHT_MS, answered.signal).catch(() => undefined)
    await Promise.race([this.#queue, patience])
    answered.abort(new Error('nothing is being sent any more'))
    this.#over.abort(new Error('the end has come'))
    await this.#queue
    return { mayFollow: this.#mayFollow }
  }

  async #writePending(waitMs: number): Promise<void> {
    try {
      if (waitMs > 0) await this.#clock.sleep(waitMs, this.#closing.signal)
    } catch {
      return // The end has come; it says more than the step would have.
    }
    const status = this.#pending
    this.#pending = undefined
    if (status === undefined) return
    try {
      // Of one that was sent twice the first may be the later one.
      if ((await this.#writeStep(status)) > 1) this.#mayFollow = true
    } catch (thrown) {
      this.#mayFollow ||= !(thrown instanceof UserError) || isDoubtful(thrown)
      if (this.#over.signal.aborted) return
      this.#limited ||= thrown instanceof UserError && thrown.reason === 'github-rate-limited'
      this.#log.warning(`The status "${status.description}" could not be written: ${messageOf(thrown)}`)
    }
  }
}
