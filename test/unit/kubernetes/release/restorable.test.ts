import { describe, expect, test } from 'vitest'
import { objectKey } from '../../../../src/kubernetes/api/object-key.ts'
import type { ReleasedObject } from '../../../../src/kubernetes/release/record.ts'
import { isSameSet, restorableSet } from '../../../../src/kubernetes/release/restorable.ts'

function released(apiVersion: string, kind: string, more: object = {}): ReleasedObject {
  const object = { apiVersion, kind, metadata: { name: 'web' }, ...more }
  return { path: `/x/${kind}/web`, apiVersion, kind, name: 'web', namespace: 'shop', object, file: 'a.yaml', line: 1 }
}

describe('which object it is', () => {
  test('kinds of the same name in two API groups are two objects', () => {
    const ours = released('networking.k8s.io/v1', 'Ingress')
    expect(objectKey(ours)).not.toBe(objectKey(released('traefik.io/v1alpha1', 'Ingress')))
    expect(objectKey(ours)).toBe(objectKey(released('networking.k8s.io/v1beta1', 'Ingress')))
  })
})

describe('two releases are the same', () => {
  const [map, web] = [released('v1', 'ConfigMap', { data: { a: '1' } }), released('apps/v1', 'Deployment')]
  const job = released('batch/v1', 'Job')
  test.each<[string, readonly ReleasedObject[], readonly ReleasedObject[], boolean]>([
    ['in another order, from other files', [map, web], [web, { ...map, file: 'b.yaml' }], true],
    ['but for what runs once', [map, job], [map], true],
    ['not with another value', [map], [released('v1', 'ConfigMap', { data: { a: '2' } })], false],
    ['not with one more', [map], [map, web], false],
    ['not with one less', [map, web], [map], false],
  ])('%s', (_, some, others, expected) => {
    expect(isSameSet(some, others)).toBe(expected)
  })
})

test('a namespace is applied again, a volume, a claim and a CRD are not', () => {
  const kinds = restorableSet({
    objects: [
      released('v1', 'Namespace'),
      released('v1', 'PersistentVolume'),
      released('v1', 'PersistentVolumeClaim'),
      released('apiextensions.k8s.io/v1', 'CustomResourceDefinition'),
      released('v1', 'Pod'),
    ],
  }).manifests.map(({ object }) => object.kind)
  expect(kinds).toEqual(['Namespace'])
})
