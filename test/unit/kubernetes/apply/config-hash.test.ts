import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import { mappingAt } from '../../../../src/kubernetes/api/objects.ts'
import { ConfigIndex, withConfigHash } from '../../../../src/kubernetes/apply/config-hash.ts'

const workload = (spec: object, kind = 'Deployment', apiVersion = 'apps/v1'): KubeObject => ({
  ...{ apiVersion, kind, metadata: { name: 'web' } },
  spec: { template: { spec: { containers: [{ name: 'app', ...spec }] } } },
})
const config = (data: object, kind = 'ConfigMap'): KubeObject => ({
  ...{ apiVersion: 'v1', kind, metadata: { name: 'web' } },
  data,
})
const annotation = (object: KubeObject): unknown =>
  mappingAt(object, 'spec', 'template', 'metadata', 'annotations')?.['commit-train.dev/config']

async function hash(reads: KubeObject, objects: readonly KubeObject[], live?: KubeObject): Promise<KubeObject> {
  const index = new ConfigIndex()
  for (const object of objects) index.add(object, 'shop')
  return withConfigHash(reads, live, index.readBy(reads, 'shop'))
}

const all = workload({ envFrom: [{ configMapRef: { name: 'web' } }] })
const one = workload({ env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'web', key: 'a' } } }] })

describe('what a workload reads of the set', () => {
  const volumes = (...list: object[]): KubeObject => ({
    ...workload({}),
    spec: { template: { spec: { containers: [], volumes: list } } },
  })
  test.each<[string, KubeObject, string]>([
    ['all variables', all, 'ConfigMap'],
    ['one variable', one, 'ConfigMap'],
    ['all variables of a Secret', workload({ envFrom: [{ secretRef: { name: 'web' } }] }), 'Secret'],
    ['one of a Secret', workload({ env: [{ valueFrom: { secretKeyRef: { name: 'web', key: 'a' } } }] }), 'Secret'],
    ['a volume', volumes({ configMap: { name: 'web' } }), 'ConfigMap'],
    ['a Secret volume', volumes({ secret: { secretName: 'web' } }), 'Secret'],
    ['a projected volume', volumes({ projected: { sources: [{ secret: { name: 'web' } }] } }), 'Secret'],
  ])('%s', async (_, reads, kind) => {
    expect(annotation(await hash(reads, [config({ a: '1' }, kind)]))).toMatch(/^[\w-]{22}\.[\w-]{32}$/)
  })

  test.each<[string, KubeObject, readonly KubeObject[]]>([
    ['nothing', workload({}), [config({ a: '1' })]],
    ['what is not in the set', all, []],
    ['what has only the same name', all, [config({ a: '1' }, 'Secret')]],
    ['by a ReplicaSet, which replaces no pod', { ...all, kind: 'ReplicaSet' }, [config({ a: '1' })]],
    ['by a Job, whose next pod reads it anew', { ...all, kind: 'Job', apiVersion: 'batch/v1' }, [config({ a: '1' })]],
  ])('or does not: %s', async (_, reads, objects) => {
    expect(await hash(reads, objects)).toBe(reads)
  })
})

describe('the hash', () => {
  test.each<[string, KubeObject, object, boolean]>([
    ['is the same for the same content, in whatever order', all, { b: '2', a: '1' }, true],
    ['changes with a value', all, { a: '1', b: '3' }, false],
    ['changes with a key', all, { a: '1', b: '2', c: '' }, false],
    ['does not change with a key that is not read', one, { a: '1', b: '3' }, true],
    ['changes with the key that is read', one, { a: '2', b: '2' }, false],
  ])('%s', async (_, reads, data, same) => {
    const live = await hash(reads, [config({ a: '1', b: '2' })])
    const next = annotation(await hash(reads, [config(data)], live))
    expect(next === annotation(live)).toBe(same)
  })

  test('of the same content is another without a live one: the salt is random', async () => {
    const objects = [config({ a: '1' })]
    expect(annotation(await hash(all, objects))).not.toBe(annotation(await hash(all, objects)))
  })

  test('does not trust a live annotation of another form', async () => {
    const live = workload({})
    const forged = { ...live, spec: { template: { metadata: { annotations: { 'commit-train.dev/config': 'x' } } } } }
    expect(annotation(await hash(all, [config({ a: '1' })], forged))).toMatch(/^[\w-]{22}\.[\w-]{32}$/)
  })
})
