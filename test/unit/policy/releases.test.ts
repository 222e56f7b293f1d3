import { expect, test } from 'vitest'
import { parsePolicy } from '../../../src/policy/policy.ts'

const releases = (file: string, environment: string) =>
  parsePolicy(`${file}\nenvironments: { staging: ${environment} }\n`, { repository: 'hello' }).environments[0]?.releases

test.each<[string, string, object]>([
  ['', '', { store: 'secrets', prune: { maxCount: 10, maxShare: 50 } }],
  ['release-store: none', '', { store: 'none' }],
  ['on-failure: keep', '', { onFailure: 'keep' }],
  ['on-failure: keep', '{ on-failure: restore }', { onFailure: 'restore' }],
  ['release-store: none', '{ release-store: secrets }', { store: 'secrets' }],
  ['prune: off', '', { prune: undefined }],
  ['prune: off', '{ prune: on }', { prune: { maxCount: 10, maxShare: 50 } }],
  ['prune: { max-count: 40 }', '{ prune: { max-share: 80 } }', { prune: { maxCount: 40, maxShare: 80 } }],
  ['prune: { max-count: 40 }', '{ prune: off }', { prune: undefined }],
])('%s, staging: %s', (file, environment, expected) => {
  expect(releases(file, environment)).toMatchObject(expected)
})

test.each(['{ prune: { max-count: 0 } }', '{ prune: maybe }', '{ release-store: s3 }', '{ prune: { max: 1 } }'])(
  'staging: %s is refused',
  environment => {
    expect(() => releases('', environment)).toThrow(/release-store|max-count|prune/)
  },
)
