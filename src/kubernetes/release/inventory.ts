import { objectKey } from '../api/object-key.ts'
import type { KubeObject } from '../api/objects.ts'
import { withHashOf } from '../apply/config-hash.ts'
import type { PlannedObject } from '../apply/plan.ts'
import type { ObjectSet } from '../manifests/manifest.ts'
import type { LeavingObject, ObjectAddress, ReleasedObject, ReleaseRecord } from './record.ts'

/** The objects of a planned set, as a record has them. `set`: as it was rendered and labelled, in the order of the plan. */
export function releasedObjects(set: ObjectSet, planned: readonly PlannedObject[]): readonly ReleasedObject[] {
  const byPlace = new Map(planned.map(one => [placeOf(one.manifest), one]))
  return set.manifests.flatMap(({ object, file, line }): readonly ReleasedObject[] => {
    const at = byPlace.get(placeOf({ object, file, line }))
    if (at === undefined) return []
    // Restored, its pods are the same: those that are still there need not be replaced.
    const released = { ...addressOf({ ...at, object }), object: withHashOf(object, at.manifest.object), file, line }
    return [at.live === undefined ? released : { ...released, existed: true }]
  })
}

/** Which object it is. */
export function addressOf({
  path,
  namespace,
  object,
}: Pick<PlannedObject, 'path' | 'namespace'> & { readonly object: KubeObject }): ObjectAddress {
  const { apiVersion, kind, metadata } = object
  return { path, apiVersion, kind, name: metadata.name, ...(namespace === undefined ? {} : { namespace }) }
}

/** An object that earlier releases may have left. */
export interface LeftObject extends LeavingObject {
  /** As a release had it. Never shown: it may be a Secret. */
  readonly object?: KubeObject
}

/** Objects that earlier releases may have left and that the planned set does not have, each once, the newest first. */
export function leftOf(
  earlier: readonly Pick<ReleaseRecord, 'objects' | 'leaving'>[],
  planned: readonly ObjectAddress[],
): readonly LeftObject[] {
  const seen = new Set(planned.map(objectKey))
  const all = earlier.toReversed().flatMap(({ objects, leaving }): readonly LeftObject[] => [...objects, ...leaving])
  return all.flatMap(one => {
    if (seen.has(objectKey(one))) return []
    seen.add(objectKey(one))
    const { uid, object } = one
    return [{ ...addressIn(one), ...(uid === undefined ? {} : { uid }), ...(object === undefined ? {} : { object }) }]
  })
}

/** What of a release is its own doing: one that was not good may have changed what was there before it, and that stays. */
export function ownDoing(
  { objects, leaving }: ReleaseRecord,
  isGood: boolean,
): Pick<ReleaseRecord, 'objects' | 'leaving'> {
  return { objects: isGood ? objects : objects.filter(({ existed }) => existed !== true), leaving }
}

/** Says of an object whether it is one of these. */
export function isAmong(these: readonly ObjectAddress[]): (one: ObjectAddress) => boolean {
  const keys = new Set(these.map(objectKey))
  return one => keys.has(objectKey(one))
}

/** An address alone, without what else is known of the object. */
export function addressIn({ path, apiVersion, kind, name, namespace }: ObjectAddress): ObjectAddress {
  return { path, apiVersion, kind, name, ...(namespace === undefined ? {} : { namespace }) }
}

function placeOf({
  object,
  file,
  line,
}: {
  readonly object: KubeObject
  readonly file: string
  readonly line: number
}): string {
  return JSON.stringify([
    file,
    line,
    object.apiVersion,
    object.kind,
    object.metadata.namespace ?? '',
    object.metadata.name,
  ])
}
