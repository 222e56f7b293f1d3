import { describe, expect, test } from 'vitest'
import { jobKind } from '../../../../src/kubernetes/kinds/job.ts'
import { AFTER, AT, BEFORE, condition, eventOf, judged, podOf, type Shown } from './judged.ts'

const START_TIME = AFTER
const judge = (shown: Shown) => judged(jobKind, { spec: { completions: 1 }, ...shown })
const done = { startTime: START_TIME, completionTime: AFTER, succeeded: 1, conditions: [condition('Complete', 'True')] }
const failedPod = (change: object = {}) =>
  podOf({
    spec: { restartPolicy: 'Never' },
    status: {
      phase: 'Failed',
      containerStatuses: [{ name: 'app', state: { terminated: { exitCode: 3, reason: 'Error' } } }],
      ...change,
    },
  })

test.each<[string, Shown, string, string]>([
  ['complete', { status: done }, 'complete', '1/1 succeeded'],
  [
    'complete by an earlier deployment',
    { status: { ...done, completionTime: BEFORE } },
    'complete',
    '1/1 succeeded, before this deployment',
  ],
  [
    'complete in the second of an apply of nothing',
    { status: { ...done, completionTime: AT }, target: { unchanged: true } },
    'complete',
    '1/1 succeeded, before this deployment',
  ],
  ['complete in the second of its apply', { status: { ...done, completionTime: AT } }, 'complete', '1/1 succeeded'],
  ['running', { status: { startTime: START_TIME, active: 1 } }, 'progressing', '0/1 succeeded, 1 active'],
  [
    'running, with failures',
    { spec: { completions: 5 }, status: { startTime: START_TIME, active: 1, failed: 2, succeeded: 3 } },
    'progressing',
    '3/5 succeeded, 1 active, 2 failed',
  ],
  [
    'as many as run at the same time',
    { spec: { parallelism: 3 }, status: { startTime: START_TIME } },
    'progressing',
    '0/3 succeeded',
  ],
  ['not seen by its controller', {}, 'progressing', 'waiting for its controller'],
  [
    'suspended by intention',
    { spec: { suspend: true }, status: { conditions: [condition('Suspended', 'True', 'JobSuspended')] } },
    'complete',
    'suspended',
  ],
  [
    'resumed',
    { spec: { suspend: false }, status: { startTime: START_TIME, conditions: [condition('Suspended', 'False')] } },
    'progressing',
    '0/1 succeeded',
  ],
  [
    'will succeed, but its last pod still runs',
    { status: { startTime: START_TIME, conditions: [condition('SuccessCriteriaMet', 'True')] } },
    'progressing',
    '0/1 succeeded',
  ],
  ['made anew', { metadata: { uid: 'u-2' }, status: done }, 'taken-over', 'deleted and created again'],
])('%s', (_, shown, state, text) => {
  expect(judge(shown)).toMatchObject({ state, text })
})

test('resumed, but its controller has not seen that', () => {
  const status = { startTime: START_TIME, conditions: [condition('Suspended', 'True')] }
  expect(judge({ spec: { suspend: false }, status }).state).toBe('progressing')
})

test('its success is final, and it has no pods that serve', () => {
  expect(judge({ status: done })).toMatchObject({ ended: true })
  expect(judge({ status: done }).numbers).not.toHaveProperty('desired')
  const suspended = { conditions: [condition('Suspended', 'True')] }
  expect(judge({ spec: { suspend: true }, status: suspended }).ended).toBe(false)
})

