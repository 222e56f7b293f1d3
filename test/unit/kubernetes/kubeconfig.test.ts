import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readKubeconfig } from '../../../src/kubernetes/kubeconfig.ts'

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

test('another context can be asked for', async () => {
  const found = await readKubeconfig(config(), { folder, context: 'two' })
  expect(found.context).toBe('two')
  expect(found.namespace).toBeUndefined()
})

test.each([
  ['no YAML', '{"a": [', 'kubeconfig-invalid', /not YAML/],
  ['a list', '[\n]', 'kubeconfig-invalid', /not a kubeconfig/],
  ['no contexts', config({ contexts: [] }), 'kubeconfig-invalid', /no contexts/],
  ['no current context', config({ 'current-context': '' }), 'context-unknown', /one, two/],
  ['an unknown current context', config({ 'current-context': 'gone' }), 'context-unknown', /"gone".*one, two/],
  ['a cluster that is not there', config({ clusters: [] }), 'kubeconfig-invalid', /cluster "c"/],
  ['a cluster without server', config({ clusters: [{ name: 'c', cluster: {} }] }), 'kubeconfig-invalid', /no server/],
  ['a user that is not there', config({ users: [] }), 'kubeconfig-invalid', /user "u"/],
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
    'auth-provider': { config: { 'id-token': 'i' } },
  }
  const found = await readKubeconfig(config({ users: [{ name: 'u', user }] }), { folder })
  expect(found.secrets).toEqual(['t', 'p', key, '-----PRIVATE-----', 'from-env', 'i'])
})
