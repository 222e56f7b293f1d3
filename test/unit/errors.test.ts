import { expect, test } from 'vitest'
import { type Finding, UserError } from '../../src/errors.ts'

const FIRST: Finding = { reason: 'no-checks', text: 'no check ran', where: 'acme/web' }
const SECOND: Finding = { reason: 'image-missing', text: 'no image' }

test.each<[readonly Finding[], Parameters<typeof UserError.from>[1], string, string]>([
  [[FIRST], {}, 'no-checks', 'acme/web: no check ran'],
  [[SECOND], {}, 'image-missing', 'no image'],
  [[FIRST, SECOND], {}, 'no-checks', 'acme/web: no check ran (and 1 more)'],
  [
    [SECOND, FIRST, FIRST],
    { reason: 'apply-failed', start: 'Broke off: ' },
    'apply-failed',
    'Broke off: no image (and 2 more)',
  ],
])('one error from findings %#', (findings, options, reason, message) => {
  const error = UserError.from(findings, options)
  expect(error).toMatchObject({ reason, message, findings })
})

test('no finding is a bug', () => {
  expect(() => UserError.from([])).toThrow('no finding')
})

test('the outcome of an error is that of its reason', () => {
  expect(new UserError('image-missing', '').outcome).toBe('refused')
  expect(new UserError('apply-failed', '').outcome).toBe('failed')
  expect(new UserError('github-forbidden', '').outcome).toBe('error')
  expect(new UserError('image-not-used', '').outcome).toBe('error')
})
