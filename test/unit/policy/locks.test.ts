import { expect, test } from 'vitest'
import { parsePolicy } from '../../../src/policy/policy.ts'

test('where locks are kept', () => {
  const kept = (locks: string) => parsePolicy(`environments: { a: }\nlocks: ${locks}\n`, { repository: 'x' }).locks
  expect(kept('{ repository: acme/locks, refs: tags }')).toEqual({ repository: 'acme/locks', refs: 'tags' })
  expect(kept('')).toEqual({ repository: undefined, refs: 'custom' })
})

test.each(['{ repository: locks }', '{ repository: acme/.. }', '{ repository: a/b/c }', '{ refs: branch }'])(
  'locks cannot be kept in %s',
  locks => {
    const text = `environments: { a: }\nlocks: ${locks}\n`
    expect(() => parsePolicy(text, { repository: 'x' })).toThrow('.github/commit-train.yml:2: ')
  },
)
