import { expect, test } from 'vitest'
import {
  endingOfError,
  endingOfVerdict,
  type Outcome,
  stateOf,
  successEnding,
} from '../../../../src/domain/deployment/ending.ts'
import { endingText } from '../../../../src/domain/deployment/status-text.ts'
import { UserError } from '../../../../src/errors.ts'

const SHA = '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d'

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
  [0, 'Deployed 1a2b3c4 in 0 s'],
  [-5, 'Deployed 1a2b3c4 in 0 s'],
  [14_499, 'Deployed 1a2b3c4 in 14 s'],
  [119_000, 'Deployed 1a2b3c4 in 119 s'],
  [120_000, 'Deployed 1a2b3c4 in 2 min 0 s'],
  [754_000, 'Deployed 1a2b3c4 in 12 min 34 s'],
])('a success after %d ms: %s', (milliseconds, text) => {
  expect(successEnding(SHA, milliseconds)).toEqual({ outcome: 'success', reason: 'deployed', text, findings: [] })
})

test('a verdict that refuses is the ending refused, with everything that led to it', () => {
  const findings = [{ reason: 'no-checks', text: 'none' }]
  const ending = endingOfVerdict({ kind: 'refuse', reason: 'no-checks', text: 'none', findings })
  expect(ending).toEqual({ outcome: 'refused', reason: 'no-checks', text: 'none', findings })
})

test.each(['allow', 'wait'] as const)('a verdict to %s ends nothing', kind => {
  expect(() => endingOfVerdict({ kind, reason: 'x', text: 'x', findings: [] })).toThrow(`to ${kind} ends nothing`)
})

test('a user’s error ends as it says', () => {
  const findings = [{ reason: 'policy-invalid', text: 'a', where: 'f:1' }]
  const error = new UserError('policy-invalid', 'f:1: a', { outcome: 'refused', findings })
  expect(endingOfError(error)).toEqual({ outcome: 'refused', reason: 'policy-invalid', text: 'f:1: a', findings })
})

test.each([
  [new TypeError('x is not a function'), 'bug in commit-train: x is not a function'],
  ['text', 'bug in commit-train: text'],
  [undefined, 'bug in commit-train: undefined'],
])('anything else thrown is a bug of ours: %#', (thrown, text) => {
  expect(endingOfError(thrown)).toEqual({ outcome: 'error', reason: 'bug', text, findings: [] })
})
