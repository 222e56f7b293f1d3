import { describe, expect, test } from 'vitest'
import {
  judgeOpen,
  type RunsAround,
  type UnendedDeployment,
} from '../../../../src/domain/deployment/open-deployment.ts'
import type { WorkflowRunFacts } from '../../../../src/domain/deployment/workflow-run.ts'
import type { DeploymentStatusFacts } from '../../../../src/domain/history/deployment-facts.ts'
import { deploymentInTitle } from '../../../../src/domain/run-title.ts'

const SHA = 'a'.repeat(40)
const MINUTE = 60_000
const page = (id: number) => `https://github.com/acme/hello/actions/runs/${id}`

function run(id: number, state: string, more: Partial<WorkflowRunFacts> = {}): WorkflowRunFacts {
  const isOver = !['waiting', 'queued', 'pending', 'in_progress', 'requested'].includes(state)
  const title = more.title ?? `Deployment 7 of ${SHA} to staging`
  return {
    id,
    attempt: 1,
    event: 'deployment',
    sha: SHA,
    isOver,
    state,
    createdAt: 1000,
    url: page(id),
    ...more,
    title,
  }
}

function status(state: DeploymentStatusFacts['state'], runId: number, description = ''): DeploymentStatusFacts {
  return { state, createdAt: 2000, description, logUrl: `${page(runId)}/attempts/1` }
}

function judged(
  deployment: Partial<UnendedDeployment>,
  around: Partial<RunsAround> & { readonly of?: readonly WorkflowRunFacts[] },
  minutes = 60,
) {
  const claimed = new Map((around.of ?? []).map(one => [one.id, one]))
  const verdict = judgeOpen(
    { id: 7, sha: SHA, createdAt: 0, creator: 'ada', statuses: [], ...deployment },
    { claimed, started: [], isComplete: true, others: new Set(), rejections: new Map(), ...around },
    { now: minutes * MINUTE, noRunAfterMs: 30 * MINUTE },
  )
  if (verdict.kind === 'alive') return `alive: ${verdict.why}`
  if (verdict.kind === 'still-held') return `still held: ${verdict.said}`
  const { outcome, reason, text } = verdict.ending
  return `${outcome} (${reason}): ${text}`
}

describe('a deployment that a run has claimed', () => {
  const begun = [status('in_progress', 41, 'The job has begun')]
  const applying = [...begun, status('in_progress', 41, '4/5 Applying')]

  test.each<[string, readonly DeploymentStatusFacts[], readonly WorkflowRunFacts[], RegExp]>([
    ['goes on', begun, [run(41, 'in_progress')], /^alive: run 41 has it \(in_progress\)$/],
    ['is re-run, and waits for a reviewer', begun, [run(41, 'waiting', { attempt: 2 })], /^alive: .*waiting/],
    [
      'lost its runner',
      applying,
      [run(41, 'failure')],
      /^error \(run-lost\): run 41 ended \(failure\) at "4\/5 Applying"; the cluster was being changed$/,
    ],
    [
      'ended well without a last status',
      begun,
      [run(41, 'success')],
      /^error \(run-lost\): run 41 ended \(success\) at/,
    ],
    [
      'was cancelled half-way',
      begun,
      [run(41, 'cancelled')],
      /^cancelled \(run-killed\): run 41 was cancelled at "The job has begun"; look at what is live/,
    ],
    ['was deleted', begun, [], /^error \(run-lost\): run 41 was deleted/],
    [
      'was followed by one that is alive',
      [...begun, status('in_progress', 42)],
      [run(41, 'failure'), run(42, 'queued')],
      /^alive: run 42/,
    ],
  ])('%s', (_what, statuses, of, expected) => {
    expect(judged({ statuses }, { of })).toMatch(expected)
  })

  test('the last status leads to the log of the run that had it', () => {
    const verdict = judgeOpen(
      { id: 7, sha: SHA, createdAt: 0, creator: 'ada', statuses: begun },
      { claimed: new Map(), started: [], isComplete: true, others: new Set(), rejections: new Map() },
      { now: 0, noRunAfterMs: 0 },
    )
    expect(verdict).toMatchObject({ kind: 'gone', logUrl: `${page(41)}/attempts/1` })
  })
})

