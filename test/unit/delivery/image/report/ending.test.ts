import { expect, test } from 'vitest'
import { buildEndingOf, buildEndingOfThrown } from '../../../../../src/delivery/image/report/ending.ts'
import type { BuildProblem, BuildTaskResult } from '../../../../../src/delivery/image/tasks/task.ts'
import { UserError } from '../../../../../src/errors.ts'

const failed = (name: 'lint' | 'test' | 'image', ms: number, outcome: BuildProblem['outcome']): BuildTaskResult => ({
  name,
  ms,
  state: 'failed',
  problem: { reason: name === 'image' ? 'build-failed' : `${name}-failed`, outcome, text: '', tail: [] },
})
const PASSED: BuildTaskResult = { name: 'lint', ms: 1, state: 'passed' }
const STOPPED: BuildTaskResult = { name: 'image', ms: 9, state: 'stopped' }

test.each<[string, BuildTaskResult[], string, string[]]>([
  ['all passed', [PASSED], 'success', []],
  ['one failed, another was stopped', [failed('lint', 5, 'failed'), STOPPED], 'failed', ['lint-failed']],
  [
    'two failed: in order of time',
    [failed('lint', 5, 'failed'), failed('test', 3, 'failed')],
    'failed',
    ['test-failed', 'lint-failed'],
  ],
  [
    'the engine broke first: a failure that the commit can fix still comes first',
    [failed('image', 1, 'error'), failed('test', 3, 'failed')],
    'failed',
    ['test-failed', 'build-failed'],
  ],
  ['the engine broke', [PASSED, failed('image', 1, 'error')], 'error', ['build-failed']],
])('%s', (_what, results, outcome, reasons) => {
  const ending = buildEndingOf(results)
  expect(ending.outcome).toBe(outcome)
  expect('problems' in ending ? ending.problems.map(({ reason }) => reason) : []).toEqual(reasons)
})

test('what was thrown', () => {
  expect(buildEndingOfThrown(new UserError('commit-not-checked-out', 'not this one'))).toMatchObject({
    outcome: 'error',
    problems: [{ reason: 'commit-not-checked-out', text: 'not this one' }],
  })
  expect(buildEndingOfThrown(new TypeError('x'))).toMatchObject({ outcome: 'error', problems: [{ reason: 'bug' }] })
})
