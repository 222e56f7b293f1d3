import { expect, test } from 'vitest'
import { withoutStore } from '../../../src/docker/login.ts'
import { problemOf } from '../delivery/image/thrown.ts'

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
  expect(JSON.parse(withoutStore(JSON.stringify(config), registry))).toEqual(expected)
})

test('what is no JSON is not quoted', () => {
  const text = problemOf(() => withoutStore('{"auths": hunter2', 'ghcr.io'))
  expect(text).toMatch(/^docker-config-invalid: /)
  expect(text).not.toContain('hunter2')
})
