import { describe, expect, test } from 'vitest'
import { leftOutLine, leftOutText } from '../../../../src/domain/checks/check-conclusions.ts'
import { judgeChecks } from '../../../../src/domain/checks/judge.ts'
import { facts, policy, run } from './facts.ts'
import { judged } from './judged.ts'

/** A run of `ci` for a branch, or for what an event stands for. */
const ran = (result: string, fields: Parameters<typeof run>[1] = {}, name = 'test') => run([[name, result]], fields)
const QUEUE = { event: 'merge_group', headBranch: 'gh-readonly-queue/main/pr-1-abc' }
const PULL = { event: 'pull_request', headBranch: 'change' }

/** The judgement of runs in this order and the other way round. */
function both(...runs: ReturnType<typeof run>[]): string[] {
  const [one, other] = [judged(facts({ runs })), judged(facts({ runs: runs.toReversed() }))]
  expect(other.toSorted()).toEqual(one.toSorted())
  return one
}

describe('a run for another branch or a tag, of the same commit', () => {
  test.each([
    ['that skipped the job does not hide a red one', 'failure', 'skipped', 'check-failed'],
    ['that is green does not hide a red one', 'failure', 'success', 'check-failed'],
    ['that is red does not refuse a green one', 'success', 'failure', 'passed'],
    ['that goes on does not hold up a green one', 'success', 'in_progress', 'passed'],
    ['that is green does not end one that goes on', 'in_progress', 'success', 'check-running'],
  ])('%s', (_, main, other, expected) => {
    for (const headBranch of ['release', 'v1.2.3', 'Main', 'feature/main']) {
      expect(both(ran(main), ran(other, { headBranch }))[0]).toBe(expected)
    }
  })

  test('alone: the commit has no check, and the text names what does not count', () => {
    const given = facts({ runs: [ran('success', { headBranch: 'release' })] })
    expect(judgeChecks(given, policy()).findings).toEqual([
      {
        reason: 'no-checks',
        text: "the commit has no check that counts (events: push, pull_request, merge_group; runs for 'release' do not count)",
      },
    ])
    expect(judgeChecks(given, policy()).leftOut).toMatchObject([
      { name: 'ci', result: 'success', why: "runs for 'release'" },
    ])
  })

  test('another workflow’s does not count either, whatever it says', () => {
    expect(both(ran('success'), ran('failure', { headBranch: 'release', workflowId: 2 }))).toEqual([
      'passed',
      'ci / test',
    ])
  })

  test('a merge queue of another branch is elsewhere', () => {
    const other = { event: 'merge_group', headBranch: 'gh-readonly-queue/release/pr-1-abc' }
    expect(both(ran('success', other))).toEqual(['no-checks'])
    expect(both(ran('success', QUEUE), ran('failure', other))).toEqual(['passed', 'ci / test'])
  })

  test('a run that GitHub names no branch for counts beside the others, and hides nothing', () => {
    const unknown = { headBranch: undefined }
    expect(both(ran('success', unknown), ran('failure'))).toEqual(['check-failed'])
    expect(both(ran('success'), ran('failure', unknown))).toEqual(['check-failed'])
    expect(both(ran('failure', unknown), ran('success', unknown))).toEqual(['check-failed'])
    expect(both(ran('success', unknown))).toEqual(['passed', 'ci / test'])
  })

  test('a required check that is there only for another branch', () => {
    const given = facts({ runs: [ran('success', { headBranch: 'release' }, 'e2e'), ran('success')] })
    expect(judgeChecks(given, policy({ required: ['e2e'] })).findings).toMatchObject([
      {
        reason: 'check-missing',
        text: "required check 'e2e' is there, but does not count: runs for 'release' do not count",
      },
    ])
  })
})

