import type { Finding } from '../../errors.ts'
import type { Manifest } from '../manifests/manifest.ts'
import type { Stage } from './stages.ts'

/** One object of a checked set, ready to be applied. */
export interface PlannedObject {
  readonly manifest: Manifest
  /** Its path in the API. */
  readonly path: string
  /** Where it goes; absent for what belongs to the whole cluster. */
  readonly namespace?: string
  readonly stage: Stage
  /** `unknown`: its kind or namespace is made by the set itself, so nothing could be asked yet. */
  readonly action: 'create' | 'update' | 'unknown'
  /** The live object's version when it was checked. */
  readonly resourceVersion?: string
}

/** A whole set, checked against the cluster. */
export interface Plan {
  readonly objects: readonly PlannedObject[]
  /** What the cluster gave reason for; the set has warnings of its own. */
  readonly warnings: readonly Finding[]
}
