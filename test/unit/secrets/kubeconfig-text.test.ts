import { expect, test } from 'vitest'
import { kubeconfigSecrets } from '../../../src/secrets/kubeconfig-text.ts'

const YAML = `apiVersion: v1
clusters:
- name: staging
  cluster:
    server: https://admin:p%40ss@api.example.com:6443
    certificate-authority-data: Q0EgZGF0YQ==
users:
- name: robot
  user: # who we are
    token: plain-token # of the robot
    password: "with \\"quotes\\""
    client-key-data: ${Buffer.from('-----KEY-----').toString('base64')}
    auth-provider: { name: oidc, config: { id-token: flow-token, 'refresh-token': 'it''s' } }
`

const FOUND = [
  ...['p%40ss', 'p@ss', 'plain-token', 'with "quotes"'],
  ...[Buffer.from('-----KEY-----').toString('base64'), '-----KEY-----', 'flow-token', "it's"],
]

test.each([
  ['YAML', YAML, FOUND],
  ['JSON', '{"users":[{"name":"a","user":{"token":"json-token","password":"a\\"b"}}]}', ['json-token', 'a"b']],
  ['a block', 'users:\n- user:\n    token: |\n      other\n', []],
  ['a path', '/home/runner/.kube/config', []],
])('the credentials of a kubeconfig: %s', (_, text, found) => {
  expect(kubeconfigSecrets(text)).toEqual(found)
})

test('in base64: itself too', () => {
  const base64 = Buffer.from(YAML).toString('base64')
  const wrapped = base64.replaceAll(/.{76}/g, '$&\n')
  expect(kubeconfigSecrets(wrapped)).toEqual([base64, ...FOUND])
})

test('a long text without a colon takes no time', { timeout: 2000 }, () => {
  expect(kubeconfigSecrets(`token: ${'a'.repeat(500_000)}`)).toHaveLength(1)
  expect(kubeconfigSecrets('a.'.repeat(500_000))).toEqual([])
})