describe('runs of the merge queue and of pull requests', () => {
  test.each([
    ['main’s counts, not the queue’s', [ran('success'), ran('failure', QUEUE)], 'passed'],
    ['main’s counts, not the pull request’s', [ran('failure'), ran('success', PULL)], 'check-failed'],
    ['without main’s the queue’s counts', [ran('failure', QUEUE), ran('success', PULL)], 'check-failed'],
    ['without either the pull request’s counts', [ran('failure', PULL)], 'check-failed'],
    ['… and passes', [ran('success', PULL)], 'passed'],
    [
      'by workflow: another one’s pull request counts',
      [ran('success'), ran('failure', { ...PULL, workflowId: 2 })],
      'check-failed',
    ],
    [
      'pull requests of one commit hide nothing',
      [ran('failure', PULL), ran('success', { ...PULL, headBranch: 'b' })],
      'check-failed',
    ],
    [
      'a fork’s main is not ours: its pull request hides no red one',
      [ran('failure'), ran('success', { ...PULL, headBranch: 'main' })],
      'check-failed',
    ],
    [
      '… and refuses no green one, as where it waits for an approval',
      [ran('success'), ran('action_required', { ...PULL, headBranch: 'main' })],
      'passed',
    ],
    [
      'a queue that GitHub names no branch for',
      [ran('success'), ran('failure', { event: 'merge_group', headBranch: undefined })],
      'passed',
    ],
    ['the newest of one pull request', [ran('failure', PULL), ran('success', PULL)], 'passed'],
  ])('%s', (_, runs, expected) => {
    expect(both(...runs)[0]).toBe(expected)
  })

  test.each([
    ['cancelled on main, green in the queue', [ran('cancelled'), ran('success', QUEUE)], 'passed'],
    [
      '… whose job was skipped there',
      [ran('cancelled'), ran('skipped', { ...QUEUE, result: 'success' })],
      'check-cancelled',
    ],
    ['… which has no job', [ran('cancelled'), run([], { ...QUEUE, result: 'success' })], 'check-cancelled'],
    ['… which is red', [ran('cancelled'), ran('failure', QUEUE)], 'check-cancelled'],
    ['… which goes on', [ran('cancelled'), ran('in_progress', QUEUE)], 'check-cancelled'],
    ['… of another workflow', [ran('cancelled'), ran('success', { ...QUEUE, workflowId: 2 })], 'check-cancelled'],
    [
      'cancelled after a job failed',
      [
        run(
          [
            ['a', 'failure'],
            ['b', 'cancelled'],
          ],
          { result: 'cancelled' },
        ),
        ran('success', QUEUE),
      ],
      'check-failed',
    ],
    ['failed once, then cancelled', [ran('failure'), ran('cancelled'), ran('success', QUEUE)], 'check-cancelled'],
    ['cancelled before it had jobs', [run([], { result: 'cancelled' }), ran('success', QUEUE)], 'passed'],
  ])('%s', (_, runs, expected) => {
    expect(both(...runs)[0]).toBe(expected)
  })
})

test.each([
  ['queued', 'check-running'],
  ['failure', 'check-failed'],
  ['cancelled', 'check-cancelled'],
])('a green job of the queue’s workflow does not stand for the job of that name on main: %s', (result, expected) => {
  const queue = ran('success', { ...QUEUE, workflowId: 2 }, 'build')
  const runs = [queue, ran(result, {}, 'build')]
  for (const rules of [policy(), policy({ required: ['build'] }), policy({ count: 'named', required: ['build'] })]) {
    expect(judged(facts({ runs }), rules)).toEqual([expected])
    expect(judged(facts({ runs: runs.toReversed() }), rules)).toEqual([expected])
  }
})

test.each([
  ['own', 'runs of the workflow that deploys'],
  ['event', "runs of 'schedule'"],
  ['elsewhere', "runs for 'v1'"],
  ['default-branch-ran', "runs of 'schedule' beside one on main"],
  ['merge-queue-ran', "runs of 'schedule' beside one of the merge queue"],
  ['merge-queue-passed', 'cancelled runs beside one of the merge queue that passed'],
] as const)('why runs do not count: %s', (why, text) => {
  const { run: one } = run([], { event: 'schedule', headBranch: 'v1' })
  expect(leftOutText({ run: one, why }, 'main')).toBe(text)
})

test.each([
  [[['ci', 'failure', "runs for 'v1'"]], "1 run does not count: ci (failure): runs for 'v1'"],
  [
    [
      ['ci', 'failure', "runs for 'v1'"],
      ['nightly', 'success', "runs of 'schedule'"],
      ['ci', 'skipped', "runs for 'v1'"],
      ['nightly', 'success', "runs of 'schedule'"],
    ],
    "4 runs do not count: ci (failure), ci (skipped): runs for 'v1'; 2 × nightly (success): runs of 'schedule'",
  ],
  [
    Array.from({ length: 7 }, (_, at) => [`w${at}`, 'success', "runs for 'v1'"]),
    "7 runs do not count: w0 (success), w1 (success), w2 (success), w3 (success), w4 (success) and 2 more: runs for 'v1'",
  ],
])('all that do not count are one line: %j', (runs, line) => {
  expect(leftOutLine(runs.map(([name = '', result = '', why = '']) => ({ name, result, why })))).toBe(line)
})
