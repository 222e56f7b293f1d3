import { groupOf, isCrd, isNamespace, type KubeObject, mappingAt, mappingsIn } from '../api/objects.ts'
import { withHashOf } from '../apply/config-hash.ts'
import type { PlannedObject } from '../apply/plan.ts'
import { configReads } from '../manifests/config-reads.ts'
import type { ObjectSet } from '../manifests/manifest.ts'
import { podSpecs } from '../manifests/pod-templates.ts'
import type { ObjectAddress, ReleasedObject, ReleaseRecord } from './record.ts'

/** The objects of a planned set, as a record has them. `set`: as it was rendered and labelled, in the order of the plan. */
export function releasedObjects(set: ObjectSet, planned: readonly PlannedObject[]): readonly ReleasedObject[] {
  const byPlace = new Map(planned.map(one => [placeOf(one.manifest), one]))
  return set.manifests.flatMap(({ object, file, line }): readonly ReleasedObject[] => {
    const at = byPlace.get(placeOf({ object, file, line }))
    if (at === undefined) return []
    // Restored, its pods are the same: those that are still there need not be replaced.
    return [{ ...addressOf({ ...at, object }), object: withHashOf(object, at.manifest.object), file, line }]
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

/** Objects that earlier releases may have left and that the planned set does not have, each once, the newest first. */
export function leftOf(
  earlier: readonly Pick<ReleaseRecord, 'objects' | 'leaving'>[],
  planned: readonly ObjectAddress[],
): readonly ObjectAddress[] {
  const seen = new Set(planned.map(keyOf))
  const all = earlier.toReversed().flatMap(({ objects, leaving }) => [...objects, ...leaving])
  return all.flatMap(({ path, apiVersion, kind, name, namespace }) => {
    const address = { path, apiVersion, kind, name, ...(namespace === undefined ? {} : { namespace }) }
    if (seen.has(keyOf(address))) return []
    seen.add(keyOf(address))
    return [address]
  })
}

/** The same object in another version of its API is the same object. */
function keyOf({ apiVersion, kind, name, namespace = '' }: ObjectAddress): string {
  return JSON.stringify([groupOf(apiVersion), kind, namespace, name])
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

/** Why objects of a kind are never removed; undefined for all others. */
export function whyKept({ apiVersion, kind, name }: ObjectAddress): string | undefined {
  const object = { apiVersion, kind, metadata: { name } }
  if (isNamespace(object)) return 'everything in it would go with it'
  if (isCrd(object)) return 'every object of its kind would go with it'
  const type = `${groupOf(apiVersion)}/${kind}`
  return type === '/PersistentVolumeClaim' || type === '/PersistentVolume' ? 'data could go with it' : undefined
}

/** Whether it ends by itself: every deployment may make another one, whose log somebody may still want. */
export function endsByItself({ apiVersion, kind }: ObjectAddress): boolean {
  return /^(batch\/Job|\/Pod)$/.test(`${groupOf(apiVersion)}/${kind}`)
}

/** Which object of the planned set needs another one that is not in it; undefined where none does. */
export function neededBy(left: ObjectAddress, planned: readonly PlannedObject[]): KubeObject | undefined {
  if (groupOf(left.apiVersion) !== '' || !/^(ConfigMap|Secret|ServiceAccount)$/.test(left.kind)) return undefined
  const found = planned.find(({ manifest: { object }, namespace }) => {
    if (namespace !== left.namespace) return false
    const reads = configReads(object).some(({ kind, name }) => kind === left.kind && name === left.name)
    return reads || podSpecs(object).some(spec => isUsedBy(spec, left))
  })
  return found?.manifest.object
}

function isUsedBy(spec: Readonly<Record<string, unknown>>, { kind, name }: ObjectAddress): boolean {
  if (kind === 'ServiceAccount') return spec.serviceAccountName === name || spec.serviceAccount === name
  return kind === 'Secret' && mappingsIn(spec.imagePullSecrets).some(secret => mappingAt(secret)?.name === name)
}
