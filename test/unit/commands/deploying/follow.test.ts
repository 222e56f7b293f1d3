import { expect, test } from 'vitest'
import { type FollowPorts, followDeployment } from '../../../../src/commands/deploying/follow.ts'
import type { DeploymentRecord, DeploymentStatus } from '../../../../src/domain/deployment/record.ts'
import type { WorkflowRunFacts } from '../../../../src/domain/deployment/workflow-run.ts'
import { UserError } from '../../../../src/errors.ts'

const NOON = Date.UTC(2026, 0, 5, 12)
const SECOND = 1000
const MINUTE = 60 * SECOND
const RECORD: DeploymentRecord = {
  ...{ id: 7, sha: 'a'.repeat(40), ref: 'a', task: 'deploy', environment: 'production', payload: {}, url: '' },
  ...{ creator: 'acme-door[bot]', byPerson: false, createdAt: new Date(NOON).toISOString() },
}
const LOG = 'https://github.example/acme/hello/actions/runs/9/attempts/1'

type Said = readonly [afterMs: number, state: DeploymentStatus['state'], description: string, logUrl?: string]

/** Follows a deployment of which the statuses and the runs come by and by. */
async function followed(
  said: readonly Said[],
  runs: readonly Partial<WorkflowRunFacts>[] = [],
  more: Partial<FollowPorts> = {},
  offBy = 0,
) {
  const state = { now: NOON, requests: 0 }
  const steps: string[] = []
  const clock = {
    now: () => state.now + offBy,
    async sleep(ms: number) {
      state.now += ms
    },
  }
  const end = await followDeployment(RECORD, {
    clock,
    onStep: text => steps.push(text),
    async statuses() {
      state.requests += 1
      return said
        .filter(([after]) => NOON + after <= state.now)
        .map(([after, state, description, logUrl = LOG], id) => ({
          ...{ id, state, description, logUrl, createdAt: new Date(NOON + after).toISOString() },
        }))
    },
    async started() {
      state.requests += 2
      const known = {
        id: 9,
        attempt: 1,
        event: 'deployment',
        sha: RECORD.sha,
        title: 'Deployment 7 of a',
        isOver: false,
      }
      const all = runs.map(run => ({ ...known, state: 'queued', createdAt: NOON, url: LOG, ...run }))
      return { runs: all, isComplete: true }
    },
    async run(id) {
      state.requests += 1
      const known = { id, attempt: 1, event: 'deployment', sha: RECORD.sha, title: '', isOver: false }
      return { ...known, state: 'in_progress', createdAt: NOON, url: LOG, ...runs[0] }
    },
    rejection: async () => undefined,
    ...more,
  })
  return { end, steps, requests: state.requests, ms: state.now - NOON }
}

const BEGUN: Said = [SECOND, 'in_progress', 'The job has begun']

test('says each step once, and ends with the deployment', async () => {
  const { end, steps, requests, ms } = await followed([
    BEGUN,
    [4 * SECOND, 'in_progress', '1/5 Checking the commit'],
    [40 * SECOND, 'success', 'Deployed in 36 s'],
  ])
  expect(end).toEqual({ outcome: 'success', text: 'Deployed in 36 s', log: LOG })
  expect(steps).toEqual(['The job has begun', '1/5 Checking the commit'])
  expect([requests, ms]).toEqual([13, 40 * SECOND])
})

test.each<[string, readonly Said[], string, string]>([
  [
    'a success that another deployment has replaced',
    [
      [0, 'success', 'Deployed in 1 s'],
      [0, 'inactive', 'Replaced'],
    ],
    'success',
    'Deployed in 1 s',
  ],
  [
    'an end that a late step hides',
    [BEGUN, [2000, 'failure', 'Failed: crash'], [2000, 'in_progress', '5/5 Following']],
    'failed',
    'crash',
  ],
  ['an end that a person wrote', [[0, 'inactive', 'not now', '']], 'cancelled', 'not now'],
  [
    'a second attempt after an end',
    [
      [0, 'failure', 'Failed: x'],
      [0, 'in_progress', '1/5', `${LOG.slice(0, -1)}2`],
      [9000, 'success', 'Deployed in 8 s', `${LOG.slice(0, -1)}2`],
    ],
    'success',
    'Deployed in 8 s',
  ],
])('%s', async (_, said, outcome, text) => {
  expect((await followed(said)).end).toMatchObject({ outcome, text })
})

