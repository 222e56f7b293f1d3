import { describe, expect, test } from 'vitest'
import { type ApplyCount, CLUSTER_STATE } from '../../../src/deployments/cluster-state.ts'
import {
  endingAfterRestore,
  endingOfFailure,
  endingOfRollout,
  endingOfWritten,
  endOfJob,
  redacted,
} from '../../../src/deployments/endings.ts'
import type { RestoreResult } from '../../../src/deployments/progress.ts'
import { type RunState, serializeEnding } from '../../../src/deployments/run-state.ts'
import type { Ending } from '../../../src/domain/deployment/ending.ts'
import { endingText } from '../../../src/domain/deployment/status-text.ts'
import type { Finding } from '../../../src/errors.ts'
import { UserError } from '../../../src/errors.ts'
import type { Cause, FollowResult, WorkloadReport } from '../../../src/kubernetes/rollout/watch-rollouts.ts'
import type { ReasonCode } from '../../../src/reasons/registry.ts'

const CAUSE: Cause = {
  ...{ code: 'crash', object: 'Deployment/web', namespace: 'shop', container: 'app' },
  ...{ text: 'exit code 1', advice: 'read the log', fatality: 'fatal' },
}
const WORKLOAD: WorkloadReport = {
  ...{ object: 'Deployment/web', namespace: 'shop', name: 'web', state: 'progressing', text: '', seconds: 1 },
  ...{ desired: 2, updated: 1, available: 2 },
}

const TAKEN = {
  object: 'Deployment/api',
  state: 'taken-over',
  text: 'spec.paused was changed by kubectl-patch',
} as const

function rollout(change: Partial<FollowResult>): FollowResult {
  return { outcome: 'failed', workloads: [WORKLOAD], causes: [], ...change }
}

describe('how a rollout ends a deployment', () => {
  test.each<[string, FollowResult, object]>([
    ['complete', rollout({ outcome: 'complete' }), { outcome: 'success', reason: 'deployed' }],
    [
      'failed: object and container first, then the code',
      rollout({ cause: CAUSE, causes: [CAUSE] }),
      { outcome: 'failed', reason: 'crash', text: 'Deployment/web, container app: crash: exit code 1' },
    ],
    [
      'out of time, with a cause',
      rollout({ outcome: 'timeout', cause: CAUSE, causes: [CAUSE] }),
      { reason: 'crash', text: 'timeout: Deployment/web, container app: crash: exit code 1' },
    ],
    [
      'out of time, without one',
      rollout({ outcome: 'timeout' }),
      { reason: 'timeout', text: 'timeout: not complete: Deployment/web' },
    ],
    [
      'taken over: object, field and manager',
      rollout({ outcome: 'taken-over', workloads: [WORKLOAD, { ...WORKLOAD, ...TAKEN }] }),
      {
        outcome: 'failed',
        reason: 'objects-taken-over',
        text: 'during the rollout: Deployment/api: spec.paused was changed by kubectl-patch',
      },
    ],
    [
      'taken over by another deployment of ours',
      rollout({ outcome: 'superseded', workloads: [{ ...WORKLOAD, ...TAKEN }] }),
      { outcome: 'superseded', reason: 'rollout-superseded', text: expect.stringContaining('Deployment/api') },
    ],
  ])('%s', (_what, result, expected) => {
    expect(endingOfRollout(result, 1000)).toMatchObject(expected)
  })

  test('every cause is a finding, with what to do', () => {
    const other: Cause = { ...CAUSE, code: 'not-ready', text: 'not ready', advice: '' }
    expect(endingOfRollout(rollout({ cause: CAUSE, causes: [CAUSE, other] }), 1).findings).toEqual([
      { reason: 'crash', text: 'exit code 1. read the log', where: 'Deployment/web' },
      { reason: 'not-ready', text: 'not ready', where: 'Deployment/web' },
    ])
  })
})

