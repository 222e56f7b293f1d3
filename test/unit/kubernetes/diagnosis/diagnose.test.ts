import { describe, expect, test } from 'vitest'
import type { ContainerStatus, Pod } from '../../../../src/kubernetes/api/pods-and-events.ts'
import { PodHistoryRecorder } from '../../../../src/kubernetes/diagnosis/pod-history.ts'
import { AFTER, BEFORE, deployment, event, pod, replicaSet } from '../workload-facts.ts'
import { causes, ended, INCOMPLETE, short, waiting } from './diagnosed.ts'

const NEVER = { restartPolicy: 'Never' }

describe('pods', () => {
  test('that cannot be placed may be placed later', () => {
    const status = {
      phase: 'Pending',
      conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/1 nodes' }],
    }
    expect(short(causes({ pods: [pod({ state: {} }, { status })] }))).toEqual(['unschedulable waiting'])
  })

  test.each([
    ['MountVolume.SetUp failed for volume "s" : secret "absent" not found', 'config-missing fatal'],
    ['MountVolume.SetUp failed for volume "s" : references non-existent secret key: a', 'config-missing fatal'],
    ['MountVolume.SetUp failed for volume "s" : failed to sync secret cache: timed out', 'node-cache waiting'],
    ['MountVolume.SetUp failed for volume "nfs" : mount failed: exit status 32', 'mount-failed waiting'],
  ])('whose volume is not there: %s', (message, expected) => {
    const events = [event('FailedMount', message, { fieldPath: '' })]
    expect(short(causes({ pods: [pod(waiting('ContainerCreating'))], events }))).toEqual([expected])
  })

  test('that are not ready show what their probe says', () => {
    const events = [event('Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 503')]
    expect(causes({ pods: [pod({ state: { running: {} } })], events })).toMatchObject([
      { code: 'not-ready', fatality: 'waiting', text: expect.stringContaining('503') },
    ])
  })

  test.each([
    ['on its way out', { metadata: { deletionTimestamp: AFTER } }],
    [
      'that its node ended',
      {
        status: {
          phase: 'Failed',
          reason: 'NodeShutdown',
          containerStatuses: [{ name: 'app', state: ended(137), restartCount: 3 }],
        },
      },
    ],
  ])('one %s says nothing', (_, change) => {
    expect(short(causes({ pods: [pod({ state: ended(1), restartCount: 3 }, change)] }))).toEqual([])
  })
})

describe('pods that are not even made', () => {
  test.each([
    ['pods "web-a" is forbidden: exceeded quota: q, requested: pods=1', 'quota-exceeded waiting'],
    ['pods "web-a" is forbidden: violates PodSecurity "restricted:latest": privileged', 'pod-security fatal'],
    [
      'pods "web-a" is forbidden: error looking up service account shop/x: serviceaccount "x" not found',
      'service-account-missing grace',
    ],
    ['Pod "web-a" is invalid: spec.containers: Required value', 'pod-refused fatal'],
    ['Internal error occurred: something else', 'pod-not-created waiting'],
  ])('%s', (message, expected) => {
    const conditions = [
      { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message, lastTransitionTime: AFTER },
    ]
    expect(short(causes({ owners: [replicaSet('rs-2', '2', { conditions })] }))).toEqual([expected])
  })
})

