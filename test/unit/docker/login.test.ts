import { lstatSync, mkdirSync, readFileSync, readlinkSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DockerCli } from '../../../src/docker/cli.ts'
import { logIn, withoutCredsStore } from '../../../src/docker/login.ts'
import type { StartGroup } from '../../../src/process/group.ts'
import { problemOf } from '../delivery/image/thrown.ts'
import { temporaryFolder } from '../temporary-folder.ts'

test.each<[string, object, string, object]>([
  ['nothing', {}, 'ghcr.io', { auths: {}, credHelpers: {} }],
  [
    'logins to others',
    { auths: { 'quay.io': { auth: 'eA==' } } },
    'ghcr.io',
    { auths: { 'quay.io': { auth: 'eA==' } }, credHelpers: {} },
  ],
  [
    'an older login of ours',
    { auths: { 'https://ghcr.io/v2/': { auth: 'eA==' } } },
    'ghcr.io',
    { auths: {}, credHelpers: {} },
  ],
  [
    'an older login to Docker Hub',
    { auths: { 'https://index.docker.io/v1/': {} } },
    'docker.io',
    { auths: {}, credHelpers: {} },
  ],
  [
    'a login to another registry, while Docker Hub is logged in to',
    { auths: { 'quay.io': { auth: 'eA==' } } },
    'docker.io',
    { auths: { 'quay.io': { auth: 'eA==' } }, credHelpers: {} },
  ],
  [
    'a helper for ours',
    { credHelpers: { 'ghcr.io': 'a', 'quay.io': 'b' } },
    'ghcr.io',
    { auths: {}, credHelpers: { 'quay.io': 'b' } },
  ],
  [
    'a store for all',
    { credsStore: 'desktop', auths: { 'quay.io': {}, 'ghcr.io': {} } },
    'ghcr.io',
    { auths: { 'quay.io': {} }, credHelpers: { 'quay.io': 'desktop' } },
  ],
  [
    'a helper for Docker Hub, while another one is logged in to',
    { credHelpers: { 'https://index.docker.io/v1/': 'a' } },
    'ghcr.io',
    { auths: {}, credHelpers: { 'https://index.docker.io/v1/': 'a' } },
  ],
  ['other settings', { proxies: { default: {} } }, 'ghcr.io', { proxies: { default: {} }, auths: {}, credHelpers: {} }],
])('%s', (_what, config, registry, expected) => {
  expect(JSON.parse(withoutCredsStore(JSON.stringify(config), registry))).toEqual(expected)
})

test('what is no JSON is not quoted', () => {
  const text = problemOf(() => withoutCredsStore('{"auths": hunter2', 'ghcr.io'))
  expect(text).toMatch(/^docker-config-invalid: /)
  expect(text).not.toContain('hunter2')
})

/** A docker that ends with this code, and how it was called. */
function dockerThat(original: string, exitCode = 0, said: readonly string[] = []) {
  const started: (readonly string[])[] = []
  const start: StartGroup = (_program, args, { onLine }) => {
    started.push(args)
    for (const line of said) onLine(line, 'stderr')
    const end = { exitCode, signal: undefined }
    return { ended: Promise.resolve(end), stop: async () => undefined, kill: () => undefined }
  }
  return { started, docker: new DockerCli(start, original, { DOCKER_CONFIG: original }) }
}

const CREDENTIALS = { login: { username: 'me', password: 'hunter2' }, signal: new AbortController().signal }

test.each([
  ['a folder in its place', (folder: string) => mkdirSync(join(folder, 'config.json')), 'docker-config-invalid'],
  [
    'text that is no JSON',
    (folder: string) => writeFileSync(join(folder, 'config.json'), '{'),
    'docker-config-invalid',
  ],
  ['no file', () => undefined, undefined],
  ['no folder', (folder: string) => rmdirSync(folder), undefined],
])("docker's own configuration is never taken for none: %s", async (_what, prepare, reason) => {
  const [original, folder] = [temporaryFolder(), temporaryFolder()]
  prepare(original)
  const { started, docker } = dockerThat(original)
  const done = logIn({ folder, registry: 'ghcr.io', docker, ...CREDENTIALS })
  await expect(
    done.then(
      () => undefined,
      thrown => thrown.reason,
    ),
  ).resolves.toBe(reason)
  expect(started).toHaveLength(reason === undefined ? 1 : 0)
})

test('its plugins and contexts are found in the new one, and nothing is written into it', async () => {
  const [original, folder] = [temporaryFolder(), temporaryFolder()]
  writeFileSync(join(original, 'config.json'), '{"auths":{"quay.io":{}}}')
  mkdirSync(join(original, 'contexts'))
  const { docker } = dockerThat(original)
  const own = await logIn({ folder, registry: 'ghcr.io', docker, ...CREDENTIALS })
  expect(own.env).toEqual({ DOCKER_CONFIG: folder })
  expect(readlinkSync(join(folder, 'contexts'))).toBe(join(original, 'contexts'))
  expect(lstatSync(join(folder, 'config.json')).isFile()).toBe(true)
  expect(readFileSync(join(original, 'config.json'), 'utf8')).toBe('{"auths":{"quay.io":{}}}')
})

test.each([
  ['ghcr.io', ['ghcr.io']],
  ['docker.io', []],
])('docker is told where: %s', async (registry, where) => {
  const { started, docker } = dockerThat(temporaryFolder())
  await logIn({ folder: temporaryFolder(), registry, docker, ...CREDENTIALS })
  expect(started).toEqual([['login', '--username', 'me', '--password-stdin', ...where]])
})

test('a login that fails says where, as whom and why', async () => {
  const { docker } = dockerThat(temporaryFolder(), 1, ['Error: the password is odd'])
  const done = logIn({ folder: temporaryFolder(), registry: 'ghcr.io', docker, ...CREDENTIALS })
  await expect(done).rejects.toMatchObject({
    reason: 'registry-login-failed',
    message: 'Login to ghcr.io as "me" failed: Error: the password is odd',
  })
})
