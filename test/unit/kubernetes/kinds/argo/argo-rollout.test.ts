import { expect, test } from 'vitest'
import { BEFORE } from '../judged.ts'
import {
  conditionOf,
  GOING,
  judgedRollout,
  NEW,
  OLD,
  podOfSet,
  type ShownRollout,
  setOf,
  templateOf,
} from './rollout-facts.ts'

const HEALTHY = { ...GOING, phase: 'Healthy', stableRS: 'new', currentStepIndex: 5, updatedReplicas: 4 }
const DONE = [setOf('old', OLD, 0), setOf('new', NEW, 4)]
const paused = (reason: string, change: object = {}) => ({
  ...{ ...GOING, phase: 'Paused', currentStepIndex: 1, updatedReplicas: 1, controllerPause: true },
  pauseConditions: [{ reason, startTime: BEFORE }],
  ...change,
})
const blueGreen = (change: object) => ({ strategy: { blueGreen: { activeService: 'web', ...change } } })
const aborted = (message: string) => ({
  ...{ ...GOING, phase: 'Degraded', abort: true, updatedReplicas: 1 },
  conditions: [conditionOf('Progressing', 'RolloutAborted', message)],
})

test.each<[string, ShownRollout, string, string]>([
  ['is complete', { status: HEALTHY, sets: DONE }, 'complete', '4/4 updated, 4 available'],
  ['goes on', { status: { ...GOING, updatedReplicas: 1 } }, 'progressing', 'step 1 of 5, 1/4 updated, 1 available'],
  [
    'is at a timed pause, which ends by itself',
    { status: paused('CanaryPauseStep', { currentStepIndex: 3 }) },
    'progressing',
    'step 4 of 5, 1/4 updated, 1 available',
  ],
  ['resumes', { status: paused('', { pauseConditions: [] }) }, 'progressing', 'step 2 of 5, 1/4 updated, 1 available'],
  [
    'was asked to be aborted, and its controller has not done it yet',
    { status: { ...GOING, abort: true, updatedReplicas: 1 } },
    'progressing',
    'step 1 of 5, 1/4 updated, 1 available',
  ],
  ['is scaled to 0', { spec: { replicas: 0 }, status: { ...HEALTHY, updatedReplicas: 0 } }, 'complete', 'scaled to 0'],
  [
    'switches by itself after its seconds',
    { spec: blueGreen({ autoPromotionSeconds: 30 }), status: paused('BlueGreenPause') },
    'progressing',
    '1/4 updated, 1 available',
  ],
  [
    'has all steps behind it, and is not stable yet',
    { status: { ...HEALTHY, stableRS: 'old' }, sets: DONE },
    'progressing',
    '4/4 updated, 4 available',
  ],
  [
    'is healthy, and has lost pods meanwhile',
    { status: HEALTHY, sets: [setOf('new', NEW, 3)] },
    'progressing',
    '4/4 updated, 3 available',
  ],
])('a Rollout that %s', (_, shown, state, text) => {
  const judged = judgedRollout(shown)
  expect(judged).toMatchObject({ state, text, causes: '' })
})

const STALE = { ...HEALTHY, currentPodHash: 'old', stableRS: 'old' }
const less = { ...NEW, metadata: { labels: {} } }

test.each<[string, ShownRollout]>([
  ['is of the generation before', { status: { ...HEALTHY, observedGeneration: '1' }, sets: DONE }],
  ['has the new generation and is still about the template before', { status: STALE }],
  ['has a ReplicaSet that is not seen yet', { status: HEALTHY, sets: [] }],
  [
    'is still about a template that had all of the new one, and more',
    {
      spec: { template: less },
      status: { ...STALE },
      sets: [setOf('old', NEW, 4)],
      target: { object: asApplied(less), before: asApplied(NEW) },
    },
  ],
  ['is of another Rollout of that name', { status: HEALTHY, sets: [foreign(setOf('new', NEW, 4))] }],
])('a status that %s says nothing about this deployment', (_, shown) => {
  expect(judgedRollout(shown)).toMatchObject({ observed: false, state: 'progressing' })
})

function asApplied(template: object) {
  return { metadata: { name: 'web' }, spec: { template }, status: { currentPodHash: 'old' } }
}

function foreign(set: ReturnType<typeof setOf>) {
  return { ...set, metadata: { ...set.metadata, ownerReferences: [] } }
}

test('a template that only has another form has the hash that it had', () => {
  const before = asApplied({
    ...NEW,
    spec: { containers: [{ name: 'app', image: 'web:2', resources: { requests: { cpu: '500m' } } }] },
  })
  const shown = {
    status: { ...HEALTHY, currentPodHash: 'old', stableRS: 'old' },
    sets: [setOf('old', NEW, 4)],
    target: { before },
  }
  expect(judgedRollout(shown)).toMatchObject({ observed: true, state: 'complete' })
})

const GO_ON = 'kubectl argo rollouts promote (or abort) web -n shop'

