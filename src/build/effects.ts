import type { Clock } from '../runner/clock.ts'
import type { Exec } from '../runner/exec.ts'
import type { Logger } from '../runner/logger.ts'
import type { Masks } from '../runner/masks.ts'
import type { StartGroup } from '../runner/process-group.ts'

/** Everything through which a build has effects; tests give their own. */
export interface Effects {
  readonly log: Logger
  /** For the lines of the user's own commands. */
  readonly print: (line: string) => void
  readonly masks: Masks
  readonly exec: Exec
  readonly start: StartGroup
  readonly clock: Clock
  readonly env: Readonly<Record<string, string | undefined>>
  /** Of this run alone, there already, nobody else's; taken away by who made it. */
  readonly folder: string
  /** By which the processes of this run are known. */
  readonly marker: string
  /** Aborted when somebody stops the run. */
  readonly signal: AbortSignal
}
