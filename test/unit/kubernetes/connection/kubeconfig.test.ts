import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readKubeconfig } from '../../../../src/kubernetes/connection/kubeconfig.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'))
})
afterEach(() => rm(folder, { recursive: true }))

const config = (change: object = {}): string =>
  JSON.stringify({
    clusters: [{ name: 'c', cluster: { server: 'https://api.example' } }],
    users: [{ name: 'u', user: { token: 'tok-1' } }],
    contexts: [
      { name: 'one', context: { cluster: 'c', user: 'u', namespace: 'shop' } },
      { name: 'two', context: { cluster: 'c', user: 'u' } },
    ],
    'current-context': 'one',
    ...change,
  })

describe('content', () => {
  test('is written where only its owner can read it', async () => {
    const found = await readKubeconfig(config(), { folder })
    expect(found).toMatchObject({
      context: 'one',
      server: 'https://api.example',
      namespace: 'shop',
      secrets: ['tok-1'],
    })
    expect(await readFile(found.path, 'utf8')).toBe(config())
    expect((await stat(found.path)).mode & 0o777).toBe(0o600)
  })

  test('as YAML of many lines is content too', async () => {
    const text =
      'clusters:\n- name: c\n  cluster: {server: s}\nusers: [{name: u}]\ncontexts: [{name: x, context: {cluster: c, user: u}}]\n'
    expect(await readKubeconfig(text, { folder })).toMatchObject({ context: 'x', server: 's', secrets: [] })
  })
})

describe('base64', () => {
  const encoded = (text: string): string => Buffer.from(text).toString('base64')
  const yaml =
    'apiVersion: v1\nclusters: [{name: c, cluster: {server: s}}]\nusers: [{name: u, user: {token: tok-1}}]\ncontexts: [{name: x, context: {cluster: c, user: u}}]\n'

  test.each([
    ['of YAML', encoded(yaml), yaml],
    ['of JSON', encoded(config()), config()],
    ['in lines', encoded(yaml).replace(/.{76}/g, '$&\n'), yaml],
    ['for addresses', Buffer.from(yaml).toString('base64url'), yaml],
  ])('%s is content', async (_, input, text) => {
    const found = await readKubeconfig(input, { folder })
    expect(found.secrets).toContain('tok-1')
    expect(await readFile(found.path, 'utf8')).toBe(text)
  })

  test.each([
    ['of something else', encoded('no such thing, but password: hunter2 and more of it, and more')],
    ['that begins with a slash', `/${encoded('x'.repeat(90))}`],
    ['a web token', `${encoded('{"alg":"RS256","kid":"1"}')}.${'a1'.repeat(40)}.${'b2'.repeat(40)}`],
    ['a word', 'hunter2'],
    ['a long text', 'hunter2/'.repeat(1000)],
    ['a password like a path', 'p/hunter2.x'],
    ['a password like a path from the root', '/hunter2'],
    ['a password like a path in a folder', '/hunter2/a.b'],
  ])('%s is never echoed', async (_, input) => {
    const thrown: unknown = await readKubeconfig(input, { folder }).catch((error: unknown) => error)
    expect(thrown).toMatchObject({
      reason: 'kubeconfig-unreadable',
      message: expect.stringMatching(/neither a kubeconfig nor a path/),
    })
    expect(inspect(thrown, { depth: 9 })).not.toContain(input.slice(0, 20))
  })
})

describe('a path', () => {
  test('stays where it is, so that relative paths in it count from there', async () => {
    const path = join(folder, 'mine')
    await writeFile(path, config({ users: [{ name: 'u', user: { token: 't', 'client-key': 'key.pem' } }] }))
    expect((await readKubeconfig(path, { folder })).path).toBe(path)
  })

  test('that cannot be read is named', async () => {
    const error = readKubeconfig(join(folder, 'absent'), { folder })
    await expect(error).rejects.toMatchObject({
      reason: 'kubeconfig-unreadable',
      outcome: 'error',
      message: expect.stringContaining('ENOENT'),
    })
  })
})

test.each([
  ['an unencrypted server', { server: 'http://api.test' }, { token: 't' }, /unencrypted/],
  [
    'no check of the server',
    { server: 'https://api.test', 'insecure-skip-tls-verify': true },
    { token: 't' },
    /skip-tls/,
  ],
  ['an unencrypted server without credentials', { server: 'http://api.test' }, {}, undefined],
  ['an unencrypted server on this machine', { server: 'http://127.0.0.1:8001' }, { token: 't' }, undefined],
  ['a usual one', { server: 'https://api.test', 'insecure-skip-tls-verify': false }, { token: 't' }, undefined],
])('%s: what is not safe is said', async (_, cluster, user, expected) => {
  const contexts = [{ name: 'x', context: { cluster: 'c', user: 'u' } }]
  const text = JSON.stringify({ clusters: [{ name: 'c', cluster }], users: [{ name: 'u', user }], contexts })
  const { warnings } = await readKubeconfig(text, { folder })
  expect(warnings).toEqual(expected === undefined ? [] : [expect.stringMatching(expected)])
})

