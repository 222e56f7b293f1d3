import { expect } from 'vitest'
import type { KubernetesClient } from '../../../../src/kubernetes/api/client.ts'
import { KubernetesError } from '../../../../src/kubernetes/api/error.ts'
import { type KubeObject, mappingAt, mappingsIn } from '../../../../src/kubernetes/api/objects.ts'
import { type PreflightOptions, preflight } from '../../../../src/kubernetes/apply/preflight.ts'
import type { Cluster } from '../../../../src/kubernetes/connection/cluster.ts'
import { labelled } from '../../../../src/kubernetes/manifests/labels.ts'
import { parseManifests } from '../../../../src/kubernetes/manifests/parse.ts'

const RESOURCES: Readonly<Record<string, readonly object[]>> = {
  '/api/v1': [{ name: 'configmaps', kind: 'ConfigMap', namespaced: true }],
  '/apis/autoscaling/v2': [{ name: 'horizontalpodautoscalers', kind: 'HorizontalPodAutoscaler', namespaced: true }],
  '/apis/argoproj.io/v1alpha1': [{ name: 'rollouts', kind: 'Rollout', namespaced: true }],
  '/apis/apps/v1': [
    { name: 'deployments', kind: 'Deployment', namespaced: true },
    { name: 'replicasets', kind: 'ReplicaSet', namespaced: true },
  ],
}

export interface Conflict {
  readonly field: string
  readonly by: string
}

/** What the API server makes of an apply: keys that the apply does not have stay. */
function merged(before: KubeObject, object: KubeObject): KubeObject {
  const fields = Object.fromEntries(Object.keys(mappingAt(object, 'data') ?? {}).map(key => [`f:${key}`, {}]))
  const ours = { manager: 'commit-train', operation: 'Apply', fieldsV1: { 'f:data': fields } }
  const managedFields = [...mappingsIn(mappingAt(before, 'metadata')?.managedFields), ours]
  const both = { ...mappingAt(before, 'data'), ...mappingAt(object, 'data') }
  const data = object.kind === 'ConfigMap' ? both : undefined
  return {
    ...object,
    data,
    metadata: { ...before.metadata, ...object.metadata, managedFields } as KubeObject['metadata'],
  }
}

interface Double extends PreflightOptions {
  readonly answer?: typeof merged
  /** What an apply over a live object is refused with. */
  readonly invalid?: KubernetesError
}

/** Plans the texts over live objects; an apply without force is refused for the conflicts that the object still has. */
export async function plan(
  text: string,
  live: readonly KubeObject[],
  conflicts: readonly Conflict[] = [],
  { answer = merged, invalid, ...options }: Double = {},
) {
  const byName = new Map(live.map(object => [`${object.kind.toLowerCase()}s/${object.metadata.name}`, object]))
  const liveAt = (path: string) => byName.get(path.split('/').slice(-2).join('/'))
  const written: string[] = []
  const client: Pick<KubernetesClient, 'get' | 'apply'> = {
    get: async path => {
      const body = RESOURCES[path] === undefined ? liveAt(path) : { resources: RESOURCES[path] }
      if (body === undefined) throw new KubernetesError(404, 'NotFound', 'not found')
      return { code: 200, at: 0, body }
    },
    apply: async (path, body, { query } = {}) => {
      if (query?.dryRun !== 'All') written.push(path)
      const object = body as KubeObject & { spec?: { replicas?: number } }
      const left = conflicts.filter(({ field }) => field !== '.spec.replicas' || object.spec?.replicas !== undefined)
      if (query?.force === 'false' && left.length > 0) {
        const causes = left.map(({ field, by }) => ({ field, message: `conflict with ${by} using apps/v1: ${field}` }))
        throw new KubernetesError(409, 'Conflict', 'conflict', { details: { causes } })
      }
      const before = liveAt(path)
      if (before !== undefined && invalid !== undefined) throw invalid
      return {
        code: before === undefined ? 201 : 200,
        at: 0,
        body: before === undefined ? object : answer(before, object),
      }
    },
  }
  const cluster = { client, namespace: 'shop', server: 'https://c' } as unknown as Cluster
  const set = labelled(parseManifests([{ file: 'f.yaml', text }]), { service: 'shop', environment: 'production' })
  const planned = await preflight(cluster, set, options)
  expect(written).toEqual([])
  return planned
}

export const OURS = { 'commit-train.dev/service': 'shop', 'commit-train.dev/environment': 'production' }
export const live = (kind: string, change: object = {}, labels: object = OURS): KubeObject => ({
  ...{ apiVersion: kind === 'ConfigMap' ? 'v1' : 'apps/v1', kind },
  metadata: { name: 'web', uid: 'u', resourceVersion: '7', labels: labels as Record<string, string>, ...change },
})
export const config = (value: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata: {a: "${value}"}\n`
export const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {replicas: 2, template: {spec: {containers: [{name: app, envFrom: [{configMapRef: {name: web}}]}]}}}
`
export const reasonsOf = ({ warnings }: Awaited<ReturnType<typeof plan>>) => warnings.map(({ reason }) => reason)
