/** The time, as a parameter, so that tests can hold it. */
export interface Clock {
  /** Milliseconds since the epoch. It goes on at a steady pace, also when the machine's time is set meanwhile. */
  now(): number
  /** Resolves after `ms`; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}