describe('how what was thrown ends a deployment', () => {
  const running = new AbortController().signal
  const stopped = AbortSignal.abort(new Error('this run was stopped'))
  const late = new UserError('timeout', 'the time was used up')

  const none = { all: 83, applied: 0, unsure: 0 }
  const some = { all: 83, applied: 21, unsure: 3 }
  const all = { all: 83, applied: 83, unsure: 0 }
  test.each<[string, unknown, ApplyCount | undefined, AbortSignal, object]>([
    [
      'stopped, untouched',
      late,
      undefined,
      stopped,
      { outcome: 'cancelled', text: 'this run was stopped; nothing was changed' },
    ],
    [
      'stopped at the start of the apply',
      late,
      none,
      stopped,
      { outcome: 'cancelled', text: 'this run was stopped; nothing was changed: 0 of 83 objects were applied' },
    ],
    [
      'stopped in the apply, with requests on their way',
      late,
      some,
      stopped,
      {
        outcome: 'cancelled',
        text: 'this run was stopped; 21 of 83 objects were applied, 3 more may have been',
      },
    ],
    [
      'stopped in the rollout',
      late,
      all,
      stopped,
      {
        outcome: 'cancelled',
        text: 'this run was stopped; the cluster is left as it is; the rollout continues',
      },
    ],
    [
      'late, untouched',
      late,
      undefined,
      running,
      { outcome: 'error', reason: 'timeout', text: 'the time was used up' },
    ],
    [
      'late in the apply',
      late,
      some,
      running,
      {
        outcome: 'failed',
        reason: 'timeout',
        text: expect.stringMatching(/up; 21 of 83 .*, 3 more may have been$/),
      },
    ],
    [
      'late, nothing sent',
      late,
      none,
      running,
      { outcome: 'failed', text: expect.stringMatching(/nothing was changed: 0/) },
    ],
    ['a bug, untouched', new TypeError('x'), undefined, running, { reason: 'bug', text: expect.stringMatching(/x$/) }],
    ['a bug, touched', new TypeError('x'), some, running, { text: expect.stringMatching(/x; 21 of 83 objects/) }],
    [
      'refused',
      new UserError('image-missing', 'no image'),
      undefined,
      running,
      { outcome: 'refused', reason: 'image-missing', text: 'no image' },
    ],
  ])('%s', (_what, thrown, count, signal, expected) => {
    expect(endingOfFailure(thrown, count, signal)).toMatchObject(expected)
  })
})

describe('how a run ends that did not live to say so', () => {
  const stateOf = (kept: Readonly<Record<string, string>>): RunState => ({
    read: key => kept[key] ?? '',
    save: () => undefined,
  })
  const SAVED = { outcome: 'refused', reason: 'image-missing', text: 'no image', findings: [] } as const

  test.each<[string, Readonly<Record<string, string>>, object]>([
    [
      'before it began',
      {},
      {
        outcome: 'error',
        reason: 'run-not-started',
        text: 'the job ended before the deployment began; nothing was changed',
      },
    ],
    [
      'before the cluster was changed',
      { begun: 'true' },
      { outcome: 'cancelled', reason: 'run-killed', text: 'the run was stopped half-way; nothing was changed' },
    ],
    [
      'after that',
      { begun: 'true', touched: 'true' },
      {
        outcome: 'cancelled',
        reason: 'run-killed',
        text: `the run was stopped half-way; ${CLUSTER_STATE.maybe}`,
      },
    ],
    [
      'by an error of its own',
      { begun: 'true', touched: 'true', crashed: 'out of memory' },
      { outcome: 'error', reason: 'bug', text: `bug: out of memory; ${CLUSTER_STATE.maybe}` },
    ],
    [
      'while the last good release was being restored',
      { begun: 'true', touched: 'true', restoring: 'abc1234' },
      { outcome: 'cancelled', reason: 'run-killed', after: 'restoring abc1234 was in progress' },
    ],
    [
      'by a crash, while the last good release was being restored',
      { begun: 'true', touched: 'true', restoring: 'abc1234', crashed: 'x is undefined' },
      { outcome: 'error', reason: 'bug', after: 'restoring abc1234 was in progress' },
    ],
    ['with an end that it has saved', { begun: 'true', touched: 'true', end: serializeEnding(SAVED) }, SAVED],
  ])('%s', (_, kept, expected) => {
    expect(endOfJob(stateOf(kept)).ending).toMatchObject({ findings: [], ...expected })
  })

  test.each<[string, readonly string[], boolean, string]>([
    ['its last step', ['1/5 Checking the commit'], false, CLUSTER_STATE.notKnown],
    ['that it was applying', ['1/5 Checking the commit', '4/5 Applying 3 objects'], true, CLUSTER_STATE.maybe],
  ])('and whose runner kept nothing, by its statuses: %s', (_, descriptions, touched, live) => {
    const own = descriptions.map(description => ({ description }))
    const text = `the run was stopped half-way; ${live}`
    expect(endOfJob(stateOf({}), own)).toMatchObject({ ending: { reason: 'run-killed', text }, touched })
  })

  test('a status of others says nothing of how far it came', () => {
    const { ending, touched } = endOfJob(stateOf({}), [{ description: 'waiting for a review' }])
    expect([ending.reason, touched]).toEqual(['run-not-started', false])
  })
})