test.each<[string, ShownRollout, string, string]>([
  [
    'a pause without an end',
    { status: paused('CanaryPauseStep') },
    'rollout-held waiting',
    `paused at step 2 of 5 (weight 25 %), 1 of 4 pods new; ${GO_ON}`,
  ],
  [
    'a switch that waits for a person',
    { spec: blueGreen({ autoPromotionEnabled: false }), status: paused('BlueGreenPause') },
    'rollout-held waiting',
    `paused before the switch of its active Service, 1 of 4 pods new; ${GO_ON}`,
  ],
  [
    'an analysis that came to no end',
    { status: paused('InconclusiveAnalysisRun') },
    'rollout-held waiting',
    `paused at step 2 of 5: an analysis was inconclusive, 1 of 4 pods new; ${GO_ON}`,
  ],
  [
    'paused by hand, or by the template',
    { spec: { paused: true }, status: { ...paused('CanaryPauseStep') } },
    'rollout-paused fatal',
    'the Rollout has spec.paused, so it does not go on; kubectl argo rollouts promote resumes it',
  ],
  [
    'aborted by an analysis',
    { status: aborted('Rollout aborted update to revision 2: Metric "errors" assessed Failed') },
    'rollout-aborted fatal',
    'Rollout aborted update to revision 2: Metric "errors" assessed Failed',
  ],
  [
    'over its deadline',
    { status: { ...GOING, conditions: [conditionOf('Progressing', 'ProgressDeadlineExceeded', 'timed out')] } },
    'progress-deadline fatal',
    'timed out',
  ],
  [
    'over its deadline before this deployment',
    { status: { ...GOING, conditions: [conditionOf('Progressing', 'ProgressDeadlineExceeded', 'timed out', BEFORE)] } },
    'progress-deadline waiting',
    'timed out (was failing before this deployment)',
  ],
  [
    'a ReplicaSet that is refused',
    {
      status: {
        ...{ ...STALE, phase: 'Progressing' },
        conditions: [
          conditionOf(
            'Progressing',
            'ReplicaSetCreateError',
            'Failed to create new replica set "web-new": is forbidden: exceeded quota: sets',
          ),
        ],
      },
    },
    'quota-exceeded waiting',
    'Failed to create new replica set "web-new": is forbidden: exceeded quota: sets',
  ],
  [
    'no controller',
    {},
    'resource-not-ready waiting',
    'no controller of Argo Rollouts has looked at it: check that one runs, and that it watches this namespace',
  ],
])('%s is named', (_, shown, causes, why) => {
  expect(judgedRollout(shown)).toMatchObject({ causes, why })
})

const INVALID = {
  status: {
    ...{ ...STALE, phase: 'Degraded' },
    conditions: [conditionOf('InvalidSpec', 'InvalidSpec', 'service "web-canary" not found')],
  },
}

test('an invalid Rollout is given the time in which its controller looks again', () => {
  expect(judgedRollout(INVALID)).toMatchObject({
    causes: 'rollout-invalid grace',
    why: 'service "web-canary" not found',
  })
  expect(judgedRollout({ ...INVALID, later: 30_000 }).causes).toBe('rollout-invalid fatal')
  const before = { ...INVALID.status, observedGeneration: '1' }
  expect(judgedRollout({ status: before }).causes).toBe('')
})

test('the pods of the new template are diagnosed, and no others', () => {
  const broken = {
    containerStatuses: [{ name: 'app', state: { waiting: { reason: 'ErrImagePull', message: 'web:2: not found' } } }],
  }
  const of = (hash: string) => judgedRollout({ status: GOING, pods: [podOfSet(hash, broken)] }).causes
  expect(of('new')).toContain('image-not-found fatal')
  expect(of('old')).toBe('')
})

const REFERRED = { template: undefined, workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } }
const SOURCE = { metadata: { name: 'web', generation: 7 }, spec: { template: templateOf('web:2') } }
const annotated = (generation: string) => ({ annotations: { 'rollout.argoproj.io/workload-generation': generation } })

test.each<[string, ShownRollout, boolean]>([
  [
    'seen',
    { metadata: annotated('7'), status: { ...HEALTHY, workloadObservedGeneration: '7' }, target: { source: SOURCE } },
    true,
  ],
  [
    'not seen yet',
    { metadata: annotated('6'), status: { ...HEALTHY, workloadObservedGeneration: '6' }, target: { source: SOURCE } },
    false,
  ],
  [
    'noticed, but not worked on',
    { metadata: annotated('7'), status: { ...HEALTHY, workloadObservedGeneration: '6' }, target: { source: SOURCE } },
    false,
  ],
  ['never looked at', { status: HEALTHY, target: { source: SOURCE } }, false],
  [
    'not of the set',
    { metadata: annotated('3'), status: { ...HEALTHY, workloadObservedGeneration: '3' }, sets: [] },
    true,
  ],
])('the template of another object that is %s', (_, shown, observed) => {
  expect(judgedRollout({ sets: DONE, ...shown, spec: REFERRED }).observed).toBe(observed)
})
