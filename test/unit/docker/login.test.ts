import { mkdirSync, writeFileSync } from 'node:fs'
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
  ['other settings', { proxies: { default: {} } }, 'ghcr.io', { proxies: { default: {} }, auths: {}, credHelpers: {} }],
])('%s', (_what, config, registry, expected) => {
  expect(JSON.parse(withoutCredsStore(JSON.stringify(config), registry))).toEqual(expected)
})

test('what is no JSON is not quoted', () => {
  const text = problemOf(() => withoutCredsStore('{"auths": hunter2', 'ghcr.io'))
  expect(text).toMatch(/^docker-config-invalid: /)
  expect(text).not.toContain('hunter2')
})

test.each([
  ['a folder in its place', (folder: string) => mkdirSync(join(folder, 'config.json')), 'docker-config-invalid'],
  [
    'text that is no JSON',
    (folder: string) => writeFileSync(join(folder, 'config.json'), '{'),
    'docker-config-invalid',
  ],
  ['no file', () => undefined, undefined],
])("docker's own configuration is never taken for none: %s", async (_what, prepare, reason) => {
  const [original, folder] = [temporaryFolder(), temporaryFolder()]
  prepare(original)
  const started: (readonly string[])[] = []
  const start: StartGroup = (_program, args) => {
    started.push(args)
    const end = { exitCode: 0, signal: undefined }
    return { ended: Promise.resolve(end), stop: async () => undefined, kill: () => undefined }
  }
  const docker = new DockerCli(start, folder, { DOCKER_CONFIG: original })
  const login = { username: 'me', password: 'hunter2' }
  const done = logIn({ folder, registry: 'ghcr.io', login, docker, signal: new AbortController().signal })
  await expect(
    done.then(
      () => undefined,
      thrown => thrown.reason,
    ),
  ).resolves.toBe(reason)
  expect(started).toHaveLength(reason === undefined ? 1 : 0)
})
