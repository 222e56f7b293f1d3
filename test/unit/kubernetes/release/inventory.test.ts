import { expect, test } from 'vitest'
import { leftOf } from '../../../../src/kubernetes/release/inventory.ts'
import { whyKept } from '../../../../src/kubernetes/release/protected-kinds.ts'
import { checkPruneLimits } from '../../../../src/kubernetes/release/prune-limits.ts'
import type { ObjectAddress } from '../../../../src/kubernetes/release/record.ts'

const address = (apiVersion: string, kind: string, name: string, namespace?: string): ObjectAddress => ({
  ...{ path: `/apis/${apiVersion}/${kind}/${name}`, apiVersion, kind, name },
  ...(namespace === undefined ? {} : { namespace }),
})
const release = (objects: readonly ObjectAddress[], leaving: readonly ObjectAddress[] = []) =>
  ({ objects, leaving }) as unknown as Parameters<typeof leftOf>[0][number]
const names = (left: readonly ObjectAddress[]) => left.map(({ kind, name }) => `${kind}/${name}`)

test('what earlier releases had, or were to remove, and the set does not have, each once', () => {
  const [web, old, gone] = ['web', 'old', 'gone'].map(name => address('v1', 'ConfigMap', name, 'shop'))
  if (web === undefined || old === undefined || gone === undefined) throw new Error('three')
  expect(names(leftOf([release([web, old], [gone]), release([web, old])], [web]))).toEqual([
    'ConfigMap/old',
    'ConfigMap/gone',
  ])
})

test.each<[string, ObjectAddress, ObjectAddress, number]>([
  [
    'another version of its API',
    address('autoscaling/v1', 'Scaler', 'web', 'shop'),
    address('autoscaling/v2', 'Scaler', 'web', 'shop'),
    0,
  ],
  ['another namespace', address('v1', 'ConfigMap', 'web', 'shop'), address('v1', 'ConfigMap', 'web', 'cart'), 1],
  ['another kind', address('v1', 'ConfigMap', 'web', 'shop'), address('v1', 'Secret', 'web', 'shop'), 1],
  [
    'the same group by another name',
    address('apps/v1', 'Job', 'web', 'shop'),
    address('batch/v1', 'Job', 'web', 'shop'),
    1,
  ],
])('the same name in %s', (_, before, now, left) => {
  expect(leftOf([release([before])], [now])).toHaveLength(left)
})

test.each<[string, ObjectAddress, boolean]>([
  ['a Namespace', address('v1', 'Namespace', 'shop'), true],
  ['a claim', address('v1', 'PersistentVolumeClaim', 'data', 'shop'), true],
  ['a volume', address('v1', 'PersistentVolume', 'data'), true],
  ['a CRD', address('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'x.example'), true],
  ['a ConfigMap', address('v1', 'ConfigMap', 'web', 'shop'), false],
  ['a custom kind of that name', address('example.dev/v1', 'Namespace', 'shop'), false],
])('%s is protected: %s', (_, one, kept) => {
  expect(whyKept(one) !== undefined).toBe(kept)
})

test.each<[string, number, number, number, string | undefined]>([
  ['nothing', 0, 0, 0, undefined],
  ['the one object of a small service is renamed', 1, 1, 1, undefined],
  ['all three of a small service are renamed', 3, 3, 3, undefined],
  ['four of eight', 4, 8, 8, undefined],
  ['five of eight', 5, 8, 8, 'max-share: 63'],
  ['ten of a hundred', 10, 100, 90, undefined],
  ['eleven of a hundred', 11, 100, 90, 'max-count: 11'],
  ['one, and the set is empty', 1, 100, 0, 'everything'],
])('%s', (_, pruned, all, planned, refused) => {
  const some = Array.from({ length: pruned }, (_, at) => address('v1', 'ConfigMap', `old-${at}`, 'shop'))
  const check = (): void => checkPruneLimits(some, { all, planned }, { maxCount: 10, maxShare: 50 })
  if (refused === undefined) expect(check).not.toThrow()
  else expect(check).toThrow(refused)
})
