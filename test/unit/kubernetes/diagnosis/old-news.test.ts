import { describe, expect, test } from 'vitest'
import type { ContainerStatus, KubeEvent, Pod } from '../../../../src/kubernetes/api/pods-and-events.ts'
import { PodHistoryRecorder } from '../../../../src/kubernetes/diagnosis/pod-history.ts'
import { AFTER, BEFORE, deployment, event, pod, replicaSet, target } from '../workload-facts.ts'
import { causes, ended, INCOMPLETE, NOT_FOUND, NOT_FOUND_STATUS, short, waiting } from './diagnosed.ts'

const OLD = 'was failing before this deployment'
const looping = (restartCount: number, startedAt: string): Partial<ContainerStatus> => ({
  ...waiting('CrashLoopBackOff'),
  lastState: ended(1, { startedAt, finishedAt: startedAt }),
  restartCount,
})
const dated = (time: string, one: KubeEvent): KubeEvent => ({ ...one, lastTimestamp: time })

/** The causes at the first look, of a pod that was there before the apply in the first of its states. */
function followed(states: readonly Partial<ContainerStatus>[], events: readonly KubeEvent[] = []) {
  const memory = new PodHistoryRecorder()
  const pods = states.map(state => pod(state))
  memory.begin(pods.slice(0, 1))
  let found: ReturnType<typeof causes> = []
  for (const one of pods) found = causes({ pods: [one], events }, memory)
  return found
}

test('what pods say is not about this release as long as its controller has not seen it', () => {
  const pods = [pod(waiting('CreateContainerConfigError', 'secret "s" not found'))]
  const of = (observedGeneration: number) =>
    short(causes({ pods, workload: deployment({ status: { ...INCOMPLETE, observedGeneration } }) }))
  expect([of(2), of(3)]).toEqual([[], ['config-missing fatal']])
})

describe('what a pod said before the apply is waited for, and said to be old', () => {
  test.each<[string, Partial<ContainerStatus>, string]>([
    ['a Secret', waiting('CreateContainerConfigError', 'secret "s" not found'), 'config-missing'],
    [
      'root',
      waiting('CreateContainerConfigError', 'container has runAsNonRoot and image will run as root'),
      'runs-as-root',
    ],
    ['an image', waiting('ErrImagePull', NOT_FOUND_STATUS), 'image-not-found'],
    [
      'an image, backing off',
      waiting('ImagePullBackOff', `Back-off pulling image "r": ${NOT_FOUND_STATUS}`),
      'image-not-found',
    ],
    ['an image on the node', waiting('ErrImageNeverPull', 'not present'), 'image-not-on-node'],
    [
      'a command',
      waiting('RunContainerError', 'exec: "foo": executable file not found in $PATH'),
      'container-command-invalid',
    ],
    [
      'a command, backing off',
      {
        ...waiting('CrashLoopBackOff'),
        lastState: ended(128, { reason: 'StartError', message: 'exec: "/a": no such file or directory' }),
        restartCount: 3,
      },
      'container-command-invalid',
    ],
    ['a crash loop', looping(5, BEFORE), 'crash'],
    ['a crash', { state: ended(1), restartCount: 5 }, 'crash'],
    ['memory', { state: ended(137, { reason: 'OOMKilled' }), restartCount: 5 }, 'out-of-memory'],
  ])('%s', (_, status, code) => {
    const found = followed([status])
    expect(short(found)).toEqual([`${code} waiting`])
    expect(found[0]?.text).toContain(OLD)
    // The same in a pod that this apply made is fatal, or a first crash.
    expect(causes({ pods: [pod(status)] })[0]?.text).not.toContain(OLD)
  })

  test('but not an image name: it is a part of the template, and nothing else can put it right', () => {
    expect(short(followed([waiting('InvalidImageName', 'bad')]))).toEqual(['image-name-invalid fatal'])
  })
})

