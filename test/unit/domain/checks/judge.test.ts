import { describe, expect, test } from 'vitest'
import { judgeChecks } from '../../../../src/domain/checks/judge.ts'
import type { Finding } from '../../../../src/errors.ts'
import { check, facts, job, policy, run, status } from './facts.ts'
import { GREEN, judged } from './judged.ts'

describe('a single check', () => {
  test.each([
    ['success', 'passed'],
    ['skipped', 'passed'],
    ['neutral', 'passed'],
    ['failure', 'check-failed'],
    ['timed_out', 'check-failed'],
    ['action_required', 'check-failed'],
    ['stale', 'check-failed'],
    ['startup_failure', 'check-failed'],
    ['something GitHub adds one day', 'check-failed'],
    ['', 'check-failed'],
    ['cancelled', 'check-cancelled'],
    ['in_progress', 'check-running'],
    ['queued', 'check-running'],
    ['waiting', 'check-running'],
    ['pending', 'check-running'],
    ['requested', 'check-running'],
  ])('%j of Actions, of another app: %s', (result, expected) => {
    expect(judged(facts({ runs: [run([['test', result]])] }))[0]).toBe(expected)
    expect(judged(facts({ checkRuns: [check('scan', result)] }))[0]).toBe(expected)
    expect(judgeChecks(facts({ runs: [run([['test', result]])] }), policy()).findings.length).toBe(
      expected === 'passed' ? 0 : 1,
    )
  })

  test.each([
    ['success', 'passed'],
    ['pending', 'check-running'],
    ['failure', 'check-failed'],
    ['error', 'check-failed'],
    ['expected', 'check-failed'],
  ])('a commit status that is %s: %s', (state, expected) => {
    expect(judged(facts({ statuses: [status('ci/circle', state)] }))[0]).toBe(expected)
  })

  test('a finding names the check, says what to do, and links to it', () => {
    const given = facts({
      runs: [
        run([
          ['test', 'failure'],
          ['lint', 'cancelled'],
          ['e2e', 'queued'],
        ]),
      ],
    })
    const [test = '', lint = '', e2e = ''] = given.checkRuns.map(({ url }) => url)
    expect(judgeChecks(given, policy()).findings).toEqual([
      { reason: 'check-failed', text: "check 'ci / test' did not pass: failure", url: test },
      {
        reason: 'check-cancelled',
        text: "check 'ci / lint' was cancelled, most often because a newer push took its place: run it again",
        url: lint,
      },
      {
        reason: 'check-running',
        text: "check 'ci / e2e' has not ended (queued): deploy again when it has passed",
        url: e2e,
      },
    ])
  })

  test('one that failed among many that passed', () => {
    const many = Array.from({ length: 300 }, (_, at) => check(`scan ${at}`, 'success'))
    expect(judged(facts({ runs: [GREEN], checkRuns: [...many, check('late', 'failure')] }))).toEqual(['check-failed'])
  })
})

describe('which count', () => {
  test.each(['push', 'pull_request', 'merge_group'])('Actions on %s', event => {
    expect(judged(facts({ runs: [run([['test', 'failure']], { event })] }))).toEqual(['check-failed'])
  })

  test.each(['deployment', 'deployment_status', 'schedule', 'workflow_dispatch', 'issue_comment', 'PUSH'])(
    'not Actions on %s: neither their failures nor their successes',
    event => {
      const other = { event, workflowId: 2 }
      expect(judged(facts({ runs: [GREEN, run([['nightly', 'failure']], other)] }))).toEqual(['passed', 'ci / test'])
      expect(judged(facts({ runs: [run([['nightly', 'success']], other)] }))).toEqual(['no-checks'])
    },
  )

  test('events as configured', () => {
    const rules = policy({ events: ['schedule'] })
    expect(judged(facts({ runs: [run([['test', 'failure']])] }), rules)).toEqual(['no-checks'])
    expect(judged(facts({ runs: [run([['test', 'failure']], { event: 'schedule' })] }), rules)).toEqual([
      'check-failed',
    ])
  })

  test('never our own workflow, on whatever event, by its id and not its name', () => {
    const own = run([['deploy', 'failure']], { workflowId: 9 })
    const before = run([['deploy', 'in_progress']], { workflowId: 9, event: 'merge_group' })
    const given = { runs: [GREEN, own, before], ownWorkflowIds: [9] }
    expect(judged(facts(given))).toEqual(['passed', 'ci / test'])
    expect(judged(facts({ runs: [own], ownWorkflowIds: [9] }))).toEqual(['no-checks'])
    // Earlier deployments of the same commit are no news.
    expect(judgeChecks(facts(given), policy()).leftOut).toEqual([])
    expect(judged(facts({ ...given, ownWorkflowIds: [8] }))).toEqual(['check-failed', 'check-running'])
  })

  test.each([
    ['of a second workflow on `deployment`', { event: 'deployment' }, []],
    ['of one on `deployment_status`', { event: 'deployment_status' }, []],
    ['of a dispatch that names its deployment', { event: 'workflow_dispatch', title: 'Deployment 7 of abc' }, []],
    [
      'of another dispatch',
      { event: 'workflow_dispatch', title: 'Load test' },
      [['ship', "runs of 'workflow_dispatch'"]],
    ],
    ['of a dispatch without a title', { event: 'workflow_dispatch' }, [['ship', "runs of 'workflow_dispatch'"]]],
    [
      'of a schedule, whatever its title',
      { event: 'schedule', title: 'Deployment 7' },
      [['ship', "runs of 'schedule'"]],
    ],
  ])('earlier deployments are no news, others that do not count are: runs %s', (_what, fields, expected) => {
    const other = run([['ship', 'failure']], { workflowId: 9, workflowName: 'ship', ...fields })
    const { leftOut, findings } = judgeChecks(facts({ runs: [GREEN, other] }), policy())
    expect(leftOut.map(({ name, why }) => [name, why])).toEqual(expected)
    expect(findings).toEqual([])
  })

  test('a push whose commit is titled like a deployment counts like any other', () => {
    const red = run([['test', 'failure']], { title: 'Deployment 7 of hello' })
    expect(judged(facts({ runs: [red] }))).toEqual(['check-failed'])
  })

  test('other apps and commit statuses always, also under a name of ours', () => {
    const given = { runs: [GREEN], ownWorkflowIds: [9] }
    expect(judged(facts({ ...given, checkRuns: [check('deploy', 'failure')] }))).toEqual(['check-failed'])
    expect(judged(facts({ ...given, statuses: [status('deploy', 'failure')] }))).toEqual(['check-failed'])
    expect(judged(facts({ ...given, checkRuns: [check('x', 'failure', { app: '' })] }))).toEqual(['check-failed'])
  })

  test('ignored by its bare name, by the name GitHub shows, never by a part of it', () => {
    const given = facts({
      runs: [
        run([
          ['test', 'success'],
          ['flaky', 'failure'],
        ]),
      ],
    })
    for (const name of ['flaky', 'ci / flaky']) expect(judged(given, policy({ ignored: [name] }))[0]).toBe('passed')
    for (const name of ['flak', 'Flaky', 'c', 'fla*']) {
      expect(judged(given, policy({ ignored: [name] }))).toEqual(['check-failed'])
    }
    expect(
      judged(facts({ statuses: [status('cov', 'failure')], runs: [GREEN] }), policy({ ignored: ['cov'] }))[0],
    ).toBe('passed')
  })

  test('one workflow’s job may be ignored without that of another', () => {
    const given = facts({
      runs: [run([['test', 'failure']]), run([['test', 'success']], { workflowId: 2, workflowName: 'e2e' })],
    })
    expect(judged(given, policy({ ignored: ['ci / test'] }))).toEqual(['passed', 'e2e / test'])
    expect(judged(given, policy({ ignored: ['e2e / test'] }))).toEqual(['check-failed'])
  })
})

