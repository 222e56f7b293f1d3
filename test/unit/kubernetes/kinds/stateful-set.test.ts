import { describe, expect, test } from 'vitest'
import { statefulSetKind } from '../../../../src/kubernetes/kinds/stateful-set.ts'
import { AT, eventOf, judged, podOf, type Shown } from './judged.ts'

const status = (change: object = {}) => ({
  ...{ observedGeneration: 2, replicas: 3, readyReplicas: 3, availableReplicas: 3, updatedReplicas: 3 },
  ...{ currentRevision: 'web-2', updateRevision: 'web-2', ...change },
})
const judge = ({ spec, status: changed, ...rest }: Shown) =>
  judged(statefulSetKind, { spec: { replicas: 3, ...spec }, status: status(changed), ...rest })
const revision = (name: string, hash: string, ready = true) =>
  podOf({ metadata: { name, uid: name, labels: { 'controller-revision-hash': hash } }, ready })

test.each<[string, Shown, string, string]>([
  ['all updated and available', {}, 'complete', '3/3 updated, 3 available'],
  [
    'scaled to 0',
    { spec: { replicas: 0 }, status: { replicas: 0, readyReplicas: 0, availableReplicas: 0, updatedReplicas: 0 } },
    'complete',
    'scaled to 0',
  ],
  ['one not updated', { status: { updatedReplicas: 2 } }, 'progressing', '2/3 updated, 3 available, 1 old pod left'],
  ['one not available', { status: { availableReplicas: 2 } }, 'progressing', '3/3 updated, 2 available'],
  [
    'ready, but not for minReadySeconds',
    { status: { availableReplicas: 0 } },
    'progressing',
    '3/3 updated, 0 available',
  ],
  [
    'an old cluster that does not count the available',
    { status: { availableReplicas: undefined } },
    'complete',
    '3/3 updated, 3 available',
  ],
  [
    'one too many',
    { status: { replicas: 4, updatedReplicas: 3 } },
    'progressing',
    '3/3 updated, 3 available, 1 old pod left',
  ],
  [
    'not all there',
    { status: { replicas: 2, updatedReplicas: 2, availableReplicas: 2 } },
    'progressing',
    '2/3 updated, 2 available',
  ],
  ['not seen by its controller', { status: { observedGeneration: 1 } }, 'progressing', 'waiting for its controller'],
  ['no status at all', { status: { observedGeneration: undefined } }, 'progressing', 'waiting for its controller'],
  [
    'scaled by an autoscaler',
    { metadata: { generation: 3 }, status: { observedGeneration: 3 } },
    'complete',
    '3/3 updated, 3 available',
  ],
  [
    'another template',
    { metadata: { generation: 3 }, spec: { template: {} } },
    'taken-over',
    'spec.template.spec.containers[name=app] was changed',
  ],
  ['made anew', { metadata: { uid: 'u-2' } }, 'taken-over', 'deleted and created again'],
])('%s', (_, shown, state, text) => {
  expect(judge(shown)).toMatchObject({ state, text })
})

describe('a partition', () => {
  const spec = { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } } }

  test.each<[string, object, string]>([
    ['keeps the pods below it: complete, with a remark', { updatedReplicas: 1 }, 'complete'],
    ['and those above it are not yet updated', { updatedReplicas: 0 }, 'progressing'],
    ['and one of those that stay is not available', { updatedReplicas: 1, availableReplicas: 2 }, 'progressing'],
  ])('%s', (_, changed, state) => {
    expect(judge({ spec, status: changed }).state).toBe(state)
  })

  test('says so', () => {
    expect(judge({ spec, status: { updatedReplicas: 1 } })).toMatchObject({
      text: '1/3 updated, 3 available, 2 keep the old template',
      remark: '2 of 3 pods keep the old template: its partition is 2, so pods with a lower number do not change',
    })
    // At the first deployment there is no old template.
    expect(judge({ spec }).remark).toBeUndefined()
  })

  test('that is higher than the number of pods keeps all', () => {
    const high = { updateStrategy: { rollingUpdate: { partition: 9 } } }
    expect(judge({ spec: high, status: { updatedReplicas: 0 } })).toMatchObject({ state: 'complete' })
  })
})

describe('OnDelete', () => {
  const spec = { updateStrategy: { type: 'OnDelete' } }
  const remark =
    '2 of 3 pods keep the old template: its update strategy is OnDelete, so a pod changes when somebody deletes it'

  test('is complete as it is, and says what has not changed', () => {
    const pods = [revision('web-0', 'web-1', false), revision('web-1', 'web-1'), revision('web-2', 'web-2')]
    expect(judge({ spec, pods, status: { updatedReplicas: 1, availableReplicas: 2 } })).toMatchObject({
      state: 'complete',
      remark,
    })
  })

  test('is not while a new pod is not ready', () => {
    const pods = [revision('web-2', 'web-2', false)]
    expect(judge({ spec, pods, status: { updatedReplicas: 1 } }).state).toBe('progressing')
  })

  test('has nothing to say when all pods are new', () => {
    const pods = ['web-0', 'web-1', 'web-2'].map(name => revision(name, 'web-2'))
    expect(judge({ spec, pods })).toMatchObject({ state: 'complete', remark: undefined })
  })
})

describe('why it is not complete', () => {
  const short = { updatedReplicas: 0 }

  test('an old pod that is not ready blocks it', () => {
    const pods = [revision('web-0', 'web-1', false), revision('web-1', 'web-1')]
    expect(judge({ pods, status: short })).toMatchObject({
      causes: ['blocked-by-old-pod waiting'],
      why: ['pod web-0 of the old template is not ready, so no pod is replaced'],
    })
    expect(judge({ pods, status: short, spec: { podManagementPolicy: 'Parallel' } }).causes).toEqual([])
  })

  test('the new pod that is not ready is the cause, not the old one', () => {
    const pods = [revision('web-0', 'web-1', false), revision('web-2', 'web-2', false)]
    expect(judge({ pods, status: short }).causes).toEqual(['not-ready waiting'])
  })

  test('old pods are not diagnosed', () => {
    const waiting = { state: { waiting: { reason: 'InvalidImageName' } } }
    const old = { metadata: { labels: { 'controller-revision-hash': 'web-1' } } }
    const pods = [podOf({ ...old, status: { containerStatuses: [{ name: 'app', ...waiting }] } })]
    expect(judge({ pods, status: short }).causes).toEqual([])
  })

  const denied = 'create Pod web-0 in StatefulSet web failed error: pods "web-0" is forbidden: violates PodSecurity'
  test.each<[string, Shown['events'], readonly string[]]>([
    ['a pod that is refused', [eventOf('FailedCreate', denied)], ['pod-security fatal']],
    [
      'a pod that was created since',
      [eventOf('FailedCreate', denied), eventOf('SuccessfulCreate', '', '2026-01-01T10:00:06Z')],
      [],
    ],
  ])('%s', (_, events = [], causes) => {
    expect(judge({ events, status: short }).causes).toEqual(causes)
  })

  test('of a new StatefulSet every event counts', () => {
    const events = [eventOf('FailedCreate', denied, AT)]
    expect(judge({ events, status: short, metadata: { creationTimestamp: AT } }).causes).toEqual(['pod-security fatal'])
  })

  test('nothing counts before its controller has seen it', () => {
    expect(judge({ events: [eventOf('FailedCreate', denied)], status: { observedGeneration: 1 } }).causes).toEqual([])
  })
})
