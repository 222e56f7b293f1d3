import type { Finding } from '../../errors.ts'
import type { KubeObject } from '../api/objects.ts'
import type { Manifest } from '../manifests/manifest.ts'
import type { Adoption } from './adoption.ts'
import type { Stage } from './stages.ts'

/** One object of a checked set, ready to be applied. */
export interface PlannedObject {
  readonly manifest: Manifest
  /** Its path in the API. */
  readonly path: string
  /** Where it goes; absent for what belongs to the whole cluster. */
  readonly namespace?: string
  readonly stage: Stage
  /** The live object at the preflight; absent for an object that did not exist yet or could not be read. */
  readonly live?: KubeObject
  /** The server's time of the dry run, milliseconds since the epoch; absent where there was none. */
  readonly seenAt?: number
  /**
   * The object as the apply would leave it, by its dry run; absent where there was none over the live object. `created`: the
   * server had no such object before, which it knows also where the credentials may not read it.
   */
  readonly answer?: { readonly object: KubeObject; readonly created: boolean }
  /** Fields that the adoption removes, which the dry run does not see: `spec.template.spec.containers[name=app].tty`. */
  readonly removedFields?: readonly string[]
  /** Set for an object of another tool: how it becomes ours. */
  readonly adoption?: Adoption
  /** Set where a field cannot be changed and the template lets the live object be deleted first. */
  readonly recreated?: boolean
  /** Set where changes by hand are overwritten. */
  readonly force?: boolean
  /** Set for an object that the apply would not change: the live one, and the server's time when that was seen. */
  readonly unchanged?: { readonly object: KubeObject; readonly at: number }
}

/** An object of the service that the set does not have. */
export interface LeftBehind {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly namespace: string
  readonly finding: Finding
}

/** A whole set, checked against the cluster. */
export interface Plan {
  readonly objects: readonly PlannedObject[]
  /** Warnings of the preflight; the set has its own. */
  readonly warnings: readonly Finding[]
  /** What stays in the cluster unless it is removed; known by its labels alone. */
  readonly left: readonly LeftBehind[]
}
