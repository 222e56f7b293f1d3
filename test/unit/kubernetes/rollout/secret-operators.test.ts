import { expect, test } from 'vitest'
import type { KubernetesClient } from '../../../../src/kubernetes/api/client.ts'
import { KubernetesError } from '../../../../src/kubernetes/api/error.ts'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import type { Cluster } from '../../../../src/kubernetes/connection/cluster.ts'
import { SecretOperators } from '../../../../src/kubernetes/rollout/secret-operators.ts'
import { RecordingLogger } from '../../recording-logger.ts'

/** A cluster that serves these lists and no others. */
function operators(set: readonly KubeObject[], lists: Readonly<Record<string, readonly object[]>> = {}) {
  const asked: string[] = []
  const client: Pick<KubernetesClient, 'get'> = {
    get: async path => {
      asked.push(path)
      const items = lists[path]
      if (items === undefined) throw new KubernetesError(404, 'NotFound', 'not found')
      return { code: 200, at: 0, body: { kind: 'CertificateList', items } }
    },
  }
  const cluster = { client, log: new RecordingLogger() } as unknown as Cluster
  let changed: () => void = () => undefined
  const answered = new Promise<void>(resolve => {
    changed = resolve
  })
  return { operators: new SecretOperators(cluster, set, () => changed()), asked, answered }
}

const custom = (kind: string, name: string, spec: object, apiVersion = 'external-secrets.io/v1'): KubeObject => ({
  ...{ apiVersion, kind, metadata: { name } },
  spec,
})
const about = (text: string) => ({ text, namespace: 'shop' })
const MISSING = about('secret "db" not found')

test.each<[string, KubeObject, string]>([
  ['by its own name', custom('SealedSecret', 'db', {}, 'bitnami.com/v1alpha1'), 'secret "db" not found'],
  [
    'by a field',
    custom('Certificate', 'x', { secretName: 'db' }, 'cert-manager.io/v1'),
    'MountVolume.SetUp failed: secret "db" not found',
  ],
  [
    'by a field further in',
    custom('ExternalSecret', 'x', { target: { name: 'db' } }),
    "couldn't find key a in Secret shop/db",
  ],
  [
    'of an unknown operator',
    custom('Thing', 'x', { outputs: [{ configMap: 'db' }] }, 'example.dev/v1'),
    'configmap "db" not found',
  ],
])('a custom resource of the set makes it, %s', (_, object, text) => {
  const { operators: it, asked } = operators([object])
  expect(it.of(about(text))).toEqual({ kind: 'made', by: `${object.kind}/${object.metadata.name}` })
  expect(asked).toEqual([])
})

test('the cluster is asked once, and what it has counts', async () => {
  const path = '/apis/cert-manager.io/v1/namespaces/shop/certificates'
  const {
    operators: it,
    asked,
    answered,
  } = operators([], { [path]: [{ metadata: { name: 'c' }, spec: { secretName: 'db' } }] })
  expect(it.of(MISSING)).toEqual({ kind: 'asking' })
  expect(it.of(MISSING)).toEqual({ kind: 'asking' })
  await answered
  expect(it.of(MISSING)).toEqual({ kind: 'made', by: 'Certificate/c' })
  expect(it.of(about('secret "other" not found'))).toEqual({ kind: 'nothing' })
  expect(asked.filter(one => one === path)).toHaveLength(1)
})

test.each([
  ['what is built in makes nothing', custom('Deployment', 'db', { x: 'db' }, 'apps/v1'), MISSING],
  ['a name that is only similar is another', custom('ExternalSecret', 'db-2', { target: { name: 'xdb' } }), MISSING],
])('%s', async (_, object, cause) => {
  const { operators: it, answered } = operators([object])
  it.of(cause)
  await answered
  expect(it.of(cause)).toEqual({ kind: 'nothing' })
})

test('a text without a name is about nothing that can be looked for', () => {
  expect(operators([]).operators.of(about('references non-existent secret key: a'))).toEqual({ kind: 'nothing' })
})

test('the kinds of well-known operators are asked for', async () => {
  const { operators: it, asked, answered } = operators([])
  it.of(MISSING)
  await answered
  expect(asked.toSorted()).toEqual(
    [
      'bitnami.com/v1alpha1/namespaces/shop/sealedsecrets',
      'cert-manager.io/v1/namespaces/shop/certificates',
      'external-secrets.io/v1/namespaces/shop/externalsecrets',
      'external-secrets.io/v1beta1/namespaces/shop/externalsecrets',
      'onepassword.com/v1/namespaces/shop/onepassworditems',
      'secrets.hashicorp.com/v1beta1/namespaces/shop/vaultstaticsecrets',
    ].map(path => `/apis/${path}`),
  )
})
