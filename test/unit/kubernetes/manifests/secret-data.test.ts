import { expect, test } from 'vitest'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import { withSecretData } from '../../../../src/kubernetes/manifests/secret-data.ts'

const secret = (fields: object, kind = 'Secret'): KubeObject => ({
  ...{ apiVersion: 'v1', kind, metadata: { name: 's' } },
  ...fields,
})
const converted = (object: KubeObject) =>
  withSecretData({ manifests: [{ object, file: 's.yaml', line: 1 }], warnings: [] }).manifests[0]?.object

test.each<[string, object, object]>([
  ['alone', { stringData: { a: 'ü' } }, { data: { a: 'w7w=' } }],
  [
    'over data, as the API server does',
    { data: { a: 'eA==', b: 'eA==' }, stringData: { a: 'y' } },
    { data: { a: 'eQ==', b: 'eA==' } },
  ],
  ['over empty data', { data: null, stringData: { a: 'y' } }, { data: { a: 'eQ==' } }],
  ['empty', { stringData: {} }, { data: {} }],
  ['none', { data: { a: 'eA==' } }, { data: { a: 'eA==' } }],
  ['of another type: for the API server to refuse', { stringData: { a: 5 } }, { stringData: { a: 5 } }],
  ['over data that is none', { data: 'x', stringData: { a: 'y' } }, { data: 'x', stringData: { a: 'y' } }],
])('stringData %s', (_, fields, expected) => {
  expect(converted(secret(fields))).toEqual(secret(expected))
})

test('only Secrets have it', () => {
  expect(converted(secret({ stringData: { a: 'b' } }, 'Thing'))).toEqual(secret({ stringData: { a: 'b' } }, 'Thing'))
})
