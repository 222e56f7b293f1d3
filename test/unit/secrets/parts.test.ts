import { expect, test } from 'vitest'
import { partsOf } from '../../../src/secrets/parts.ts'

const KUBECONFIG = JSON.stringify({
  ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'production' },
  clusters: [{ name: 'cluster', cluster: { server: 'https://10.0.0.1:6443' } }],
  contexts: [{ name: 'production', context: { cluster: 'cluster', user: 'deployer', namespace: 'shop-production' } }],
  users: [{ name: 'deployer', user: { token: 'eyJhbGciOi.secret' } }],
})

test('of a kubeconfig its credentials, none of its names', () => {
  expect(partsOf(KUBECONFIG)).toEqual(['eyJhbGciOi.secret'])
})

test('of lines, what is a credential, not its kind', () => {
  expect(partsOf('AUTH_MODE=basic\nTOKEN_TYPE=Bearer\nauthor: commit-train\nAPI_KEY=s3cr3t-key')).toEqual([
    's3cr3t-key',
  ])
})

test.each<[string, object, readonly string[]]>([
  ['words and ports beside it stay', { host: 'database', port: 5432, ssl: true, password: 'hunter22' }, ['hunter22']],
  ['a word that is a credential by its name', { password: 'hunter' }, ['hunter']],
  ['several of one name', { tokens: ['alpha', 'beta'] }, ['alpha', 'beta']],
  [
    'an account of a cloud, whose project is in the name of the image',
    { type: 'service_account', project_id: 'acme-prod-123', client_email: 'a@acme.example', private_key: 'MIIEv+' },
    ['MIIEv+'],
  ],
  ['more than a word', { value: 'hunter-two' }, ['hunter-two']],
  ['a long word, a long number', { a: 'correcthorsebattery', b: '123456' }, ['correcthorsebattery', '123456']],
])('of JSON: %s', (_, value, parts) => {
  expect(partsOf(JSON.stringify(value))).toEqual(expect.arrayContaining([...parts]))
  expect(partsOf(JSON.stringify(value)).filter(part => /^[a-z]+$|^5432$|acme/.test(part))).toEqual(
    parts.filter(part => /^[a-z]+$/.test(part)),
  )
})
