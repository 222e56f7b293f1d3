import { isDeepStrictEqual } from 'node:util'
import { exactJson } from '../api/exact-json.ts'
import { objectKey } from '../api/object-key.ts'
import { groupOf } from '../api/objects.ts'
import type { ObjectSet } from '../manifests/manifest.ts'
import { endsByItself, whyKept } from './protected-kinds.ts'
import type { ReleasedObject, ReleaseRecord } from './record.ts'

/** What of a release is applied again: nothing that runs once, and nothing that holds data or other objects. */
export function restorableSet({ objects }: Pick<ReleaseRecord, 'objects'>): ObjectSet {
  const manifests = objects.filter(isRestorable).map(({ object, file, line }) => ({ object, file, line }))
  return { manifests, warnings: [] }
}

function isRestorable(released: ReleasedObject): boolean {
  // A hook of Helm runs once, whatever its kind.
  const isHook = released.object.metadata.annotations?.['helm.sh/hook'] !== undefined
  const isNamespace = released.kind === 'Namespace' && groupOf(released.apiVersion) === ''
  return !isHook && !endsByItself(released) && (isNamespace || whyKept(released) === undefined)
}

/** Whether two releases are alike in all that would be applied again. */
export function isSameSet(some: readonly ReleasedObject[], others: readonly ReleasedObject[]): boolean {
  return isDeepStrictEqual(byIdentity(some), byIdentity(others))
}

function byIdentity(objects: readonly ReleasedObject[]): ReadonlyMap<string, string> {
  return new Map(objects.filter(isRestorable).map(released => [objectKey(released), exactJson(released.object)]))
}
