import { UserError } from '../../errors.ts'
import type { Clock } from '../../time/clock.ts'

/** The time for a whole deployment. */
export class Deadline {
  readonly #clock: Clock
  readonly #late = new AbortController()
  #end: number

  /** Never ends once `over` is aborted. */
  constructor(clock: Clock, ms: number, over: AbortSignal) {
    this.#clock = clock
    this.#end = clock.now() + ms
    void this.#run(over)
  }

  /**
   * Aborted when the time is up. The rollout keeps its own time, by `remaining`, for it has a diagnosis to give when it runs
   * out.
   */
  get signal(): AbortSignal {
    return this.#late.signal
  }

  /** Milliseconds. */
  remaining(): number {
    return this.#end - this.#clock.now()
  }

  /** Gives more time: what a person's policy waits for is no part of the deployment's own. */
  extend(ms: number): void {
    this.#end += ms
  }

  async #run(over: AbortSignal): Promise<void> {
    try {
      while (this.remaining() > 0) await this.#clock.sleep(this.remaining(), over)
    } catch {
      return
    }
    this.#late.abort(new UserError('timeout', 'timed out before everything was applied (input "timeout")'))
  }
}
