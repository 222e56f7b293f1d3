import { expect, test } from 'vitest'
import { annotationProblems } from '../../../../src/kubernetes/kinds/annotations.ts'
import { endsByItself, whyKept, whyOnlyWhenWanted } from '../../../../src/kubernetes/release/protected-kinds.ts'

/** `v1/Secret` */
function address(type: string, namespace?: string) {
  const [, apiVersion = '', kind = ''] = /^(.+)\/(\w+)$/.exec(type) ?? []
  return { path: '/x', apiVersion, kind, name: 'old', ...(namespace === undefined ? {} : { namespace }) }
}

test.each<[string, boolean]>([
  ['v1/Namespace', true],
  ['v1/PersistentVolumeClaim', true],
  ['v1/PersistentVolume', true],
  ['apiextensions.k8s.io/v1/CustomResourceDefinition', true],
  ['apiextensions.k8s.io/v1beta1/CustomResourceDefinition', true],
  ['v1/ConfigMap', false],
  ['example.dev/v1/Namespace', false],
])('%s is never removed: %s', (type, kept) => {
  expect(whyKept(address(type)) !== undefined).toBe(kept)
})

test.each<[string, boolean]>([
  ['batch/v1/Job', true],
  ['v1/Pod', true],
  ['batch/v1/CronJob', false],
  ['example.dev/v1/Job', false],
])('%s ends by itself: %s', (type, expected) => {
  expect(endsByItself(address(type))).toBe(expected)
})

const whenDeleted = (whenDeleted: string) => ({ spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted } } })
test.each<[string, object, string | undefined, boolean]>([
  ['apps/v1/StatefulSet', whenDeleted('Delete'), 'shop', true],
  ['apps/v1/StatefulSet', whenDeleted('Retain'), 'shop', false],
  ['apps/v1/StatefulSet', {}, 'shop', false],
  ['v1/Secret', { type: 'kubernetes.io/service-account-token' }, 'shop', true],
  ['v1/Secret', { type: 'Opaque' }, 'shop', false],
  ['postgresql.cnpg.io/v1/Cluster', {}, 'shop', true],
  ['external-secrets.io/v1/ExternalSecret', {}, 'shop', true],
  ['argoproj.io/v1alpha1/Application', {}, 'shop', true],
  ['monitoring.coreos.com/v1/Prometheus', {}, 'shop', true],
  ['gateway.networking.k8s.io/v1/Gateway', {}, 'shop', true],
  ['gateway.networking.k8s.io/v1/HTTPRoute', {}, 'shop', false],
  ['monitoring.coreos.com/v1/ServiceMonitor', {}, 'shop', false],
  ['keda.sh/v1alpha1/ScaledObject', {}, 'shop', false],
  ['storage.k8s.io/v1/StorageClass', {}, undefined, true],
  ['scheduling.k8s.io/v1/PriorityClass', {}, undefined, true],
  ['rbac.authorization.k8s.io/v1/ClusterRole', {}, undefined, true],
  ['rbac.authorization.k8s.io/v1/ClusterRoleBinding', {}, undefined, false],
  ['apiregistration.k8s.io/v1/APIService', {}, undefined, false],
])('%s %j in %s is removed only where its annotation says so: %s', (type, content, namespace, expected) => {
  const one = address(type, namespace)
  const live = { ...one, metadata: { name: 'old' }, ...content }
  expect(whyOnlyWhenWanted(one, live) !== undefined).toBe(expected)
  const wanted = { ...live, metadata: { name: 'old', annotations: { 'commit-train.dev/prune': 'delete' } } }
  expect(whyOnlyWhenWanted(one, wanted)).toBeUndefined()
})

test.each<[string, boolean]>([
  ['keep', true],
  ['delete', true],
  ['yes', false],
])('the annotation may be %s: %s', (value, isFine) => {
  const metadata = { name: 'old', annotations: { 'commit-train.dev/prune': value } }
  expect(annotationProblems({ apiVersion: 'v1', kind: 'Secret', metadata }).length === 0).toBe(isFine)
})