describe('a failure', () => {
  const failed = (reason: string, message: string, time = AFTER) => ({
    ...{ startTime: START_TIME, failed: 1, conditions: [condition('Failed', 'True', reason, message, time)] },
  })

  test('is the cause of its pod first', () => {
    expect(judge({ status: failed('BackoffLimitExceeded', 'too many'), pods: [failedPod()] })).toMatchObject({
      state: 'failing',
      causes: ['crash fatal', 'job-failed fatal'],
      why: ['exited with code 3', 'BackoffLimitExceeded: too many'],
    })
  })

  test.each([
    ['the time is over', failed('DeadlineExceeded', 'Job was active longer than specified deadline')],
    ['its pods are gone', failed('BackoffLimitExceeded', 'Job has reached the specified backoff limit')],
    [
      'its last pods still end',
      { startTime: START_TIME, conditions: [condition('FailureTarget', 'True', 'PodFailurePolicy')] },
    ],
  ])('%s', (_, status) => {
    expect(judge({ status })).toMatchObject({ state: 'failing', causes: ['job-failed fatal'] })
  })

  test('is the cause that its pods had, when it has deleted them', () => {
    const status = { startTime: START_TIME, active: 1 }
    const over = { status: failed('BackoffLimitExceeded', 'x') }
    expect(judge({ status, pods: [failedPod()], next: [over] }).causes).toEqual(['crash fatal', 'job-failed fatal'])
  })

  test('is not what its pods had before they ran', () => {
    const status = { startTime: START_TIME, active: 1 }
    const silent = podOf({
      spec: { nodeName: 'n', restartPolicy: 'Never' },
      status: { phase: 'Pending', containerStatuses: [] },
    })
    const over = { status: failed('DeadlineExceeded', 'x') }
    const causesOf = (...next: NonNullable<Shown['next']>) => judge({ status, pods: [silent], next }).causes
    expect(causesOf({ status, pods: [podOf()] }, over)).toEqual(['job-failed fatal'])
    expect(causesOf(over)).toEqual(['node-silent fatal', 'job-failed fatal'])
    const going = podOf({ metadata: { deletionTimestamp: AFTER } })
    expect(causesOf({ status, pods: [going] }, over)).toEqual(['node-silent fatal', 'job-failed fatal'])
  })

  test('comes before what passes by itself: that the caches of its node were late', () => {
    const pods = [podOf({ status: { phase: 'Pending', containerStatuses: [] } })]
    const late = 'MountVolume.SetUp failed for volume "v" : failed to sync configmap cache: timed out'
    const involvedObject = { name: 'web-0', uid: 'p-0' }
    const events = [{ ...eventOf('FailedMount', late, AFTER), involvedObject }]
    const { causes } = judge({ status: failed('DeadlineExceeded', 'x'), pods, events })
    expect(causes).toEqual(['job-failed fatal', 'node-cache fatal'])
  })

  test('of an earlier deployment says so: it does not run again', () => {
    expect(judge({ status: failed('BackoffLimitExceeded', 'x', BEFORE), target: { unchanged: true } }).why).toEqual([
      'BackoffLimitExceeded: x, before this deployment',
    ])
  })

  test('counts also when it is deleted at once', () => {
    const job = (status: object) => ({ metadata: { name: 'web' }, spec: {}, status })
    expect(jobKind.hasEnded?.(job(failed('BackoffLimitExceeded', 'x')))).toBe(true)
    expect(jobKind.hasEnded?.(job(done))).toBe(true)
    expect(jobKind.hasEnded?.(job({ startTime: START_TIME }))).toBe(false)
  })
})

describe('while it runs', () => {
  const status = { startTime: START_TIME, active: 1, failed: 1 }

  test.each([
    ['a pod that failed once', failedPod(), ['crash waiting']],
    [
      'a container that was started again often',
      podOf({
        spec: { restartPolicy: 'OnFailure' },
        status: {
          containerStatuses: [
            {
              name: 'app',
              restartCount: 4,
              state: { waiting: { reason: 'CrashLoopBackOff' } },
              lastState: { terminated: { exitCode: 1 } },
            },
          ],
        },
      }),
      ['crash waiting'],
    ],
    [
      'a container that did its work',
      podOf({
        spec: { restartPolicy: 'Never' },
        status: { phase: 'Succeeded', containerStatuses: [{ name: 'app', state: { terminated: { exitCode: 0 } } }] },
      }),
      [],
    ],
    [
      'an image that is not there',
      podOf({
        spec: { restartPolicy: 'Never' },
        status: {
          phase: 'Pending',
          containerStatuses: [
            { name: 'app', state: { waiting: { reason: 'ErrImagePull', message: 'web:2: not found' } } },
          ],
        },
      }),
      ['image-not-found fatal'],
    ],
  ])('%s: it counts failures itself, but what cannot heal is fatal', (_, pod, causes) => {
    expect(judge({ status, pods: [pod] }).causes).toEqual(causes)
  })

  test('a pod that cannot be created is named, also before it has a status', () => {
    const events = [eventOf('FailedCreate', 'Error creating: pods "web-" is forbidden: violates PodSecurity')]
    expect(judge({ events }).causes).toEqual(['pod-security fatal'])
  })
})
