import { describe, expect, test } from 'vitest'
import { judgeChecks } from '../../../../src/domain/checks/judge.ts'
import { facts, job, policy, run } from './facts.ts'
import { GREEN, judged } from './judged.ts'

describe('a workflow run that its jobs do not cover', () => {
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

  test('is reported once, by its jobs, where they cover it', () => {
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
  /** `build success, lint failure` */
  const jobsOf = (text: string): [name: string, result: string][] =>
    text.split(', ').map(job => [job.slice(0, job.lastIndexOf(' ')), job.slice(job.lastIndexOf(' ') + 1)])

  test.each([
    // An ignored job.
    [
      'the ignored job runs, the next is not there yet',
      'in_progress',
      'build success, lint in_progress',
      {},
      'check-running ci',
    ],
    ['the ignored job waits', 'queued', 'build success, lint queued', {}, 'check-running ci'],
    [
      'one that counts runs as well',
      'in_progress',
      'build in_progress, lint in_progress',
      {},
      'check-running ci / build',
    ],
    [
      'the ignored job has failed, the run goes on',
      'in_progress',
      'build success, lint failure',
      {},
      'check-running ci',
    ],
    ['only the ignored job failed', 'failure', 'build success, lint failure', {}, 'passed'],
    ['… a neutral one beside it', 'failure', 'build neutral, lint failure', {}, 'passed'],
    ['… and nothing else is there', 'failure', 'lint failure', {}, 'no-checks'],
    ['… twice', 'failure', 'build success, lint failure, lint failure', again, 'passed'],
    ['one that counts failed as well', 'failure', 'build failure, lint failure', {}, 'check-failed ci / build'],
    ['what may have needed it was skipped', 'failure', 'lint failure, e2e skipped', {}, 'check-failed ci'],
    [
      'the ignored job passed, so that something else failed',
      'failure',
      'build success, lint success',
      {},
      'check-failed ci',
    ],
    [
      'the ignored job was cancelled, the run failed',
      'failure',
      'build success, lint cancelled',
      {},
      'check-failed ci',
    ],
    [
      'the ignored job failed, the run was cancelled',
      'cancelled',
      'build success, lint failure',
      {},
      'check-cancelled ci',
    ],
    [
      'the ignored job failed, the run did not start',
      'startup_failure',
      'build success, lint failure',
      {},
      'check-failed ci',
    ],
    [
      'the ignored job was cancelled with the run',
      'cancelled',
      'build success, lint cancelled',
      {},
      'check-cancelled ci',
    ],
    [
      'the ignored job passed when it was run again, by itself',
      'success',
      'build success, lint failure, lint success',
      again,
      'passed',
    ],
    [
      'the ignored job passed when it was run again, and the run failed',
      'failure',
      'build success, lint failure, lint success',
      again,
      'check-failed ci',
    ],
    [
      'the ignored job failed, and one that counts once did',
      'failure',
      'test failure, lint failure, test success, lint failure',
      again,
      'check-failed ci',
    ],
    // An earlier attempt.
    [
      'run again, then cancelled before e2e',
      'cancelled',
      'test failure, e2e skipped, test success',
      again,
      'check-cancelled ci',
    ],
    [
      'run again, then failed without a job that did',
      'failure',
      'test failure, e2e skipped, test success',
      again,
      'check-failed ci',
    ],
    [
      'run again, e2e is not there yet',
      'in_progress',
      'test failure, e2e skipped, test success',
      again,
      'check-running ci',
    ],
    [
      'run again while the earlier attempt was still listed as running',
      'in_progress',
      'test in_progress, test success',
      again,
      'check-running ci',
    ],
    [
      'run again and e2e runs',
      'in_progress',
      'test failure, e2e skipped, test success, e2e in_progress',
      again,
      'check-running ci / e2e',
    ],
    [
      'run again and e2e was cancelled',
      'cancelled',
      'test failure, e2e skipped, test success, e2e cancelled',
      again,
      'check-cancelled ci / e2e',
    ],
    ['run again and all passed', 'success', 'test failure, e2e skipped, test success, e2e success', again, 'passed'],
    [
      'run again, failed, and skipped one of the same name after it',
      'failure',
      'test failure, test failure, test skipped',
      again,
      'check-failed ci',
    ],
  ] as const)('%s (%s)', (_, result, jobs, fields, expected) => {
    const given = facts({ runs: [run(jobsOf(jobs), { ...fields, result })] })
    const { findings, passed, failed, running } = judgeChecks(given, policy(ignoring))
    const blocking = [...failed, ...running].map(one => one.name)
    const reasons = findings.map(one => one.reason)
    const outcome = findings.length === 0 && passed.length > 0 ? ['passed'] : [...reasons, ...blocking]
    expect(outcome.join(' ')).toBe(expected)
  })

  test('an older run whose jobs were run again speaks for itself alone', () => {
    const [older, newer] = [run([[test1, 'failure']]), run([[test1, 'failure']])]
    const rerun = job(older.run, test1, 'success')
    const runs = [{ run: { ...older.run, attempt: 2, conclusion: 'success' }, jobs: [...older.jobs, rerun] }, newer]
    expect(judgeChecks(facts({ runs }), policy()).failed).toMatchObject([{ name: 'ci', url: newer.run.url }])
  })

  test('why the run counts is said where its jobs look well', () => {
    const texts = (...jobs: readonly (readonly [string, string])[]) =>
      judgeChecks(facts({ runs: [run(jobs, { result: 'failure' })] }), policy(ignoring)).findings.map(one => one.text)
    expect(texts([lint, 'failure'], [e2e, 'skipped'])).toEqual([
      "check 'ci' did not pass: failure; 'e2e' was skipped, perhaps only because the ignored 'lint' failed: fix that job, or ignore both",
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
