import { expect, test } from 'vitest'
import { lockText, readLockText, reasonProblem, unwritable } from '../../../../src/domain/lock/held-lock.ts'
import { lockName } from '../../../../src/domain/lock/lock-name.ts'
import { HOUR, lock, NOON } from './locks.ts'

test.each([
  lock(),
  lock({ expiresAt: NOON + HOUR, link: 'https://github.com/acme/hello/issues/1', reason: 'Größe 😀 "x" <!channel>' }),
  lock({ scope: { service: undefined, environment: undefined }, owner: 'github-actions[bot]', reason: '' }),
  lock({ scope: { service: 'a.b', environment: 'EU/Prod' } }),
  // Names that a policy may have: joined by a mark that cannot be seen, and longer than any ref.
  lock({ scope: { service: undefined, environment: 'dev 👩‍💻' } }),
  lock({ scope: { service: undefined, environment: 'é'.repeat(300) } }),
  lock({ owner: 'ada_acme' }),
])('what is written is read again: $scope', one => {
  expect(readLockText(lockText(one), lockName(one.scope))).toEqual({ kind: 'lock', lock: one })
})

const written = (more: Record<string, unknown>) => {
  const { ...content } = { ...JSON.parse(lockText(lock())), ...more }
  for (const [name, value] of Object.entries(more)) if (value === undefined) delete content[name]
  return JSON.stringify(content)
}

test.each([
  ['', 'is not JSON'],
  ['{"schema":1', 'is not JSON'],
  ['[]', 'is no JSON object'],
  ['null', 'is no JSON object'],
  ['{}', "does not say 'schema: 1'"],
  [written({ schema: 2 }), 'was written by a newer commit-train (schema 2)'],
  [written({ schema: '1' }), "does not say 'schema: 1'"],
  [written({ sticky: true }), 'has a field that no lock has'],
  [written({ environment: 'staging' }), 'says that it holds something else'],
  [written({ environment: null }), 'says that it holds something else'],
  [written({ service: undefined }), 'does not say what it holds'],
  [written({ environment: 'prod\u202euction' }), 'says that it holds something else'],
  [written({ environment: '' }), 'does not say what it holds'],
  [written({ owner: '' }), 'has no owner'],
  [written({ owner: 'ada\u001b[31m' }), 'has no owner'],
  [written({ owner: '@here' }), 'has no owner'],
  [written({ reason: 5 }), 'has no plain reason'],
  [written({ reason: 'a\nb' }), 'has no plain reason'],
  [written({ reason: 'x'.repeat(201) }), 'has no plain reason'],
  [written({ link: 'javascript:alert(1)' }), 'has a link that is none'],
  [written({ link: undefined }), 'has a link that is none'],
  [written({ claim: 'x' }), 'has no claim'],
  [written({ created: 'yesterday' }), 'has no time at which it was made'],
  [written({ created: '2026-13-45T00:00:00Z' }), 'has no time at which it was made'],
  [written({ expires: '2026-01-05' }), 'has an end that is no time'],
  [written({ expires: undefined }), 'has an end that is no time'],
])('%s is unreadable', (text, why) => {
  expect(readLockText(text, 'env.production')).toEqual({ kind: 'unreadable', why: `the lock 'env.production' ${why}` })
})

test.each([
  ['', undefined],
  ['x'.repeat(200), undefined],
  ['😀'.repeat(200), undefined],
  ['x'.repeat(201), 'it has 201 characters, at most 200 are kept'],
  ['\u001b[2Jgone', 'it holds control characters, or marks that cannot be seen'],
  ['a\u202eb', 'it holds control characters, or marks that cannot be seen'],
  ['a\u200bb', 'it holds control characters, or marks that cannot be seen'],
  ['a\nb', 'it holds control characters, or marks that cannot be seen'],
])('the reason %j: %s', (reason, problem) => {
  expect(reasonProblem(reason)).toBe(problem)
})

test('what could not be read again is not written', () => {
  expect(unwritable(lock())).toBeUndefined()
  expect(unwritable(lock({ owner: 'a da' }))).toBe("the lock 'env.production' has no owner")
})
