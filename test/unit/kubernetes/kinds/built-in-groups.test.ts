import { expect, test } from 'vitest'
import { isBuiltIn } from '../../../../src/kubernetes/kinds/built-in-groups.ts'

/** What an API server of 1.34 serves by itself, alpha groups too: https://kubernetes.io/docs/reference/kubernetes-api/ */
const BUILT_IN = [
  ...['', 'apps', 'autoscaling', 'batch', 'policy', 'extensions'],
  ...['admissionregistration.k8s.io', 'apiextensions.k8s.io', 'apiregistration.k8s.io', 'authentication.k8s.io'],
  ...['authorization.k8s.io', 'certificates.k8s.io', 'coordination.k8s.io', 'discovery.k8s.io', 'events.k8s.io'],
  ...['flowcontrol.apiserver.k8s.io', 'internal.apiserver.k8s.io', 'networking.k8s.io', 'node.k8s.io'],
  ...['rbac.authorization.k8s.io', 'resource.k8s.io', 'scheduling.k8s.io', 'storage.k8s.io', 'storagemigration.k8s.io'],
]

test.each(BUILT_IN)('%j is part of Kubernetes', group => {
  expect(isBuiltIn(group)).toBe(true)
})

test.each([
  ...['gateway.networking.k8s.io', 'metrics.k8s.io', 'snapshot.storage.k8s.io', 'cluster.x-k8s.io'],
  ...['example.dev', 'k8s.io'],
])('%s is custom', group => {
  expect(isBuiltIn(group)).toBe(false)
})
