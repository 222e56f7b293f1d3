import { FIELD_MANAGER, type ManagedFields, managedFieldsOf, ourApplyOf } from '../api/managed-fields.ts'
import type { KubeObject } from '../api/objects.ts'
import { isPruneProtected, PRUNE_ANNOTATION } from '../kinds/annotations.ts'
import { labelValue, MANAGED_BY, OWNER_LABELS, type ReleaseKey } from '../manifests/labels.ts'

/** Why a live object may not be removed by a service in an environment; undefined where it is theirs alone. */
export function whyNotOurs(live: KubeObject, key: ReleaseKey): string | undefined {
  const [owner] = live.metadata.ownerReferences ?? []
  if (owner !== undefined) return `it belongs to another object of the cluster (a ${owner.kind}) and goes with that`
  return isPruneProtected(live) ? `its annotation ${PRUNE_ANNOTATION} says so` : whyAnothers(live, key)
}

/** Why a live object belongs to another service, environment or tool; undefined where it does not. */
export function whyAnothers(live: KubeObject, key: ReleaseKey): string | undefined {
  const { labels = {} } = live.metadata
  const isOurs =
    labels[OWNER_LABELS.service] === labelValue(key.service) &&
    labels[OWNER_LABELS.environment] === labelValue(key.environment)
  if (!isOurs) return 'its labels do not say that it belongs to this service and environment'
  // Labels can be copied with the whole object.
  const ours = ourApplyOf(live)
  if (ours === undefined) return 'another tool has put it up since'
  const other = labels[MANAGED_BY] === FIELD_MANAGER ? managerSince(live, ours) : labels[MANAGED_BY]
  return other === undefined ? undefined : `it was handed over to ${other}`
}

/** Tools that put up whole objects without server-side apply. */
const DEPLOYING = /^(kubectl-client-side-apply|kubectl-(create|replace)|[Hh]elm|argocd.*|(kustomize|helm)-controller)$/

/** Marks of tools that remove and restore what they have: it is theirs from then on. */
const TRACKED: Readonly<Record<string, string>> = {
  'argocd.argoproj.io/tracking-id': 'Argo CD',
  'argocd.argoproj.io/instance': 'Argo CD',
  'kustomize.toolkit.fluxcd.io/name': 'Flux',
  'helm.toolkit.fluxcd.io/name': 'Flux',
}

/** Who has applied content of the object after us. */
function managerSince(live: KubeObject, ours: ManagedFields): string | undefined {
  const { labels = {}, annotations = {} } = live.metadata
  const mark = Object.keys(TRACKED).find(name => labels[name] !== undefined || annotations[name] !== undefined)
  if (mark !== undefined) return TRACKED[mark]
  const since = managedFieldsOf(live).find(
    ({ manager, operation, subresource, time, fields }) =>
      manager !== FIELD_MANAGER &&
      subresource === '' &&
      (operation === 'Apply' || DEPLOYING.test(manager)) &&
      // Times are whole seconds, and may be missing.
      !(Date.parse(time) < Date.parse(ours.time)) &&
      Object.keys(fields).some(field => field !== 'f:metadata' && field !== 'f:status'),
  )
  return since === undefined ? undefined : `"${since.manager}"`
}
