import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dockerLogin, loginIn } from '../../../src/registry/docker-config.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const auth = (text: string): string => Buffer.from(text).toString('base64')
const read = (config: unknown, registry: string) => loginIn(JSON.stringify(config), registry, 'config.json')

test.each([
  ['ghcr.io', 'ghcr.io'],
  ['https://ghcr.io', 'ghcr.io'],
  ['https://ghcr.io/v2/', 'ghcr.io'],
  ['https://index.docker.io/v1/', 'docker.io'],
  ['docker.io', 'docker.io'],
  ['127.0.0.1:5000', '127.0.0.1:5000'],
])('a login under %s is for %s', (key, registry) => {
  const login = { username: 'octo', password: 'pa:ss' }
  expect(read({ auths: { [key]: { auth: auth('octo:pa:ss') } } }, registry)).toMatchObject({ login })
})

test('user name and password side by side are a login; padding is no part of a password', () => {
  const login = { username: 'octo', password: 'pass' }
  expect(read({ auths: { 'ghcr.io': { username: 'octo', password: 'pass' } } }, 'ghcr.io')).toMatchObject({ login })
  expect(read({ auths: { 'ghcr.io': { auth: auth('octo:pass\0\0') } } }, 'ghcr.io')).toMatchObject({ login })
})

test.each([
  [{}],
  [null],
  [{ auths: { 'other.example': { auth: auth('a:b') } } }],
  [{ auths: { 'ghcr.io': { auth: '' } } }],
  [{ auths: { 'ghcr.io': {} } }],
  [{ auths: { 'ghcr.io': { auth: auth('no-colon') } } }],
])('%j holds no login for ghcr.io', config => {
  expect(read(config, 'ghcr.io')).toEqual({ server: 'ghcr.io' })
})

test.each<[string, object, string, object]>([
  ['of the registry', { credHelpers: { 'ghcr.io': 'gh' } }, 'ghcr.io', { helper: 'gh', server: 'ghcr.io' }],
  ['of another one', { credHelpers: { 'quay.io': 'gh' } }, 'ghcr.io', { server: 'ghcr.io' }],
  ['for all', { credsStore: 'pass' }, 'ghcr.io', { helper: 'pass', server: 'ghcr.io' }],
  [
    'of the registry before the one for all',
    { credHelpers: { 'ghcr.io': 'gh' }, credsStore: 'pass' },
    'ghcr.io',
    { helper: 'gh', server: 'ghcr.io' },
  ],
  [
    'for Docker Hub, by the name that docker has for it',
    { credsStore: 'pass' },
    'docker.io',
    { helper: 'pass', server: 'https://index.docker.io/v1/' },
  ],
  [
    'beside a login in the file',
    { credsStore: 'pass', auths: { 'ghcr.io': { auth: auth('a:b') } } },
    'ghcr.io',
    { helper: 'pass', server: 'ghcr.io', login: { username: 'a', password: 'b' } },
  ],
  ['empty', { credHelpers: { 'ghcr.io': '' }, credsStore: '' }, 'ghcr.io', { server: 'ghcr.io' }],
])('a credential helper %s', (_what, config, registry, expected) => {
  expect(read(config, registry)).toEqual(expected)
})

test('a refresh token comes before the name beside it', () => {
  const entry = { auth: auth('00000000-0000-0000-0000-000000000000:'), identitytoken: 'refresh' }
  expect(read({ auths: { 'ghcr.io': entry } }, 'ghcr.io')).toMatchObject({ login: { identityToken: 'refresh' } })
})

test('a configuration that is not JSON is an error that quotes nothing of it', () => {
  const thrown: unknown = (() => {
    try {
      return loginIn('{"auths": s3cr3t', 'ghcr.io', '/home/x/config.json')
    } catch (error) {
      return error
    }
  })()
  expect(thrown).toMatchObject({
    reason: 'docker-config-invalid',
    message: expect.stringContaining('/home/x/config.json is not JSON'),
  })
  expect(String(thrown)).not.toContain('s3cr')
})

test('DOCKER_CONFIG comes before HOME; neither, or no file, is no login', async () => {
  const [home, other] = [temporaryFolder(), temporaryFolder()]
  mkdirSync(join(home, '.docker'))
  writeFileSync(
    join(home, '.docker', 'config.json'),
    JSON.stringify({ auths: { 'ghcr.io': { auth: auth('home:x') } } }),
  )
  writeFileSync(join(other, 'config.json'), JSON.stringify({ auths: { 'ghcr.io': { auth: auth('other:x') } } }))
  expect(await dockerLogin('ghcr.io', { HOME: home })).toMatchObject({ login: { username: 'home' } })
  expect(await dockerLogin('ghcr.io', { HOME: home, DOCKER_CONFIG: other })).toMatchObject({
    login: { username: 'other' },
  })
  expect(await dockerLogin('ghcr.io', { HOME: temporaryFolder() })).toEqual({ server: 'ghcr.io' })
  expect(await dockerLogin('ghcr.io', {})).toEqual({ server: 'ghcr.io' })
})
