import type { Logger } from '../../log/logger.ts'
import type { Exec } from '../../process/exec.ts'
import type { StartGroup } from '../../process/group.ts'
import type { Masks } from '../../secrets/masks.ts'
import type { Clock } from '../../time/clock.ts'

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
