import type { Clock } from '../time/clock.ts'
import type { Surroundings } from './place.ts'
import type { Screen } from './screen.ts'

/** Where a command runs, and what it writes to. */
export interface Terminal extends Surroundings {
  readonly args: readonly string[]
  readonly clock: Clock
  /** What stands before a command to copy: how this one was started. */
  readonly program: string
  /** Aborted when the person stops it. */
  readonly signal: AbortSignal
  /** The answer. */
  readonly out: Screen
  /** What went wrong, or goes on. */
  readonly err: Screen
}
