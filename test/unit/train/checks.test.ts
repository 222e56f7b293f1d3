import { describe, expect, test } from 'vitest'
import type { CheckFacts } from '../../../src/train/check-facts.ts'
import { judgeChecks } from '../../../src/train/checks.ts'
import type { CheckPolicy } from '../../../src/train/policy.ts'
import { check, facts, policy, run, status } from './check-facts.ts'

/** Every reason, or what passed when there is none. */
function judged(given: CheckFacts, rules: CheckPolicy = policy()): string[] {
  const { findings, passed } = judgeChecks(given, rules)
  return findings.length > 0 ? findings.map(one => one.reason) : ['passed', ...passed.map(one => one.name)]
}

const GREEN = run([['test', 'success']])

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

  test('a finding names the check, tells what to do, and links to it', () => {
    const given = facts({
      runs: [
        run([
          ['test', 'failure'],
          ['lint', 'cancelled'],
          ['e2e', 'queued'],
        ]),
      ],
    })
    expect(judgeChecks(given, policy()).findings).toEqual([
      { reason: 'check-failed', text: "check 'ci / test' did not pass: failure", url: 'check/test' },
      {
        reason: 'check-cancelled',
        text: "check 'ci / lint' was cancelled, most often because a newer push took its place: run it again",
        url: 'check/lint',
      },
      {
        reason: 'check-running',
        text: "check 'ci / e2e' has not ended (queued): deploy again when it has passed",
        url: 'check/e2e',
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
    expect(judged(facts({ ...given, ownWorkflowIds: [8] }))).toEqual(['check-failed', 'check-running'])
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
    for (const name of ['flak', 'Flaky', 'ci', 'fla*']) {
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

describe('the newest decides', () => {
  test('a run again, of the same workflow run', () => {
    const again = run(
      [
        ['test', 'failure'],
        ['test', 'success'],
      ],
      { attempt: 2, result: 'success' },
    )
    expect(judged(facts({ runs: [again] }))).toEqual(['passed', 'ci / test'])
    const worse = run(
      [
        ['test', 'success'],
        ['test', 'failure'],
      ],
      { attempt: 2 },
    )
    expect(judged(facts({ runs: [worse] }))).toEqual(['check-failed'])
    const going = run(
      [
        ['test', 'failure'],
        ['test', 'in_progress'],
      ],
      { attempt: 2 },
    )
    expect(judged(facts({ runs: [going] }))).toEqual(['check-running'])
  })

  test('by id, not by the order of the list', () => {
    const [old, young] = [check('scan', 'failure'), check('scan', 'success')]
    expect(judged(facts({ checkRuns: [young, old] }))[0]).toBe('passed')
    expect(
      judged(
        facts({
          checkRuns: [
            { ...young, id: 1 },
            { ...old, id: 2 },
          ],
        }),
      ),
    ).toEqual(['check-failed'])
    const [red, green] = [status('ci', 'failure'), status('ci', 'success')]
    expect(judged(facts({ statuses: [green, red] }))[0]).toBe('passed')
  })

  test('a job run again on its own leaves the others of the run as they are', () => {
    const again = run(
      [
        ['lint', 'failure'],
        ['test', 'failure'],
        ['test', 'success'],
      ],
      { attempt: 2 },
    )
    expect(judged(facts({ runs: [again] }))).toEqual(['check-failed'])
  })

  test('a second run of the same workflow for the same commit and event', () => {
    const given = { runs: [run([['test', 'failure']]), run([['test', 'success']])] }
    expect(judged(facts(given))).toEqual(['passed', 'ci / test'])
    expect(judged(facts({ runs: given.runs.toReversed() }))).toEqual(['passed', 'ci / test'])
  })

  test.each([
    ['another workflow', { workflowId: 2 }],
    ['another workflow of the same name', { workflowId: 3, workflowName: 'ci' }],
    ['another event', { event: 'merge_group' }],
  ])('a success hides no failure of %s', (_, other) => {
    const given = { runs: [run([['test', 'failure']]), run([['test', 'success']], other)] }
    expect(judged(facts(given))).toEqual(['check-failed'])
  })

  test('a success hides no failure of another app, nor of a status', () => {
    const apps = [check('test', 'failure', { app: 'a' }), check('test', 'success', { app: 'b' })]
    expect(judged(facts({ checkRuns: apps }))).toEqual(['check-failed'])
    expect(judged(facts({ statuses: [status('test', 'failure')], checkRuns: [check('test', 'success')] }))).toEqual([
      'check-failed',
    ])
  })

  test('jobs of one attempt with the same name hide nothing: the second is skipped because the first failed', () => {
    expect(
      judged(
        facts({
          runs: [
            run([
              ['test', 'failure'],
              ['test', 'skipped'],
            ]),
          ],
        }),
      ),
    ).toEqual(['check-failed'])
    expect(
      judged(
        facts({
          runs: [
            run([
              ['test', 'success'],
              ['test', 'success'],
            ]),
          ],
        }),
      ),
    ).toEqual(['passed', 'ci / test', 'ci / test'])
  })
})

describe('a workflow run that its jobs do not tell', () => {
  test('goes on though all its jobs so far have passed: the next ones are not there yet', () => {
    const { findings } = judgeChecks(facts({ runs: [run([['lint', 'success']], { result: 'in_progress' })] }), policy())
    expect(findings).toMatchObject([
      { reason: 'check-running', text: expect.stringContaining("check 'ci' has not ended") },
    ])
  })

  test.each([
    ['queued', 'check-running'],
    ['pending', 'check-running'],
    ['startup_failure', 'check-failed'],
    ['failure', 'check-failed'],
    ['cancelled', 'check-cancelled'],
    ['', 'check-failed'],
  ])('without a job: %j is %s', (result, expected) => {
    expect(judged(facts({ runs: [GREEN, run([], { workflowId: 2, result })] }))).toEqual([expected])
  })

  test('is told once, by its jobs, where they tell it', () => {
    expect(
      judged(
        facts({
          runs: [
            run([
              ['lint', 'success'],
              ['test', 'in_progress'],
            ]),
          ],
        }),
      ),
    ).toEqual(['check-running'])
    expect(
      judged(
        facts({
          runs: [
            run([
              ['lint', 'success'],
              ['test', 'failure'],
            ]),
          ],
        }),
      ),
    ).toEqual(['check-failed'])
  })

  test('counts only where its event counts, may be ignored by its name, and an older one is past', () => {
    const broken = { workflowId: 2, workflowName: 'lint', result: 'failure' }
    expect(judged(facts({ runs: [GREEN, run([], { ...broken, event: 'schedule' })] }))[0]).toBe('passed')
    expect(judged(facts({ runs: [GREEN, run([], broken)] }), policy({ ignored: ['lint'] }))[0]).toBe('passed')
    expect(judged(facts({ runs: [GREEN, run([], broken), run([], { ...broken, result: 'success' })] }))[0]).toBe(
      'passed',
    )
  })
})

describe('a workflow run and the jobs that cannot speak for it', () => {
  const [lint, build, test1, e2e] = ['lint', 'build', 'test', 'e2e'] as const
  const ignoring = { ignored: [lint] }
  const again = { attempt: 2 }

  test.each([
    // An ignored job.
    [
      'the ignored job runs, the next is not there yet',
      'in_progress',
      [
        [build, 'success'],
        [lint, 'in_progress'],
      ],
      {},
      'check-running ci',
    ],
    [
      'the ignored job waits',
      'queued',
      [
        [build, 'success'],
        [lint, 'queued'],
      ],
      {},
      'check-running ci',
    ],
    [
      'one that counts runs as well',
      'in_progress',
      [
        [build, 'in_progress'],
        [lint, 'in_progress'],
      ],
      {},
      'check-running ci / build',
    ],
    [
      'the ignored job has failed, the run goes on',
      'in_progress',
      [
        [build, 'success'],
        [lint, 'failure'],
      ],
      {},
      'check-running ci',
    ],
    [
      'only the ignored job failed',
      'failure',
      [
        [build, 'success'],
        [lint, 'failure'],
      ],
      {},
      'passed',
    ],
    [
      '… a neutral one beside it',
      'failure',
      [
        [build, 'neutral'],
        [lint, 'failure'],
      ],
      {},
      'passed',
    ],
    ['… and nothing else is there', 'failure', [[lint, 'failure']], {}, 'no-checks'],
    [
      '… twice',
      'failure',
      [
        [build, 'success'],
        [lint, 'failure'],
        [lint, 'failure'],
      ],
      again,
      'passed',
    ],
    [
      'one that counts failed as well',
      'failure',
      [
        [build, 'failure'],
        [lint, 'failure'],
      ],
      {},
      'check-failed ci / build',
    ],
    [
      'what may have needed it was skipped',
      'failure',
      [
        [lint, 'failure'],
        [e2e, 'skipped'],
      ],
      {},
      'check-failed ci',
    ],
    [
      'the ignored job passed, so that something else failed',
      'failure',
      [
        [build, 'success'],
        [lint, 'success'],
      ],
      {},
      'check-failed ci',
    ],
    [
      'the ignored job was cancelled, the run failed',
      'failure',
      [
        [build, 'success'],
        [lint, 'cancelled'],
      ],
      {},
      'check-failed ci',
    ],
    [
      'the ignored job failed, the run was cancelled',
      'cancelled',
      [
        [build, 'success'],
        [lint, 'failure'],
      ],
      {},
      'check-cancelled ci',
    ],
    [
      'the ignored job failed, the run did not start',
      'startup_failure',
      [
        [build, 'success'],
        [lint, 'failure'],
      ],
      {},
      'check-failed ci',
    ],
    [
      'the ignored job was cancelled with the run',
      'cancelled',
      [
        [build, 'success'],
        [lint, 'cancelled'],
      ],
      {},
      'check-cancelled ci',
    ],
    [
      'the ignored job passed when it was run again, by itself',
      'success',
      [
        [build, 'success'],
        [lint, 'failure'],
        [lint, 'success'],
      ],
      again,
      'passed',
    ],
    [
      'the ignored job passed when it was run again, and the run failed',
      'failure',
      [
        [build, 'success'],
        [lint, 'failure'],
        [lint, 'success'],
      ],
      again,
      'check-failed ci',
    ],
    [
      'the ignored job failed, and one that counts once did',
      'failure',
      [
        [test1, 'failure'],
        [lint, 'failure'],
        [test1, 'success'],
        [lint, 'failure'],
      ],
      again,
      'check-failed ci',
    ],
    // An earlier attempt.
    [
      'run again, then cancelled before e2e',
      'cancelled',
      [
        [test1, 'failure'],
        [e2e, 'skipped'],
        [test1, 'success'],
      ],
      again,
      'check-cancelled ci',
    ],
    [
      'run again, then failed without a job that did',
      'failure',
      [
        [test1, 'failure'],
        [e2e, 'skipped'],
        [test1, 'success'],
      ],
      again,
      'check-failed ci',
    ],
    [
      'run again, e2e is not there yet',
      'in_progress',
      [
        [test1, 'failure'],
        [e2e, 'skipped'],
        [test1, 'success'],
      ],
      again,
      'check-running ci',
    ],
    [
      'run again while the earlier attempt was still told as running',
      'in_progress',
      [
        [test1, 'in_progress'],
        [test1, 'success'],
      ],
      again,
      'check-running ci',
    ],
    [
      'run again and e2e runs',
      'in_progress',
      [
        [test1, 'failure'],
        [e2e, 'skipped'],
        [test1, 'success'],
        [e2e, 'in_progress'],
      ],
      again,
      'check-running ci / e2e',
    ],
    [
      'run again and e2e was cancelled',
      'cancelled',
      [
        [test1, 'failure'],
        [e2e, 'skipped'],
        [test1, 'success'],
        [e2e, 'cancelled'],
      ],
      again,
      'check-cancelled ci / e2e',
    ],
    [
      'run again and all passed',
      'success',
      [
        [test1, 'failure'],
        [e2e, 'skipped'],
        [test1, 'success'],
        [e2e, 'success'],
      ],
      again,
      'passed',
    ],
    [
      'run again, failed, and skipped one of the same name after it',
      'failure',
      [
        [test1, 'failure'],
        [test1, 'failure'],
        [test1, 'skipped'],
      ],
      again,
      'check-failed ci',
    ],
  ] as const)('%s (%s)', (_, result, jobs, fields, expected) => {
    const given = facts({ runs: [run(jobs, { ...fields, result })] })
    const { findings, passed, failed, running } = judgeChecks(given, policy(ignoring))
    const blocking = [...failed, ...running].map(one => one.name)
    const reasons = findings.map(one => one.reason)
    const outcome = findings.length === 0 && passed.length > 0 ? ['passed'] : [...reasons, ...blocking]
    expect(outcome.join(' ')).toBe(expected)
  })

  test('an older run whose jobs were run again speaks for itself alone', () => {
    const [older, newer] = [run([[test1, 'failure']]), run([[test1, 'failure']])]
    const rerun = check(test1, 'success', { app: 'github-actions', suiteId: older.run.suiteId })
    const runs = [{ run: { ...older.run, attempt: 2, conclusion: 'success' }, jobs: [...older.jobs, rerun] }, newer]
    expect(judgeChecks(facts({ runs }), policy()).failed).toMatchObject([{ name: 'ci', url: newer.run.url }])
  })

  test('why the run counts is said where its jobs look well', () => {
    const texts = (...jobs: readonly (readonly [string, string])[]) =>
      judgeChecks(facts({ runs: [run(jobs, { result: 'failure' })] }), policy(ignoring)).findings.map(one => one.text)
    expect(texts([lint, 'failure'], [e2e, 'skipped'])).toEqual([
      "check 'ci' did not pass: failure; 'e2e' was skipped, perhaps only because the ignored 'lint' failed: mend that, or ignore both",
    ])
    const attempts = [
      [test1, 'failure'],
      [test1, 'success'],
      [lint, 'failure'],
    ] as const
    const twice = facts({ runs: [run(attempts, { result: 'failure', ...again })] })
    expect(judgeChecks(twice, policy(ignoring)).findings.map(one => one.text)).toEqual([
      "check 'ci' did not pass: failure; beside the ignored 'lint', 'test' did not pass in every attempt (failure): run all jobs again",
    ])
  })

  test('ignoring what was skipped as well lets the run pass', () => {
    const given = facts({
      runs: [
        run(
          [
            [build, 'success'],
            [lint, 'failure'],
            [e2e, 'skipped'],
          ],
          { result: 'failure' },
        ),
      ],
    })
    expect(judged(given, policy({ ignored: [lint, e2e] }))).toEqual(['passed', 'ci / build'])
  })
})

describe('what is missing or not known', () => {
  test('a required check that is not there, with what may have been meant', () => {
    const rules = policy({ required: ['tests', 'test', 'ci / test', 'audit'] })
    expect(judgeChecks(facts({ runs: [GREEN] }), rules).findings.map(one => [one.reason, one.text])).toEqual([
      ['check-missing', "required check 'tests' is not there (did you mean 'test'?)"],
      ['check-missing', "required check 'audit' is not there (known: test)"],
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

  test('a required check that failed is told once', () => {
    expect(judged(facts({ runs: [run([['test', 'failure']])] }), policy({ required: ['test'] }))).toEqual([
      'check-failed',
    ])
  })

  test('a check of Actions without its workflow run blocks, unless it is ignored', () => {
    const stray = check('report', 'success', { app: 'github-actions', suiteId: 424242 })
    const none = check('report', 'success', { app: 'github-actions', suiteId: undefined })
    expect(judged(facts({ runs: [GREEN], checkRuns: [stray] }))).toEqual(['check-unreadable'])
    expect(judged(facts({ runs: [GREEN], checkRuns: [none] }))).toEqual(['check-unreadable'])
    expect(judged(facts({ runs: [GREEN], checkRuns: [stray] }), policy({ ignored: ['report'] }))[0]).toBe('passed')
  })

  test('what could not be read blocks', () => {
    const unreadable = [{ reason: 'check-unreadable', text: '3 more' }]
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