describe('what is missing or not known', () => {
  test('a required check that is missing, with what may have been meant', () => {
    const rules = policy({ required: ['tests', 'test', 'ci / test', 'audit'] })
    expect(judgeChecks(facts({ runs: [GREEN] }), rules).findings.map(one => [one.reason, one.text])).toEqual([
      ['check-missing', "required check 'tests' is missing (did you mean 'test'?)"],
      ['check-missing', "required check 'audit' is missing (known: test)"],
    ])
  })

  test('a required check that is there only where it does not count', () => {
    const rules = policy({ required: ['test'] })
    expect(judged(facts({ runs: [run([['test', 'success']], { event: 'schedule' })] }), rules)).toEqual([
      'check-missing',
    ])
    const own = { runs: [run([['test', 'success']], { workflowId: 9 })], ownWorkflowIds: [9] }
    expect(judged(facts(own), rules)).toEqual(['check-missing'])
  })

  test('a required check that failed is reported once', () => {
    expect(judged(facts({ runs: [run([['test', 'failure']])] }), policy({ required: ['test'] }))).toEqual([
      'check-failed',
    ])
  })

  test('a check of Actions without its workflow run blocks, unless it is ignored', () => {
    const stray = job({ id: 99, suiteId: 424242 }, 'report', 'success')
    const none = check('report', 'success', { app: 'github-actions', suiteId: undefined, url: '' })
    expect(judged(facts({ runs: [GREEN], checkRuns: [stray] }))).toEqual(['check-unreadable'])
    expect(judged(facts({ runs: [GREEN], checkRuns: [none] }))).toEqual(['check-unreadable'])
    expect(judged(facts({ runs: [GREEN], checkRuns: [stray] }), policy({ ignored: ['report'] }))[0]).toBe('passed')
  })

  test('what could not be read blocks', () => {
    const unreadable: Finding[] = [{ reason: 'check-unreadable', text: '3 more' }]
    expect(judgeChecks(facts({ runs: [GREEN], unreadable }), policy()).findings).toEqual(unreadable)
    expect(judged(facts({ unreadable }), policy({ noChecks: 'allow' }))).toEqual(['check-unreadable'])
  })

  test('a commit without checks follows the policy', () => {
    expect(judged(facts({}))).toEqual(['no-checks'])
    expect(judged(facts({}), policy({ noChecks: 'allow' }))).toEqual(['passed'])
    expect(judged(facts({ runs: [GREEN] }), policy({ ignored: ['test'] }))).toEqual(['no-checks'])
  })

  test('no-checks: allow lets no failed check through', () => {
    expect(judged(facts({ runs: [run([['t', 'failure']])] }), policy({ noChecks: 'allow' }))).toEqual(['check-failed'])
  })

  test('without a check that counts, what was left out is named', () => {
    const given = {
      runs: [run([['a', 'success']], { event: 'schedule' }), run([['b', 'success']], { workflowId: 9 })],
      ownWorkflowIds: [9],
    }
    expect(judgeChecks(facts(given), policy()).findings[0]?.text).toBe(
      "the commit has no check that counts (events: push, pull_request, merge_group; runs of 'schedule' and runs of the workflow that deploys do not count)",
    )
  })
})