describe('what was done after a failure', () => {
  const FAILED: Ending = { outcome: 'failed', reason: 'crash', text: 'x'.repeat(300), findings: [] }
  const STOPPED: Ending = { ...FAILED, outcome: 'cancelled', reason: 'cancelled' }
  const release = 'abc1234 of deployment 3123456789'
  const failure: Finding = { reason: 'crash', text: 'exit code 1' }
  const stop = { kind: 'stopped', release, reason: 'hold-lost', text: 'the Lease is lost', failure } as const
  test.each<[string, Ending, RestoreResult, string, ReasonCode]>([
    ['it is live again', FAILED, { kind: 'restored', commit: 'abc', release }, `; ${release} is live again`, 'crash'],
    [
      'failed too',
      FAILED,
      { kind: 'failed', release, text: 'y', touched: true },
      `; restoring ${release} failed too`,
      'restore-failed',
    ],
    [
      'is refused',
      FAILED,
      { kind: 'refused', release, text: 'y' },
      `; ${release} cannot be applied again`,
      'restore-failed',
    ],
    [
      'none',
      FAILED,
      { kind: 'none', text: 'others have changed the objects' },
      'others have changed the objects',
      'crash',
    ],
    ['no Lease', FAILED, { ...stop, release: 'abc1234' }, '; restoring abc1234 stopped: the Lease is lost', 'crash'],
    ['a stop', STOPPED, { ...stop, release: 'abc1234' }, '; restoring abc1234 was in progress', 'cancelled'],
  ])('%s: whole at the end of a status of 140 characters', (_, ending, restore, end, reason) => {
    const after = endingAfterRestore(ending, restore)
    expect(endingText(after).endsWith(end)).toBe(true)
    expect([endingText(after).length, after.reason]).toEqual([140, reason])
  })

  test('a success, and one that was superseded, stay as they are', () => {
    for (const outcome of ['success', 'superseded'] as const) {
      const ending: Ending = { ...FAILED, outcome }
      expect(endingAfterRestore(ending, { kind: 'none', text: 'x' })).toBe(ending)
    }
  })
})

test('secrets are hidden in the text, in findings and in where they were found', () => {
  const findings: Finding[] = [{ reason: 'image-missing', text: 'hunter2 here', where: 'hunter2.yaml:1' }]
  const ending = { outcome: 'refused', reason: 'image-missing', text: 'holds hunter2', findings } as const
  const clean = redacted(ending, text => text.replaceAll('hunter2', '***'))
  expect(clean).toMatchObject({ text: 'holds ***', findings: [{ text: '*** here', where: '***.yaml:1' }] })
})

test.each([
  ['success', 'Deployed in 14 s', { outcome: 'success', reason: 'deployed' }],
  ['failure', 'Failed: Deployment/web: crash', { outcome: 'failed', reason: 'run-killed' }],
] as const)('a last status of %s is an ending without more findings', (state, description, expected) => {
  const status = { id: 1, state, description, logUrl: 'log', createdAt: '2026-01-01T10:00:00Z' }
  expect(endingOfWritten(status)).toMatchObject({ findings: [], ...expected })
})
