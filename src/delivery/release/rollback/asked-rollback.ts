import type { AskedRelease } from '../../../kubernetes/release/stored-choice.ts'
import type { PipelineEffects } from '../effects.ts'

/** What a person asks for. */
export interface AskedRollback {
  readonly release: AskedRelease
  /** Whether it is done also where GitHub cannot be read: locks, freezes and deployers are then not looked at. */
  readonly withoutGitHub: boolean
  /** Login of who asks; empty when it is not known. */
  readonly actor: string
}

/** A rollback reads neither the commit nor the registry. */
export type RollbackEffects = Omit<PipelineEffects, 'lookUpImage' | 'checkWorkTree' | 'render'>