test('that waits for a reviewer is waited for, and said', async () => {
  const { end, steps } = await followed([[20 * MINUTE, 'success', 'Deployed in 1 s']], [{ state: 'waiting' }])
  expect(end.outcome).toBe('success')
  expect(steps).toEqual(['run 9 waits for a reviewer or the timer of its environment'])
})

test('that a reviewer rejects ends with their words', async () => {
  const rejection = async () => ({ by: 'bo', comment: 'not before lunch' })
  const { end } = await followed([], [{ isOver: true, state: 'failure' }], { rejection })
  expect(end).toEqual({ outcome: 'refused', text: 'bo rejected it in review: not before lunch', log: LOG })
})

test.each<[string, readonly Partial<WorkflowRunFacts>[], string, string]>([
  ['no run', [], 'not-picked-up', 'no run: commit aaaaaaa has no workflow on "deployment"'],
  ['a run that skipped its jobs', [{ isOver: true, state: 'skipped' }], 'not-picked-up', 'skipped its jobs'],
  ['a run that was cancelled', [{ isOver: true, state: 'cancelled' }], 'cancelled', 'was cancelled before it began'],
])('without a status: %s', async (_, runs, outcome, text) => {
  const { end, ms, requests } = await followed([], runs)
  expect(end).toMatchObject({ outcome, text: expect.stringContaining(text) })
  expect(ms).toBeLessThanOrEqual(6 * MINUTE)
  expect(requests).toBeLessThan(80)
})

test('that goes on for more than an hour is left, with what it does', async () => {
  const { end, ms, requests } = await followed([BEGUN, [2 * SECOND, 'in_progress', '5/5 Following the rollout']])
  expect(end).toEqual({ outcome: 'open', text: '5/5 Following the rollout', log: LOG })
  expect(ms).toBeLessThan(61 * MINUTE)
  expect(requests).toBeLessThan(330)
})

const FOLLOWING: Said = [2 * SECOND, 'in_progress', '5/5 Following the rollout']

test.each<[string, Partial<WorkflowRunFacts> | undefined, string, string]>([
  ['is over', { isOver: true, state: 'failure' }, 'error', 'run 9 ended (failure) at "5/5 Following the rollout"'],
  ['was cancelled', { isOver: true, state: 'cancelled' }, 'cancelled', 'run 9 was cancelled at "5/5'],
  ['was deleted', undefined, 'error', 'run 9 was deleted at "5/5'],
])('that was claimed by a run that %s without an end is not waited for', async (_, run, outcome, text) => {
  const more = run === undefined ? { run: async () => undefined } : {}
  const { end, ms } = await followed([FOLLOWING], run === undefined ? [] : [run], more)
  expect(end).toEqual({ outcome, text: expect.stringContaining(text), log: LOG })
  expect(ms).toBeLessThanOrEqual(2 * MINUTE)
})

test('an end that was written while its run was looked at counts', async () => {
  const said = [FOLLOWING]
  const run = async () => {
    said.push([3 * SECOND, 'success', 'Deployed in 50 s'])
    return undefined
  }
  expect((await followed(said, [], { run })).end).toEqual({ outcome: 'success', text: 'Deployed in 50 s', log: LOG })
})

test('a token that may not read runs follows the statuses', async () => {
  const run = () => Promise.reject(new UserError('github-forbidden', 'no'))
  const { end, steps } = await followed([FOLLOWING, [3 * MINUTE, 'success', 'Deployed in 3 min']], [], { run })
  expect([end.outcome, steps]).toEqual(['success', ['5/5 Following the rollout']])
})

test.each([-3, 3])('the clock of a laptop, %i hours off, makes no deployment late', async hours => {
  const { end, ms } = await followed([[2 * MINUTE, 'success', 'Deployed in 1 s']], [], {}, hours * 60 * MINUTE)
  expect(end.outcome).toBe('success')
  expect(ms).toBeLessThan(3 * MINUTE)
  const none = await followed([], [], {}, hours * 60 * MINUTE)
  expect(none.end.outcome).toBe('not-picked-up')
  expect(none.ms).toBeLessThanOrEqual(6 * MINUTE)
})
