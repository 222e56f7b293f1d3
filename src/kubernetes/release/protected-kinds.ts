import { groupOf, isCrd, isNamespace, type KubeObject, mappingAt } from '../api/objects.ts'
import { isPruneWanted, PRUNE_ANNOTATION } from '../kinds/annotations.ts'
import { isBuiltIn } from '../kinds/built-in-groups.ts'
import type { ObjectAddress } from './record.ts'

/** Why objects of a kind are never removed; undefined for all others. */
export function whyKept({ apiVersion, kind, name }: ObjectAddress): string | undefined {
  const object = { apiVersion, kind, metadata: { name } }
  if (isNamespace(object)) return 'everything in it would go with it'
  if (isCrd(object)) return 'every object of its kind would go with it'
  return /^\/PersistentVolume(Claim)?$/.test(typeOf({ apiVersion, kind })) ? 'data could go with it' : undefined
}

/** Whether it ends by itself: every deployment may make another one, whose log a person may still want. */
export function endsByItself(address: ObjectAddress): boolean {
  return /^(batch\/Job|\/Pod)$/.test(typeOf(address))
}

/**
 * Why a live object is removed only where its annotation says so: what would go with it may not come back, or others may
 * need it. Undefined where that is not to be feared.
 */
export function whyOnlyWhenWanted(address: ObjectAddress, live: KubeObject): string | undefined {
  const why = lossOf(address, live)
  if (why === undefined || isPruneWanted(live)) return undefined
  return `${why}; the annotation ${PRUNE_ANNOTATION}: delete lets it be removed`
}

function lossOf(address: ObjectAddress, live: KubeObject): string | undefined {
  const group = groupOf(address.apiVersion)
  const type = typeOf(address)
  const retention = mappingAt(live, 'spec', 'persistentVolumeClaimRetentionPolicy')
  if (type === 'apps/StatefulSet' && retention?.whenDeleted === 'Delete') {
    return 'its volume claims would go with it (whenDeleted: Delete)'
  }
  if (type === '/Secret' && TOKENS.has(String(live.type))) return 'a client may still use its token'
  if (!isBuiltIn(group)) return isHarmless(group, address.kind) ? undefined : 'what its operator made could go with it'
  const isShared = address.namespace === undefined && (/Class$/.test(address.kind) || address.kind === 'ClusterRole')
  return isShared ? 'others in the cluster may use it' : undefined
}

const TOKENS: ReadonlySet<string> = new Set(['kubernetes.io/service-account-token', 'bootstrap.kubernetes.io/token'])

/** Custom resources that are configuration alone: routes, scrape targets, scalers. All others may stand for data. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...['gateway.networking.k8s.io/*', 'networking.istio.io/*', 'security.istio.io/*', 'telemetry.istio.io/*'],
  ...['traefik.io/*', 'traefik.containo.us/*', 'projectcontour.io/*', 'keda.sh/*', 'cilium.io/CiliumNetworkPolicy'],
  ...['ServiceMonitor', 'PodMonitor', 'Probe', 'PrometheusRule'].map(kind => `monitoring.coreos.com/${kind}`),
  ...['Rollout', 'AnalysisTemplate'].map(kind => `argoproj.io/${kind}`),
  ...['autoscaling.k8s.io/VerticalPodAutoscaler', 'policy.linkerd.io/*', 'serving.knative.dev/*'],
])

function isHarmless(group: string, kind: string): boolean {
  // Others route their traffic through a Gateway.
  return !/(Class|Gateway)$/.test(kind) && (HARMLESS.has(`${group}/*`) || HARMLESS.has(`${group}/${kind}`))
}

function typeOf({ apiVersion, kind }: Pick<ObjectAddress, 'apiVersion' | 'kind'>): string {
  return `${groupOf(apiVersion)}/${kind}`
}