test('another context can be asked for', async () => {
  const found = await readKubeconfig(config(), { folder, context: 'two' })
  expect(found.context).toBe('two')
  expect(found.namespace).toBeUndefined()
})

test.each([
  ['no YAML', '{"a": [', 'kubeconfig-invalid', /not YAML/],
  ['a list', '[\n]', 'kubeconfig-invalid', /not a kubeconfig/],
  ['no contexts', config({ contexts: [] }), 'kubeconfig-invalid', /no contexts/],
  ['no current context', config({ 'current-context': '' }), 'kubeconfig-context-unknown', /one, two/],
  [
    'an unknown current context',
    config({ 'current-context': 'gone' }),
    'kubeconfig-context-unknown',
    /"gone".*one, two/,
  ],
  ['a cluster that is not there', config({ clusters: [] }), 'kubeconfig-invalid', /cluster "c"/],
  ['a cluster without server', config({ clusters: [{ name: 'c', cluster: {} }] }), 'kubeconfig-invalid', /no server/],
  ['a user that is not there', config({ users: [] }), 'kubeconfig-invalid', /user "u"/],
  [
    'a namespace that cannot be one',
    config({ contexts: [{ name: 'one', context: { cluster: 'c', user: 'u', namespace: 'a%zz' } }] }),
    'kubeconfig-invalid',
    /context one has a namespace that cannot be one/,
  ],
  [
    'a relative path',
    config({ users: [{ name: 'u', user: { token: 't', 'client-key': 'key.pem' } }] }),
    'kubeconfig-invalid',
    /client-key.*key.pem/,
  ],
  [
    'a user without credentials, for whom kubectl would ask',
    config({ users: [{ name: 'u', user: {} }] }),
    'kubeconfig-invalid',
    /"u" has no credentials/,
  ],
])('refuses %s', async (_, text, reason, message) => {
  await expect(readKubeconfig(text, { folder })).rejects.toMatchObject({
    reason,
    message: expect.stringMatching(message),
  })
})

test('never quotes the content that is no YAML', async () => {
  await expect(readKubeconfig('token: "hunter2\n x', { folder })).rejects.toMatchObject({
    message: expect.not.stringContaining('hunter2'),
  })
})

test('finds every credential', async () => {
  const key = Buffer.from('-----PRIVATE-----').toString('base64')
  const exec = {
    env: [
      { name: 'API_TOKEN', value: 'from-env' },
      { name: 'PROFILE', value: 'production' },
    ],
  }
  const user = {
    token: 't',
    password: 'p',
    'client-key-data': key,
    exec,
    'auth-provider': {
      config: { 'id-token': 'i', 'access-token': 'a', 'refresh-token': 'r', 'client-secret': 'c', 'client-id': 'no' },
    },
  }
  const found = await readKubeconfig(config({ users: [{ name: 'u', user }] }), { folder })
  expect(found.secrets).toEqual(['t', 'p', key, '-----PRIVATE-----', 'from-env', 'a', 'i', 'r', 'c'])
})

test('finds credentials also in arguments, in addresses and in files', async () => {
  const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl'
  await writeFile(join(folder, 'token'), 'from-file\n')
  const exec = {
    args: [
      'eks',
      'get-token',
      '--cluster-name',
      'prod',
      '--token=from-flag',
      '--client-secret',
      's p',
      'TOKEN=x=y',
      jwt,
    ],
  }
  const cluster = { server: 'https://me:p%40ss@api.example/base', 'proxy-url': 'http://only-a-token@proxy.example' }
  const text = config({
    clusters: [{ name: 'c', cluster }],
    users: [{ name: 'u', user: { tokenFile: 'token', exec } }],
  })
  const path = join(folder, 'mine')
  await writeFile(path, text)
  const found = await readKubeconfig(path, { folder })
  const expected = ['from-flag', 's p', 'x=y', jwt, 'p%40ss', 'p@ss', 'only-a-token', 'from-file']
  expect(found.secrets).toEqual(expected)
  expect(found.server).toBe('https://api.example/base')
})

test('a file of a token that cannot be read is left to kubectl to report', async () => {
  const users = [{ name: 'u', user: { tokenFile: join(folder, 'absent') } }]
  expect((await readKubeconfig(config({ users }), { folder })).secrets).toEqual([])
})

test.each([
  { token: 't' },
  { tokenFile: '/t' },
  { 'client-certificate': '/c' },
  { 'client-certificate-data': 'Yw==' },
  { exec: { command: 'aws', apiVersion: 'client.authentication.k8s.io/v1' } },
  { 'auth-provider': { name: 'gcp' } },
  { username: 'ada', password: 'p' },
])('a user may prove who it is by %j', async user => {
  const found = await readKubeconfig(config({ users: [{ name: 'u', user }] }), { folder })
  expect(found.context).toBe('one')
})
