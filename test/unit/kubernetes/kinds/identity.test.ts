import { expect, test } from 'vitest'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import { FOLLOWED_KINDS, followedKindOf } from '../../../../src/kubernetes/kinds/followed-kinds.ts'

/** Kind, API version and plural, as the API reference has them: https://kubernetes.io/docs/reference/kubernetes-api/ */
const API = [
  ['Deployment', 'apps/v1', 'deployments'],
  ['StatefulSet', 'apps/v1', 'statefulsets'],
  ['DaemonSet', 'apps/v1', 'daemonsets'],
  ['ReplicaSet', 'apps/v1', 'replicasets'],
  ['ReplicationController', 'v1', 'replicationcontrollers'],
  ['Job', 'batch/v1', 'jobs'],
  ['Pod', 'v1', 'pods'],
  ['Rollout', 'argoproj.io/v1alpha1', 'rollouts'],
  ['PersistentVolumeClaim', 'v1', 'persistentvolumeclaims'],
  ['Service', 'v1', 'services'],
  ['Ingress', 'networking.k8s.io/v1', 'ingresses'],
  ['HorizontalPodAutoscaler', 'autoscaling/v2', 'horizontalpodautoscalers'],
  ['PodDisruptionBudget', 'policy/v1', 'poddisruptionbudgets'],
  ['APIService', 'apiregistration.k8s.io/v1', 'apiservices'],
] as const

test('every followed kind is watched where the API has it', () => {
  expect(FOLLOWED_KINDS.map(({ kind, resource }) => [kind, resource.apiVersion, resource.plural])).toEqual(API)
})

test.each(API)('%s of %s is followed; one of another group by its name is not', (kind, apiVersion) => {
  const object: KubeObject = { apiVersion, kind, metadata: { name: 'web' } }
  // Only a Service that wants a load balancer has something to wait for.
  const given = kind === 'Service' ? { ...object, spec: { type: 'LoadBalancer' } } : object
  expect(followedKindOf(given)?.kind).toBe(kind)
  expect(followedKindOf({ ...given, apiVersion: 'example.dev/v1' })).toBeUndefined()
})

test('where each has the template of its pods', () => {
  const paths = API.map(([kind, apiVersion]) => [
    kind,
    followedKindOf({ apiVersion, kind, metadata: { name: 'web' }, spec: { type: 'LoadBalancer' } })?.podTemplate,
  ])
  expect(paths.filter(([, path]) => path !== undefined)).toEqual([
    ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job'].map(kind => [
      kind,
      ['spec', 'template'],
    ]),
    ['Pod', []],
    ['Rollout', ['spec', 'template']],
  ])
})
