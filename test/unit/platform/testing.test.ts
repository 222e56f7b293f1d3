import { describe, expect, test } from 'vitest'
import { LEVELS, partsFor, stagesOf } from '../../../script/testing/levels.ts'
import { leftOut, OPTIONAL_VARIABLE } from '../../../script/testing/optional.ts'
import { summarize, type TestOutcome } from '../../../script/testing/report.ts'

describe('the arguments of script/test', () => {
  test.each<[string[], (readonly string[])[]]>([
    [[], [['unit', 'contract', 'bundle'], ['e2e']]],
    [['unit'], [['unit']]],
    [
      ['e2e', 'unit'],
      [['unit'], ['e2e']],
    ],
    [['test/e2e/deploy.test.ts'], [['e2e']]],
    [['packages/github-double/test/http.test.ts'], [['unit']]],
    [['e2e', 'deploy'], [['e2e']]],
    [['deploy'], [['unit', 'contract', 'bundle'], ['e2e']]],
    [['rollouts'], [['e2e']]],
  ])('%j runs %j', (args, levels) => {
    expect(stagesOf(args).map(stage => stage.levels)).toEqual(levels)
  })

  test('what is no level is a file', () => {
    expect(stagesOf(['unit', 'x.test.ts'])).toEqual([{ levels: ['unit'], files: ['x.test.ts'], optional: [] }])
  })

  test.each<[string[], boolean]>([
    [[], false],
    [['e2e'], false],
    [['rollouts'], true],
    [['test/e2e/rollouts/argo-rollouts.test.ts'], true],
    [['unit'], false],
  ])('%j has the tests that need the controller of Argo Rollouts: %s', (args, expected) => {
    const stages = stagesOf(args)
    expect(partsFor(stages).includes('rollouts')).toBe(expected)
    const wanted = stages.flatMap(stage => stage.optional).join(',')
    expect(leftOut({ [OPTIONAL_VARIABLE]: wanted })).toEqual(expected ? [] : ['test/e2e/rollouts/**'])
  })

  test('an option is refused', () => {
    expect(() => stagesOf(['--watch'])).toThrow('script/test knows no option --watch')
  })

  test.each(LEVELS)('level %s waits for Kubernetes only if it needs it', level => {
    expect(partsFor(stagesOf([level])).includes('kubernetes')).toBe(level === 'e2e')
    expect(partsFor(stagesOf([level])).includes('act')).toBe(level === 'e2e')
    expect(partsFor(stagesOf([level])).includes('buildx')).toBe(level === 'e2e')
    expect(partsFor(stagesOf([level])).includes('zizmor')).toBe(level === 'contract')
  })
})

describe('the summary', () => {
  const outcome = (state: TestOutcome['state'], more: Partial<TestOutcome> = {}): TestOutcome => ({
    level: 'unit',
    name: `a ${state} test`,
    ms: 1,
    state,
    ...more,
  })

  test.each<[string, TestOutcome[], string[], [number, number], RegExp]>([
    ['all green', [outcome('passed')], [], [1, 0], /unit +1 passed, 0 failed/],
    ['a failure', [outcome('passed'), outcome('failed')], [], [1, 1], /failed: unit: a failed test/],
    [
      'a skipped test',
      [outcome('passed'), outcome('not-run')],
      [],
      [1, 1],
      /not run, which fails the run: unit: a not-run/,
    ],
    ['a level without a test', [], [], [0, 1], /no test in level unit/],
    [
      'an error outside of a test',
      [outcome('passed')],
      ['cannot load x'],
      [1, 1],
      /outside of any test: cannot load x/,
    ],
  ])('%s', (_, tests, errors, [passed, failed], line) => {
    const summary = summarize({ tests, errors }, ['unit'])
    expect([summary.passed, summary.failed]).toEqual([passed, failed])
    expect(summary.lines.join('\n')).toMatch(line)
  })

  test('shows the slowest five, the slowest first', () => {
    const tests = [3, 1, 6, 2, 5, 4].map(ms => outcome('passed', { ms: ms * 1000, name: `takes ${ms}` }))
    const slow = summarize({ tests, errors: [] }, ['unit']).lines.filter(line => line.includes('takes'))
    expect(slow.map(line => line.trim())).toEqual([6, 5, 4, 3, 2].map(s => `${s}.00 s  unit: takes ${s}`))
  })
})
