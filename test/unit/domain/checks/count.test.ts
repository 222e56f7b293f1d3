import { describe, expect, test } from 'vitest'
import type { RequiredCheck } from '../../../../src/domain/checks/facts.ts'
import { judgeChecks } from '../../../../src/domain/checks/judge.ts'
import { check, facts, policy, run, status } from './facts.ts'
import { judged } from './judged.ts'

const ACTIONS = 15368
const ci = run([
  ['test', 'success'],
  ['call / lint', 'success'],
  ['e2e', 'failure'],
])
const some = { runs: [ci], checkRuns: [check('scan', 'failure')], statuses: [status('cov', 'pending')] }

describe('`checks: required`', () => {
  const rules = policy({ count: 'required' })
  const rule = (context: string, appId?: number): RequiredCheck => ({ context, appId })
  const by = (...required: readonly RequiredCheck[]) => facts({ ...some, required })

  test.each([
    ['what is not required does not count', [rule('test')], ['passed', 'ci / test']],
    ['all that are required must pass', [rule('test'), rule('e2e')], ['check-failed']],
    ['a required check that goes on', [rule('test'), rule('cov')], ['check-running']],
    ['one that is missing', [rule('test'), rule('audit')], ['check-missing']],
    ['a nested job by its name on GitHub', [rule('call / lint')], ['passed', 'ci / call / lint']],
    ['not by a part of it', [rule('lint')], ['check-missing']],
    ['not with its workflow', [rule('ci / test')], ['check-missing']],
    ['of the App that is asked for', [rule('test', ACTIONS)], ['passed', 'ci / test']],
    ['not of another App', [rule('test', 9)], ['check-missing']],
    ['nothing is required', [], ['no-checks']],
  ] as const)('%s', (_, required, expected) => {
    expect(judged(by(...required), rules)).toEqual(expected)
  })

  test('the texts say what GitHub asks for', () => {
    const texts = (...required: readonly RequiredCheck[]) =>
      judgeChecks(by(...required), rules).findings.map(one => one.text)
    expect(texts(rule('tests'))).toEqual([
      "check 'tests', which GitHub requires on main, is missing (did you mean 'test'?)",
    ])
    expect(texts(rule('test', 9))).toEqual([
      "check 'test', which GitHub requires on main by the App 9, is there only by github-actions",
    ])
    expect(texts(rule('cov', 9))[0]).toContain('is there as a commit status, which does not say its App')
    expect(texts()[0]).toMatch(/^GitHub requires no check on main/)
  })

  test('the policy adds names, and takes some away', () => {
    const more = policy({ count: 'required', required: ['scan'], ignored: ['e2e'] })
    expect(judged(by(rule('test'), rule('e2e')), more)).toEqual(['check-failed'])
    expect(judged(by(rule('test'), rule('e2e')), { ...more, required: [] })).toEqual(['passed', 'ci / test'])
  })

  test('what was not read blocks', () => {
    expect(judged(facts(some), rules)).toEqual(['check-unreadable'])
  })

  test('a run for another branch is no required check either', () => {
    const other = run([['audit', 'success']], { headBranch: 'release', workflowId: 2 })
    expect(judged(facts({ runs: [ci, other], required: [rule('audit')] }), rules)).toEqual(['check-missing'])
  })
})

describe('names alone', () => {
  const named = (...required: readonly string[]) => policy({ count: 'named', required })

  test.each([
    ['those that are named count', named('test', 'call'), ['passed', 'ci / test', 'ci / call / lint']],
    ['a failure among them', named('test', 'e2e'), ['check-failed']],
    ['a workflow is all of its jobs', named('ci'), ['check-failed']],
    ['one that is missing', named('test', 'audit'), ['check-missing']],
  ])('%s', (_, rules, expected) => {
    expect(judged(facts(some), rules)).toEqual(expected)
  })

  test('a run that goes on does not hold up a job that passed, but one that is named itself', () => {
    const going = facts({ runs: [run([['test', 'success']], { result: 'in_progress' })] })
    expect(judged(going, named('test'))).toEqual(['passed', 'ci / test'])
    expect(judged(going, named('ci'))).toEqual(['check-running'])
  })
})
