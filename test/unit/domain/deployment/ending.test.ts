import { expect, test } from 'vitest'
import {
  endingOfError,
  endingOfVerdict,
  type Outcome,
  stateOf,
  successEnding,
} from '../../../../src/domain/deployment/ending.ts'
import { endingText } from '../../../../src/domain/deployment/status-text.ts'
import { type Finding, UserError } from '../../../../src/errors.ts'

test.each<[Outcome, string, string]>([
  ['success', 'success', 'why'],
  ['refused', 'failure', 'Refused: why'],
  ['failed', 'failure', 'Failed: why'],
  ['superseded', 'inactive', 'Superseded: why'],
  ['cancelled', 'error', 'Cancelled: why'],
  ['error', 'error', 'Error: why'],
])('%s is the state %s, its text %j', (outcome, state, text) => {
  expect(stateOf(outcome)).toBe(state)
  expect(endingText({ outcome, text: 'why' })).toBe(text)
})

test.each([
  [0, 'Deployed in 0.0 s'],
  [-5, 'Deployed in 0.0 s'],
  [14_499, 'Deployed in 14 s'],
  [119_000, 'Deployed in 119 s'],
  [120_000, 'Deployed in 2 min 0 s'],
  [754_000, 'Deployed in 12 min 34 s'],
])('a success after %d ms: %s', (milliseconds, text) => {
  expect(successEnding(milliseconds)).toEqual({ outcome: 'success', reason: 'deployed', text, findings: [] })
})

test('a verdict that refuses is the ending refused, with everything that led to it', () => {
  const findings: Finding[] = [{ reason: 'no-checks', text: 'none' }]
  const ending = endingOfVerdict({ kind: 'refuse', reason: 'no-checks', text: 'none', findings })
  expect(ending).toEqual({ outcome: 'refused', reason: 'no-checks', text: 'none', findings })
})

test.each(['allow', 'wait'] as const)('a verdict to %s ends nothing', kind => {
  expect(() => endingOfVerdict({ kind, reason: 'allowed', text: 'x', findings: [] })).toThrow(`to ${kind} ends nothing`)
})

test('a user’s error ends as it says', () => {
  const findings: Finding[] = [{ reason: 'policy-invalid', text: 'a', where: 'f:1' }]
  const error = new UserError('policy-invalid', 'f:1: a', { findings })
  expect(endingOfError(error)).toEqual({ outcome: 'refused', reason: 'policy-invalid', text: 'f:1: a', findings })
})

test.each([
  [new TypeError('x is not a function'), 'bug: x is not a function'],
  ['text', 'bug: text'],
  [undefined, 'bug: undefined'],
])('anything else thrown is a bug of ours: %#', (thrown, text) => {
  expect(endingOfError(thrown)).toEqual({ outcome: 'error', reason: 'bug', text, findings: [] })
})

test.each([
  ['ENOSPC', 'its disk is full'],
  ['EROFS', 'its disk is read-only'],
  ['EMFILE', 'too many files are open'],
])('%s is a fault of the machine, no bug', (code, what) => {
  const thrown = Object.assign(new Error(`${code}: mkdtemp '/tmp/x'`), { code })
  expect(endingOfError(thrown)).toMatchObject({
    outcome: 'error',
    reason: 'runner-machine',
    text: `the runner cannot go on: ${what} (${code}: mkdtemp '/tmp/x')`,
  })
})

test.each(['ENOENT', 'toString', '__proto__', undefined, 5])('a code of %s says nothing of the machine', code => {
  expect(endingOfError(Object.assign(new Error('x'), { code })).reason).toBe('bug')
})
