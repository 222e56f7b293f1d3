import type { LockPlace } from '../../policy/locks.ts'
import { canonicalName } from '../../text/canonical-name.ts'

/** The names that a policy knows. */
export interface KnownNames {
  readonly services: readonly string[]
  readonly environments: readonly string[]
  readonly locks: LockPlace
  /** `owner/name` of the repository that the policy is of: it may stand first in every command. */
  readonly repository: string
}

/** A name as the policy spells it; undefined where it has none. */
export function knownName(names: readonly string[], name: string): string | undefined {
  return names.find(one => canonicalName(one) === canonicalName(name))
}

export function hasName(names: readonly string[], name: string): boolean {
  return knownName(names, name) !== undefined
}
