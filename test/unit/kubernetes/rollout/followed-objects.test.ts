import { expect, test } from 'vitest'
import type { Plan } from '../../../../src/kubernetes/apply/plan.ts'
import { deploymentKind } from '../../../../src/kubernetes/kinds/deployment.ts'
import { statefulSetKind } from '../../../../src/kubernetes/kinds/stateful-set.ts'
import { FollowedObjects } from '../../../../src/kubernetes/rollout/followed-objects.ts'

/** Objects of a plan, as far as following them is about. */
function followed(...objects: readonly (readonly [kind: string, plural: string, namespace: string])[]) {
  const planned = objects.map(([kind, plural, namespace]) => ({
    manifest: { object: { apiVersion: kind === 'ConfigMap' ? 'v1' : 'apps/v1', kind, metadata: { name: 'web' } } },
    path: `/x/namespaces/${namespace}/${plural}/web`,
    namespace,
  }))
  return new FollowedObjects({ objects: planned } as unknown as Plan, [deploymentKind, statefulSetKind])
}

const WEB = ['Deployment', 'deployments', 'shop'] as const
const CONFIG = ['ConfigMap', 'configmaps', 'shop'] as const

test.each([
  ['deployments', 'shop', true],
  ['replicasets', 'shop', true],
  ['pods', 'shop', true],
  ['statefulsets', 'shop', false],
  ['events', 'shop', false],
  ['deployments', 'cart', false],
  ['pods', 'cart', false],
])('a Deployment cannot be followed without the list of %s in %s: %s', (plural, namespace, expected) => {
  const resource = { plural } as Parameters<FollowedObjects['needs']>[1]
  expect(followed(WEB, CONFIG).needs(namespace, resource)).toBe(expected)
})

test('what is complete when it is applied is named; several of a kind are counted', () => {
  expect(followed(WEB).notFollowed()).toBe('')
  expect(followed(WEB, CONFIG).notFollowed()).toBe('ConfigMap/web')
  expect(followed(WEB, CONFIG, CONFIG).notFollowed()).toBe('ConfigMap (2)')
})