describe('a deployment that no run has claimed', () => {
  const dispatch = { event: 'workflow_dispatch', sha: 'b'.repeat(40) }

  test.each<[string, Partial<RunsAround>, RegExp]>([
    [
      'waits for a reviewer',
      { started: [run(41, 'waiting')] },
      /^alive: run 41 waits for a reviewer or the timer of its environment$/,
    ],
    ['is queued', { started: [run(41, 'queued')] }, /^alive: run 41 is not over \(queued\)$/],
    ['waits in the queue of its environment', { started: [run(41, 'pending')] }, /^alive: /],
    ['waits, by dispatch', { started: [run(41, 'waiting', dispatch)] }, /^alive: /],
    ['may have a run without its id in the title', { started: [run(41, 'waiting', { title: 'Fix it' })] }, /^alive: /],
    [
      'may have a dispatch without its id',
      { started: [run(41, 'queued', { ...dispatch, title: 'deploy' })] },
      /^alive: /,
    ],
    [
      'was cancelled while it waited',
      { started: [run(41, 'cancelled')] },
      /^cancelled \(run-dropped\): .*before it began/,
    ],
    [
      'was rejected',
      { started: [run(41, 'failure')], rejections: new Map([[41, { by: 'grace', comment: 'not on a Friday' }]]) },
      /^refused \(review-rejected\): grace rejected it in review: not on a Friday$/,
    ],
    [
      'has a workflow that is not valid',
      { started: [run(41, 'startup_failure')] },
      /^error \(run-not-started\): run 41 could not start/,
    ],
    ['was skipped by the workflow', { started: [run(41, 'skipped')] }, /^error \(not-picked-up\): run 41 skipped/],
    [
      'has a run that wrote nothing',
      { started: [run(41, 'failure')] },
      /^error \(not-picked-up\): run 41 ended \(failure\)/,
    ],
    ['was dispatched again', { started: [run(41, 'failure'), run(42, 'queued', dispatch)] }, /^alive: run 42/],
    [
      'has no run',
      {},
      /^error \(not-picked-up\): no run: commit aaaaaaa has no workflow on "deployment", or it is disabled, or the run was deleted; or deploy by dispatch$/,
    ],
    [
      'has runs of other deployments beside it',
      {
        started: [
          run(41, 'waiting', { title: 'Deployment 8 of x' }),
          run(42, 'queued', { title: 'x', sha: 'c'.repeat(40) }),
        ],
      },
      /^error \(not-picked-up\): no run/,
    ],
    [
      'has a run beside it that has another',
      { started: [run(41, 'in_progress', { title: 'x' })], others: new Set([41]) },
      /^error \(not-picked-up\): no run/,
    ],
    [
      'has a run beside it that was there before',
      { started: [run(41, 'in_progress', { createdAt: -1 })] },
      /^error \(not-picked-up\): no run/,
    ],
    ['has runs that could not all be read', { isComplete: false }, /^alive: not all workflow runs/],
  ])('%s', (_what, around, expected) => {
    expect(judged({}, around)).toMatch(expected)
  })

  test('its run may still start', () => {
    expect(judged({}, {}, 29)).toBe('alive: its run may still start')
  })

  test("made with the workflow's own token: said", () => {
    expect(judged({ creator: 'github-actions[bot]' }, {})).toMatch(/no run: a workflow's own token created it/)
  })

  test('a claim before the last end is none', () => {
    const statuses = [status('in_progress', 41), status('failure', 41), { ...status('queued', 0), logUrl: '' }]
    expect(judged({ statuses }, { started: [run(42, 'waiting')] })).toMatch(/^alive: run 42/)
  })
})

test.each([
  ['Deployment 7 of abc to staging', 7],
  ['deploy: deployment #12', 12],
  ['Deployment of abc', undefined],
  ['redeployment 7', undefined],
])('deploymentInTitle %s', (title, expected) => {
  expect(deploymentInTitle(title)).toBe(expected)
})
