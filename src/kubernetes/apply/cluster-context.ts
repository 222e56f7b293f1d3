import type { Finding } from '../../errors.ts'
import { concurrently } from '../api/concurrently.ts'
import { apiPath } from '../api/discovery.ts'
import { KubernetesError } from '../api/error.ts'
import { objectKey } from '../api/object-key.ts'
import { mappingAt, mappingsIn, nameOf } from '../api/objects.ts'
import type { Cluster } from '../connection/cluster.ts'
import { type ReleaseKey, selectorOf } from '../manifests/labels.ts'
import { locationOf } from '../manifests/manifest.ts'
import { podSpecs } from '../manifests/pod-templates.ts'
import { danglingReferences, type MissingTarget } from '../manifests/selectors.ts'
import type { LeftBehind, PlannedObject } from './plan.ts'

/** Kinds that go on working when they have left the templates. Jobs end by themselves. */
const LISTED: readonly (readonly [apiVersion: string, plural: string, kind: string])[] = [
  ['apps/v1', 'deployments', 'Deployment'],
  ['apps/v1', 'statefulsets', 'StatefulSet'],
  ['apps/v1', 'daemonsets', 'DaemonSet'],
  ['batch/v1', 'cronjobs', 'CronJob'],
  ['v1', 'services', 'Service'],
  ['v1', 'configmaps', 'ConfigMap'],
  ['networking.k8s.io/v1', 'ingresses', 'Ingress'],
  ['autoscaling/v2', 'horizontalpodautoscalers', 'HorizontalPodAutoscaler'],
]

/** What is in the cluster around a set. */
interface ClusterContext {
  /** About what can never run. */
  readonly findings: readonly Finding[]
  /** About references to nothing. */
  readonly warnings: readonly Finding[]
  /** What the set does not have any more. */
  readonly left: readonly LeftBehind[]
}

/** Reads what is in the cluster around the set. */
export async function clusterContext(
  cluster: Cluster,
  planned: readonly PlannedObject[],
  key: ReleaseKey | undefined,
  signal: AbortSignal | undefined,
): Promise<ClusterContext> {
  const set = planned.map(({ manifest, namespace = '' }) => ({ manifest, namespace }))
  const { warnings, missing } = danglingReferences(set)
  const reading = new Reading(cluster, signal)
  const absent = await concurrently(missing, async target => ((await reading.has(target)) ? [] : [target.finding]))
  const left = key === undefined ? [] : await leftBehind(reading, planned, key)
  return {
    findings: await absentNodes(reading, planned),
    warnings: [...warnings, ...absent.flat()],
    left,
  }
}

/** Pods with a `nodeName` go past the scheduler, which would say that there is no such node. */
async function absentNodes(reading: Reading, planned: readonly PlannedObject[]): Promise<readonly Finding[]> {
  const bound = planned.flatMap(({ manifest }) =>
    podSpecs(manifest.object).flatMap(({ nodeName }) => (typeof nodeName === 'string' ? [{ manifest, nodeName }] : [])),
  )
  const found = await concurrently(bound, async ({ manifest, nodeName }): Promise<readonly Finding[]> => {
    if (await reading.hasPath(`/api/v1/nodes/${encodeURIComponent(nodeName)}`)) return []
    const text = `${nameOf(manifest.object)}: spec.nodeName is ${nodeName}, and the cluster has no such node; use a nodeSelector`
    return [{ reason: 'node-missing', where: locationOf(manifest), text }]
  })
  return found.flat()
}

/** Objects with the labels of this service and environment that the templates do not have. */
async function leftBehind(
  reading: Reading,
  planned: readonly PlannedObject[],
  key: ReleaseKey,
): Promise<readonly LeftBehind[]> {
  const known = new Set(
    planned.map(({ manifest: { object }, namespace }) =>
      objectKey({ ...object, name: object.metadata.name, ...(namespace === undefined ? {} : { namespace }) }),
    ),
  )
  const namespaces = [...new Set(planned.flatMap(({ namespace }) => namespace ?? []))]
  const lists = namespaces.flatMap(namespace => LISTED.map(([...kind]) => ({ namespace, kind })))
  const found = await concurrently(lists, async ({ namespace, kind: [apiVersion, plural, kind] }) => {
    const path = `${apiPath(apiVersion)}/namespaces/${encodeURIComponent(namespace)}/${plural}`
    const items = await reading.list(path, { labelSelector: selectorOf(key) })
    return (items ?? []).flatMap((item): readonly LeftBehind[] => {
      const { name: named, ownerReferences } = mappingAt(item, 'metadata') ?? {}
      const name = String(named)
      const object = { apiVersion, kind, name, namespace }
      // What another object owns comes and goes with it.
      if (ownerReferences !== undefined || known.has(objectKey(object))) return []
      const text = `${kind}/${name} in ${namespace}: is not in the templates any more and stays in the cluster; remove it with kubectl delete ${kind.toLowerCase()} ${name} -n ${namespace}`
      return [{ ...object, finding: { reason: 'object-left-behind', text } }]
    })
  })
  return found.flat()
}

/** Reads what the credentials may read; what they may not is not reported on. */
class Reading {
  readonly #cluster: Cluster
  readonly #signal: AbortSignal | undefined

  constructor(cluster: Cluster, signal: AbortSignal | undefined) {
    this.#cluster = cluster
    this.#signal = signal
  }

  /** Undefined where they cannot be read. */
  async list(path: string, query: Readonly<Record<string, string>>): Promise<readonly unknown[] | undefined> {
    const answer = await this.#get(path, query)
    return answer === 'unknown' ? undefined : mappingsIn(mappingAt(answer)?.items)
  }

  /** Whether there is an object; true where that cannot be read. */
  async hasPath(path: string): Promise<boolean> {
    return (await this.#get(path, {})) !== undefined
  }

  /** Whether the cluster has what the set does not; true where that cannot be read. */
  async has(target: MissingTarget): Promise<boolean> {
    const namespace = encodeURIComponent(target.namespace)
    if (target.kind === 'object') {
      const path = `${apiPath(target.apiVersion)}/namespaces/${namespace}/${target.plural}/${encodeURIComponent(target.name)}`
      return this.hasPath(path)
    }
    const labelSelector = Object.entries(target.labels)
      .map(([label, value]) => `${label}=${value}`)
      .join(',')
    const pods = await this.list(`/api/v1/namespaces/${namespace}/pods`, { labelSelector, limit: '1' })
    return pods === undefined || pods.length > 0
  }

  /** Undefined for what does not exist. */
  async #get(path: string, query: Readonly<Record<string, string>>): Promise<unknown> {
    try {
      return (await this.#cluster.client.get(path, { query, signal: this.#signal })).body
    } catch (thrown) {
      if (thrown instanceof KubernetesError && thrown.code === 404) return undefined
      if (thrown instanceof KubernetesError && thrown.code === 403) return 'unknown'
      throw thrown
    }
  }
}
