import { expect, test } from 'vitest'
import { stageOf } from '../../../../src/kubernetes/apply/stages.ts'

const annotated = (run: string) => ({ annotations: { 'commit-train.dev/run': run } })

test.each([
  ['v1', 'Namespace', {}, 'namespaces'],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', {}, 'crds'],
  ['v1', 'ConfigMap', {}, 'configuration'],
  ['v1', 'Service', {}, 'configuration'],
  ['rbac.authorization.k8s.io/v1', 'Role', {}, 'configuration'],
  ['example.dev/v1', 'Database', {}, 'configuration'],
  ['batch/v1', 'CronJob', {}, 'workloads'],
  ['apps/v1', 'StatefulSet', {}, 'workloads'],
  ['batch/v1', 'Job', {}, 'workloads'],
  ['batch/v1', 'Job', annotated('before'), 'jobs-before'],
  ['batch/v1', 'Job', annotated('after'), 'jobs-after'],
  ['v1', 'Pod', {}, 'workloads'],
  ['apps/v1', 'Deployment', annotated('before'), 'workloads'],
  ['example.dev/v1', 'Job', annotated('before'), 'configuration'],
  ['admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', {}, 'called'],
  ['apiregistration.k8s.io/v1', 'APIService', {}, 'called'],
])('%s %s %j is applied with the %s', (apiVersion, kind, metadata, stage) => {
  expect(stageOf({ apiVersion, kind, metadata: { name: 'a', ...metadata } })).toBe(stage)
})

test('a custom kind that runs pods is a workload', () => {
  const spec = { template: { spec: { containers: [{ name: 'app', image: 'x' }] } } }
  expect(stageOf({ apiVersion: 'example.dev/v1', kind: 'Worker', metadata: { name: 'a' }, spec })).toBe('workloads')
  // Also one that takes its template from another object.
  const rollout = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'a' } }
  expect(stageOf(rollout)).toBe('workloads')
})
