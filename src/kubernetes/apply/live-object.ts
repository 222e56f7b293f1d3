import type { KubernetesClient } from '../api/client.ts'
import { KubernetesError } from '../api/error.ts'
import { FIELD_MANAGER, managedFieldsOf, ownsField } from '../api/managed-fields.ts'
import { isCrd, isMapping, isNamespace, type KubeObject, mappingAt } from '../api/objects.ts'
import { MANAGED_BY, OWNER_LABELS } from '../manifests/labels.ts'
import { withFieldChanged } from '../manifests/pod-templates.ts'

/** The live object, or undefined where there is none, or none that the credentials may read. */
export async function readLive(
  client: Pick<KubernetesClient, 'get'>,
  path: string,
  signal: AbortSignal | undefined,
): Promise<KubeObject | undefined> {
  try {
    const { body } = await client.get(path, { signal })
    return mappingAt(body, 'metadata')?.uid === undefined ? undefined : (body as KubeObject)
  } catch (thrown) {
    if (thrown instanceof KubernetesError && (thrown.code === 404 || thrown.code === 403)) return undefined
    throw thrown
  }
}

/** Another service or environment that the live object belongs to: `service cart, environment production`. */
export function otherOwner(object: KubeObject, live: KubeObject): string | undefined {
  if (isShared(object)) return undefined
  const { service, environment } = OWNER_LABELS
  const liveLabels = live.metadata.labels ?? {}
  const differs = [service, environment].some(
    label => liveLabels[label] !== undefined && liveLabels[label] !== object.metadata.labels?.[label],
  )
  if (!differs) return undefined
  return `service ${liveLabels[service] ?? 'unknown'}, environment ${liveLabels[environment] ?? 'unknown'}`
}

/** What several services may have in their templates, each the same. */
function isShared(object: KubeObject): boolean {
  return isNamespace(object) || isCrd(object)
}

/** The object as it is applied over the live one: what belongs to others, and a scale that was taken out, stay as they are. */
export function overLive(object: KubeObject, live: KubeObject): KubeObject {
  return withLiveReplicas(withLiveLabels(object, live), live)
}

/** Labels say whose an object is; another tool's, and those of a shared object's first service, are not fought over. */
function withLiveLabels(object: KubeObject, live: KubeObject): KubeObject {
  const before = live.metadata.labels ?? {}
  const labels = isShared(object) ? [MANAGED_BY, OWNER_LABELS.service, OWNER_LABELS.environment] : [MANAGED_BY]
  const foreign = labels.filter(
    label => before[label] !== undefined && before[label] !== object.metadata.labels?.[label],
  )
  if (foreign.length === 0) return object
  return withFieldChanged(object, ['metadata', 'labels'], value =>
    Object.fromEntries(Object.entries(isMapping(value) ? value : {}).filter(([label]) => !foreign.includes(label))),
  )
}

/** Without `replicas` in the template the live number stays: dropping ours would set it back to 1. */
function withLiveReplicas(object: KubeObject, live: KubeObject): KubeObject {
  const replicas = mappingAt(live, 'spec')?.replicas
  if (typeof replicas !== 'number' || mappingAt(object, 'spec')?.replicas !== undefined) return object
  const owners = managedFieldsOf(live).filter(({ fields }) => ownsField(fields, ['f:spec', 'f:replicas']))
  // Where an autoscaler owns it, it stays without us.
  const othersKeepIt = owners.some(({ manager, subresource }) => manager !== FIELD_MANAGER && subresource === 'scale')
  if (owners.length === 0 || othersKeepIt) return object
  return withFieldChanged(object, ['spec', 'replicas'], () => replicas)
}
