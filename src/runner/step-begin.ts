import { type StepEnvironment, takeEnvironment } from './step-environment.ts'

/** What is done in the first moment of a process, before anything is loaded. */
export interface BegunStep {
  /** Aborted when the run is stopped. */
  readonly stop: AbortController
  readonly environment: StepEnvironment
}

/**
 * Listens for a stop, which is a cancellation however early it comes, and takes the environment. GitHub sends INT, then TERM
 * 7.5 s later, then KILL 2.5 s after that; the first one already stops the work, and no later one ends this process before it
 * has written its end.
 */
export function beginStep(): BegunStep {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => stop.abort(new Error('this run was stopped')))
  }
  return { stop, environment: takeEnvironment() }
}