describe('what happens again after the apply is fatal', () => {
  const config = waiting('CreateContainerConfigError', 'secret "s" not found')
  const pulled = waiting('ErrImagePull', NOT_FOUND_STATUS)
  const backOff = waiting('ImagePullBackOff', 'Back-off pulling image "r"')
  const again = event('Failed', 'Error: secret "s" not found')
  test.each<[string, readonly Partial<ContainerStatus>[], readonly KubeEvent[], string]>([
    ['an event after the apply', [config], [again], 'config-missing fatal'],
    ['an event before the apply', [config], [dated(BEFORE, again)], 'config-missing waiting'],
    [
      'another text',
      [config, waiting('CreateContainerConfigError', 'secret "t" not found')],
      [],
      'config-missing fatal',
    ],
    ['the same text after another', [config, waiting('ContainerCreating'), config], [], 'config-missing fatal'],
    ['a failed pull by its event', [backOff], [event('Failed', NOT_FOUND)], 'image-not-found fatal'],
    [
      'only a back-off: nothing was pulled',
      [pulled, backOff],
      [event('Failed', 'Error: ImagePullBackOff')],
      'image-not-found waiting',
    ],
    ['a pull that failed again', [pulled, backOff, pulled], [], 'image-not-found fatal'],
    ['a crash of a run from after the apply', [looping(5, BEFORE), looping(6, AFTER)], [], 'crash fatal'],
    [
      'a crash of a run from before the apply',
      [{ state: { running: {} } }, { state: ended(1, { startedAt: BEFORE }) }],
      [],
      'crash waiting',
    ],
    ['its second crash', [{ state: { running: {} } }, { state: ended(1), restartCount: 1 }], [], 'crash fatal'],
    [
      'a restart without a crash',
      [looping(5, BEFORE), { state: { running: {} }, ready: true, restartCount: 6, lastState: ended(1) }],
      [],
      '',
    ],
  ])('%s', (_, states, events, expected) => {
    expect(short(followed(states, events)).join()).toBe(expected)
  })
})

test('a fatal cause is not hidden by the same one of an older pod', () => {
  const memory = new PodHistoryRecorder()
  const config = waiting('CreateContainerConfigError', 'secret "s" not found')
  const old = pod(config)
  memory.begin([old])
  const pods: readonly Pod[] = [old, pod(config, { metadata: { name: 'web-b', uid: 'p-2' } })]
  expect(causes({ pods }, memory)).toMatchObject([{ code: 'config-missing', fatality: 'fatal', pod: 'web-b' }])
})

test('what a container said about its start is over when it runs', () => {
  const lastState = ended(128, { reason: 'StartError', message: 'exec: "/a": no such file or directory' })
  expect(short(causes({ pods: [pod({ state: { running: {} }, ready: true, lastState, restartCount: 1 })] }))).toEqual([
    'crash waiting',
  ])
})

describe('a ReplicaSet from before the apply', () => {
  const message = 'pods "web-a" is forbidden: violates PodSecurity "restricted:latest": privileged'
  const refused = (time: string, creationTimestamp: string) => {
    const conditions = [
      { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message, lastTransitionTime: time },
    ]
    const one = replicaSet('rs-2', '2', { conditions })
    return { ...one, metadata: { ...one.metadata, creationTimestamp } }
  }
  const again = event('FailedCreate', message, { kind: 'ReplicaSet', uid: 'rs-2', fieldPath: '' })
  test.each([
    ['refused before', refused(BEFORE, BEFORE), [], 'pod-security waiting'],
    ['refused before and again', refused(BEFORE, BEFORE), [again], 'pod-security fatal'],
    ['refused since', refused(AFTER, BEFORE), [], 'pod-security fatal'],
    ['made in the second of an unchanged apply', refused(BEFORE, AFTER), [], 'pod-security waiting'],
  ])('%s', (_, owner, events, expected) => {
    expect(short(causes({ owners: [owner], events }, undefined, { ...target, unchanged: true }))).toEqual([expected])
  })

  test('is not one that this apply made, whatever the clock of its controller says', () => {
    expect(short(causes({ owners: [refused(BEFORE, AFTER)] }))).toEqual(['pod-security fatal'])
  })

  test('is over its deadline of the rollout before: waited for, and named', () => {
    const conditions = [
      {
        ...{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' },
        ...{ message: 'ReplicaSet "web-x" has timed out progressing.', lastUpdateTime: BEFORE },
      },
    ]
    const workload = deployment({ status: { ...INCOMPLETE, conditions } })
    const owners = [refused(BEFORE, BEFORE)].map(one => ({ ...one, status: {} }))
    const found = causes({ workload, owners }, undefined, { ...target, unchanged: true })
    expect(short(found)).toEqual(['progress-deadline waiting'])
    expect(found[0]?.text).toContain(OLD)
  })
})

test('why a pull failed before the apply is known when its status only backs off', () => {
  const found = followed([
    waiting('ErrImagePull', NOT_FOUND_STATUS),
    waiting('ImagePullBackOff', 'Back-off pulling image "r"'),
  ])
  expect(short(found)).toEqual(['image-not-found waiting'])
})