describe('the Deployment itself', () => {
  const deadline = (lastUpdateTime: string) => ({
    type: 'Progressing',
    status: 'False',
    reason: 'ProgressDeadlineExceeded',
    message: 'ReplicaSet "web-x" has timed out progressing.',
    lastUpdateTime,
  })
  const over = (time: string) => deployment({ status: { ...INCOMPLETE, conditions: [deadline(time)] } })

  test('is over its deadline', () => {
    expect(short(causes({ workload: over(AFTER) }))).toEqual(['progress-deadline fatal'])
  })

  test('is not, by a condition that is left from the rollout before', () => {
    expect(short(causes({ workload: over(BEFORE) }))).toEqual([])
  })

  test('over its deadline makes what held it up the cause', () => {
    const events = [event('Unhealthy', 'Readiness probe failed')]
    expect(short(causes({ workload: over(AFTER), pods: [pod({ state: { running: {} } })], events }))).toEqual([
      'not-ready fatal',
    ])
  })

  test('paused is said at once', () => {
    expect(short(causes({ workload: deployment({ spec: { paused: true }, status: INCOMPLETE }) }))).toEqual([
      'rollout-paused fatal',
    ])
  })

  test('says nothing before the controller has seen what was applied', () => {
    const unseen = deployment({ status: { ...INCOMPLETE, observedGeneration: 2 } })
    expect(short(causes({ workload: unseen, pods: [pod(waiting('InvalidImageName'))] }))).toEqual([])
  })
})

test('the worst comes first, and each only once', () => {
  const pods = [
    pod({ state: { running: {} } }),
    pod(waiting('InvalidImageName'), { metadata: { name: 'web-b', uid: 'p-2' } }),
    pod(waiting('InvalidImageName'), { metadata: { name: 'web-c', uid: 'p-3' } }),
  ]
  expect(short(causes({ pods }))).toEqual(['image-name-invalid fatal', 'not-ready waiting'])
})

describe('a pod that has failed as a whole', () => {
  const killed = { state: ended(137), ready: false }
  const failed = (reason: string, spec: Pod['spec'] = {}) =>
    pod(killed, { spec, status: { phase: 'Failed', reason, message: 'the node was low on memory' } })

  test.each<[string, Pod, readonly string[]]>([
    ['evicted, of a Deployment', failed('Evicted'), ['pod-evicted waiting']],
    ['evicted, of a Job: its containers say nothing more', failed('Evicted', NEVER), ['pod-evicted waiting']],
    ['which is replaced, whatever its containers say', failed('Other'), []],
    ['which is not replaced: its container says why', failed('Other', NEVER), ['crash waiting']],
    ['whose spec does not say when it restarts', pod(killed, { status: { phase: 'Failed' } }), []],
  ])('%s', (_, one, expected) => {
    expect(short(causes({ pods: [one] }))).toEqual(expected)
  })

  test('from before the apply is no news', () => {
    const memory = new PodHistoryRecorder()
    memory.begin([failed('Evicted')])
    expect(causes({ pods: [failed('Evicted')] }, memory)).toEqual([])
  })
})

describe('sidecars of a pod that ends', () => {
  const sidecar = { name: 'proxy', restartPolicy: 'Always' }
  const stopped = [{ name: 'proxy', ready: false, restartCount: 0, state: ended(143) }]
  const of = (restartPolicy: string, own: Partial<ContainerStatus>) =>
    short(
      causes({
        pods: [
          pod(own, { spec: { restartPolicy, initContainers: [sidecar] }, status: { initContainerStatuses: stopped } }),
        ],
      }),
    )

  test.each<[string, string, Partial<ContainerStatus>, readonly string[]]>([
    ['end as they like when the work is done', 'Never', { state: ended(0, { reason: 'Completed' }) }, []],
    ['also when it failed for good', 'Never', { state: ended(1) }, ['crash waiting']],
    ['also when it may be done again', 'OnFailure', { state: ended(0, { reason: 'Completed' }) }, []],
    [
      'are named while it goes on',
      'Never',
      { state: { running: {} }, ready: true },
      ['injected-container-failed waiting'],
    ],
    [
      'are named while a failure of it may be tried again',
      'OnFailure',
      { state: ended(1) },
      ['injected-container-failed waiting', 'crash waiting'],
    ],
    [
      'and of a pod that must not end',
      'Always',
      { state: ended(0, { reason: 'Completed' }) },
      ['injected-container-failed waiting', 'crash waiting'],
    ],
  ])('%s', (_, restartPolicy, own, expected) => {
    expect(of(restartPolicy, own)).toEqual(expected)
  })
})
