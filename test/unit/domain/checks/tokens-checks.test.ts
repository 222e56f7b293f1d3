import { describe, expect, test } from 'vitest'
import { doubtsOf } from '../../../../src/domain/checks/doubts.ts'
import { judgeChecks } from '../../../../src/domain/checks/judge.ts'
import { check, facts, job, policy, run } from './facts.ts'
import { GREEN, judged } from './judged.ts'

/** A check run that some workflow made with its token; GitHub puts it into the first suite of the commit. */
const report = (suiteId: number | undefined, result: string, name = 'report') => {
  const made = check(name, result, { app: 'github-actions', suiteId })
  return { ...made, url: `https://github.example/acme/hello/runs/${made.id}` }
}

describe('a check run made with a workflow’s token', () => {
  const hosts = [
    ['a scheduled run', run([['nightly', 'success']], { event: 'schedule', workflowId: 2 })],
    ['code scanning', run([['analyze', 'success']], { event: 'dynamic', workflowId: 3 })],
    ['the deploying run', run([['deploy', 'in_progress']], { event: 'deployment', workflowId: 9 })],
    ['a run for another branch', run([['test', 'success']], { headBranch: 'other' })],
    ['the run that counts', GREEN],
  ] as const

  test.each(hosts)('counts as an app’s, in the suite of %s', (_, host) => {
    const runs = host === GREEN ? [GREEN] : [host, GREEN]
    const given = (result: string) =>
      facts({ runs, ownWorkflowIds: [9], checkRuns: [report(host.run.suiteId, result)] })
    expect(judged(given('failure'))).toEqual(['check-failed'])
    expect(judged(given('in_progress'))).toEqual(['check-running'])
    expect(judged(given('success'), policy({ required: ['report'] }))).toEqual(['passed', 'ci / test', 'report'])
    expect(judged(given('failure'), policy({ ignored: ['report'] }))[0]).toBe('passed')
  })

  test('counts in a suite without a run', () => {
    expect(judged(facts({ runs: [GREEN], checkRuns: [report(424242, 'failure')] }))).toEqual(['check-failed'])
    expect(judged(facts({ runs: [GREEN], checkRuns: [report(undefined, 'success')] }))).toEqual([
      'passed',
      'ci / test',
      'report',
    ])
  })

  test('the newest of a name, also in the only attempt of a run', () => {
    const reports = [report(GREEN.run.suiteId, 'failure'), report(GREEN.run.suiteId, 'success')]
    expect(judged(facts({ runs: [GREEN], checkRuns: reports }))[0]).toBe('passed')
  })

  test('is a job where the run’s jobs, once read, have its id', () => {
    const other = run([['test', 'success']], { headBranch: 'other' })
    const made = report(other.run.suiteId, 'failure')
    const jobs = [...other.jobs, made].map(({ id }) => ({ id, attempt: 1 }))
    const read = { run: { ...other.run, jobs }, jobs: [...other.jobs, made] }
    expect(judged(facts({ runs: [GREEN, read] }))).toEqual(['passed', 'ci / test'])
  })

  test('and none where they have not, whatever its page says', () => {
    const other = run([['test', 'success']], { headBranch: 'other' })
    const made = job(other.run, 'report', 'failure')
    const jobs = other.jobs.map(({ id }) => ({ id, attempt: 1 }))
    const read = { run: { ...other.run, jobs }, jobs: [...other.jobs, made] }
    expect(judged(facts({ runs: [GREEN, read] }))).toEqual(['check-failed'])
  })
})

describe('what has to be read beside the lists', () => {
  const scheduled = run([['nightly', 'failure']], { event: 'schedule', workflowId: 2 })

  test.each([
    ['nothing, where every check is on its job’s page and nothing that does not count is red', [GREEN], [], []],
    ['the jobs of a run with a check on another page', [GREEN], [report(GREEN.run.suiteId, 'success')], [GREEN.run.id]],
    ['the jobs of a run that does not count and has a red one', [GREEN, scheduled], [], [scheduled.run.id]],
  ] as const)('%s', (_, runs, checkRuns, jobsOf) => {
    expect(doubtsOf(facts({ runs, checkRuns }), policy())).toEqual({ runs: [], jobsOf })
  })

  test('not where it is ignored, nor twice', () => {
    expect(doubtsOf(facts({ runs: [scheduled] }), policy({ ignored: ['nightly'] })).jobsOf).toEqual([])
    const read = { ...scheduled, run: { ...scheduled.run, jobs: [] } }
    expect(doubtsOf(facts({ runs: [read] }), policy()).jobsOf).toEqual([])
  })

  test('the run of a job that no list has', () => {
    expect(doubtsOf(facts({ checkRuns: [job({ id: 77, suiteId: 5 }, 'test', 'success')] }), policy()).runs).toEqual([
      77,
    ])
  })
})

describe('a job that failed in a run that passed', () => {
  const failed = { result: 'success' } as const

  test('refuses, and says how it may fail', () => {
    const given = facts({
      runs: [
        run(
          [
            ['test', 'success'],
            ['e2e', 'failure'],
          ],
          failed,
        ),
      ],
    })
    expect(judgeChecks(given, policy()).findings.map(one => one.text)).toEqual([
      "check 'ci / e2e' did not pass: failure; its run passed, as with 'continue-on-error': name it under 'ignored' if it may fail",
    ])
    expect(judged(given, policy({ ignored: ['e2e'] }))).toEqual(['passed', 'ci / test'])
  })

  test('of an earlier attempt does not count once the jobs say so', () => {
    const made = run(
      [
        ['test (old)', 'failure'],
        ['test (new)', 'success'],
      ],
      { ...failed, attempt: 2 },
    )
    const [old, young] = made.jobs
    expect(doubtsOf(facts({ runs: [made] }), policy()).jobsOf).toEqual([made.run.id])
    expect(judged(facts({ runs: [made] }))).toEqual(['check-failed'])
    const withJobs = (attempt: number, fields = {}) => {
      const jobs = [
        { id: old?.id ?? 0, attempt },
        { id: young?.id ?? 0, attempt: 2 },
      ]
      return facts({ runs: [{ ...made, run: { ...made.run, jobs, ...fields } }] })
    }
    expect(judged(withJobs(1))).toEqual(['passed', 'ci / test (new)'])
    // Of the newest attempt: continue-on-error. And a run that did not pass forgives nothing.
    expect(judged(withJobs(2))).toEqual(['check-failed'])
    expect(judged(withJobs(1, { conclusion: 'failure' }))).toEqual(['check-failed'])
  })
})
