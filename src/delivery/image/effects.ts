import type { ImageEngine } from '../../docker/engine.ts'
import type { ImageRepository } from '../../domain/image-reference.ts'
import type { CommitReader } from '../../git/commit.ts'
import type { Logger } from '../../log/logger.ts'
import type { StartScript } from '../../process/bash.ts'
import type { RegistryAccess } from '../../registry/auth.ts'
import type { RegistryClient } from '../../registry/client.ts'
import type { RegistryLogin } from '../../registry/docker-config.ts'
import type { Masks } from '../../secrets/masks.ts'
import type { Clock } from '../../time/clock.ts'

/** Everything through which a build has effects; tests give their own. */
export interface BuildEffects {
  readonly log: Logger
  /** For the lines of the user's own commands. */
  readonly print: (lines: string) => void
  /** Resolves when there is room to print more. */
  readonly room: () => Promise<void>
  /** Of this run alone: output that is too long for the memory is kept there. */
  readonly folder: string
  readonly masks: Pick<Masks, 'add' | 'redact'>
  readonly clock: Clock
  /** Starts a script of "lint" or "test". */
  readonly startScript: StartScript
  readonly engine: ImageEngine
  /** Opens a repository; without a login by docker's own, else anonymously. */
  readonly openRegistry: (
    access: RegistryAccess,
    login: RegistryLogin | undefined,
    repository: ImageRepository,
  ) => RegistryClient
  readonly commit: CommitReader
  /** Kills what this run has started and what has left its process group. */
  readonly killLeftovers: () => Promise<unknown>
  /** Aborted when the run is cancelled. */
  readonly signal: AbortSignal
}
