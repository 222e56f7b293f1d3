import { describe, expect, test } from 'vitest'
import { FOLLOWED_KINDS, followedKindOf } from '../../../../src/kubernetes/kinds/followed-kinds.ts'
import { apiServiceKind } from '../../../../src/kubernetes/kinds/passive/api-service.ts'
import { horizontalPodAutoscalerKind } from '../../../../src/kubernetes/kinds/passive/horizontal-pod-autoscaler.ts'
import { persistentVolumeClaimKind } from '../../../../src/kubernetes/kinds/passive/persistent-volume-claim.ts'
import { podDisruptionBudgetKind } from '../../../../src/kubernetes/kinds/passive/pod-disruption-budget.ts'
import { ingressKind, loadBalancerKind } from '../../../../src/kubernetes/kinds/passive/service.ts'
import { AT, BEFORE, condition, eventOf, judged, type Shown } from './judged.ts'

const LATER = '2026-01-01T10:00:09Z'
type Row = readonly [string, Shown, string, string, readonly string[]]

describe('a PersistentVolumeClaim', () => {
  const pending = { status: { phase: 'Pending' } }
  const waits = eventOf('WaitForFirstConsumer', 'waiting for first consumer to be created before binding')
  const absent = eventOf('ProvisioningFailed', 'storageclass.storage.k8s.io "fast" not found')

  test.each<Row>([
    ['bound', { status: { phase: 'Bound' } }, 'complete', 'bound', []],
    ['no status yet', {}, 'progressing', 'waiting for its controller', []],
    ['pending', pending, 'progressing', 'pending', []],
    [
      'waiting for its first pod',
      { ...pending, events: [waits] },
      'complete',
      'waits for the first pod that uses it',
      [],
    ],
    [
      'a pod of it is not scheduled',
      { ...pending, events: [eventOf('WaitForPodScheduled')] },
      'complete',
      'waits for the first pod that uses it',
      [],
    ],
    ['nobody may read events', { ...pending, eventsWatched: false }, 'complete', 'pending', []],
    [
      'no such class, and it stays',
      { ...pending, events: [absent], later: 30_000 },
      'failing',
      'pending',
      ['storage-class-missing fatal'],
    ],
    // Its controller looks again after 15 s.
    [
      'no such class',
      { ...pending, events: [absent], later: 20_000 },
      'progressing',
      'pending',
      ['storage-class-missing grace'],
    ],
    [
      'no volume',
      { ...pending, events: [eventOf('FailedBinding', 'no persistent volumes available')] },
      'progressing',
      'pending',
      ['claim-not-bound waiting'],
    ],
    [
      'first waited for, then not made',
      { ...pending, events: [eventOf('ProvisioningFailed', 'quota', LATER), waits] },
      'progressing',
      'pending',
      ['claim-not-bound waiting'],
    ],
    [
      'its volume is gone',
      { status: { phase: 'Lost' }, metadata: { creationTimestamp: AT } },
      'failing',
      'lost',
      ['claim-lost fatal'],
    ],
    ['its volume was gone before', { status: { phase: 'Lost' } }, 'progressing', 'lost', ['claim-lost waiting']],
    [
      'no such class before the apply',
      { ...pending, events: [eventOf('ProvisioningFailed', 'storageclass.storage.k8s.io "fast" not found', BEFORE)] },
      'progressing',
      'pending',
      ['storage-class-missing waiting'],
    ],
    ['made anew', { ...pending, metadata: { uid: 'u-2' } }, 'taken-over', 'deleted and created again', []],
  ])('%s', (_, shown, state, text, causes) => {
    expect(judged(persistentVolumeClaimKind, shown)).toMatchObject({ state, text, causes })
  })
})

describe('a Service of type LoadBalancer', () => {
  const address = (given: object) => ({ status: { loadBalancer: { ingress: [given] } } })
  const failed = eventOf('SyncLoadBalancerFailed', 'quota exceeded')

  test.each<Row>([
    ['an IP address', address({ ip: '192.0.2.1' }), 'complete', 'has the address 192.0.2.1', []],
    ['a name', address({ hostname: 'lb.example' }), 'complete', 'has the address lb.example', []],
    ['none', { status: { loadBalancer: {} } }, 'progressing', 'has no address yet', ['load-balancer-pending waiting']],
    ['refused', { events: [failed] }, 'progressing', 'has no address yet', ['load-balancer-pending waiting']],
  ])('%s', (_, shown, state, text, causes) => {
    expect(judged(loadBalancerKind, shown)).toMatchObject({ state, text, causes })
  })

  test('says what its controller says', () => {
    const none = ['no load balancer has given it an address']
    expect(judged(loadBalancerKind, { events: [failed] }).why).toEqual(['quota exceeded'])
    const healed = eventOf('EnsuredLoadBalancer', '', LATER)
    expect(judged(loadBalancerKind, { events: [failed, healed] }).why).toEqual(none)
    const another = { ...failed, involvedObject: { uid: 'u-9' } }
    expect(judged(loadBalancerKind, { events: [another] }).why).toEqual(none)
  })

  test.each([
    ['LoadBalancer', loadBalancerKind],
    ['ClusterIP', undefined],
    ['NodePort', undefined],
    [undefined, undefined],
  ])('%s is followed: %o', (type, kind) => {
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { type } }
    expect(followedKindOf(service)).toBe(kind)
  })
})

test.each([
  ['an address', { status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } } }, 'has the address 192.0.2.1'],
  ['none: many controllers never write one', {}, 'has no address yet'],
])('an Ingress with %s', (_, shown, text) => {
  expect(judged(ingressKind, shown)).toMatchObject({ state: 'complete', text, causes: [] })
})

describe('a HorizontalPodAutoscaler', () => {
  const shown = (...conditions: readonly object[]): Shown => ({
    status: { currentReplicas: 2, desiredReplicas: 3, conditions },
  })
  const able = condition('AbleToScale', 'True')

  test.each<Row>([
    ['works', shown(able, condition('ScalingActive', 'True')), 'complete', '2 pods, wants 3', []],
    ['not seen by its controller', {}, 'progressing', 'waiting for its controller', []],
    [
      'its target is scaled to 0',
      shown(able, condition('ScalingActive', 'False', 'ScalingDisabled')),
      'complete',
      'its target is scaled to 0',
      [],
    ],
    [
      'its target is not there',
      shown(condition('AbleToScale', 'False', 'FailedGetScale', 'deployments "web" not found')),
      'progressing',
      '2 pods, wants 3',
      ['autoscaler-broken waiting'],
    ],
    [
      'its selector is wrong',
      shown(able, condition('ScalingActive', 'False', 'InvalidSelector', 'no')),
      'progressing',
      '2 pods, wants 3',
      ['autoscaler-broken waiting'],
    ],
    [
      'no metrics yet',
      shown(able, condition('ScalingActive', 'False', 'FailedGetResourceMetric', 'no metrics')),
      'complete',
      'has no metrics',
      [],
    ],
  ])('%s', (_, given, state, text, causes) => {
    expect(judged(horizontalPodAutoscalerKind, given)).toMatchObject({ state, text, causes })
  })

  test('that cannot scale any more is not complete, whatever its metrics say', () => {
    const broken = shown(
      condition('AbleToScale', 'False', 'FailedUpdateScale', 'x'),
      condition('ScalingActive', 'True'),
    )
    expect(judged(horizontalPodAutoscalerKind, broken)).toMatchObject({ state: 'progressing' })
  })

  test('says that it has no metrics', () => {
    const idle = condition('ScalingActive', 'False', 'FailedGetResourceMetric', 'the server could not find it')
    expect(judged(horizontalPodAutoscalerKind, shown(able, idle)).remark).toBe('the server could not find it')
    const missing = condition('AbleToScale', 'False', 'FailedGetScale', 'deployments "web" not found')
    expect(judged(horizontalPodAutoscalerKind, shown(missing)).why).toEqual([
      'FailedGetScale: deployments "web" not found',
    ])
  })

  test.each(['autoscaling/v1', 'autoscaling/v2'])('is followed in %s', apiVersion => {
    const object = { apiVersion, kind: 'HorizontalPodAutoscaler', metadata: { name: 'web' } }
    expect(followedKindOf(object)).toBe(horizontalPodAutoscalerKind)
  })
})

test.each<Row>([
  ['counted', { status: { observedGeneration: 2, disruptionsAllowed: 1 } }, 'complete', '1 disruption allowed now', []],
  ['allows none', { status: { observedGeneration: 2 } }, 'complete', '0 disruptions allowed now', []],
  [
    'not seen by its controller',
    { status: { observedGeneration: 1 } },
    'progressing',
    'waiting for its controller',
    [],
  ],
  [
    'cannot be counted',
    {
      status: {
        observedGeneration: 2,
        conditions: [condition('DisruptionAllowed', 'False', 'SyncFailed', 'no scale')],
      },
    },
    'progressing',
    '0 disruptions allowed now',
    ['budget-not-counted waiting'],
  ],
])('a PodDisruptionBudget: %s', (_, shown, state, text, causes) => {
  expect(judged(podDisruptionBudgetKind, shown)).toMatchObject({ state, text, causes })
})

test.each<Row>([
  ['reached', { status: { conditions: [condition('Available', 'True', 'Passed')] } }, 'complete', 'available', []],
  ['not judged yet', {}, 'progressing', 'waiting for its controller', []],
  [
    'not reached',
    { status: { conditions: [condition('Available', 'False', 'MissingEndpoints', 'no addresses')] } },
    'progressing',
    'not available',
    ['api-service-unavailable waiting'],
  ],
])('an APIService: %s', (_, shown, state, text, causes) => {
  expect(judged(apiServiceKind, shown)).toMatchObject({ state, text, causes })
})

test('what counts no generations is not believed before its controller has looked again', () => {
  const settling = FOLLOWED_KINDS.filter(({ settlesAfterMs }) => settlesAfterMs !== undefined)
  const times = Object.fromEntries(settling.map(({ kind, settlesAfterMs }) => [kind, settlesAfterMs]))
  // The period of the one, the longest try of the other, each with two seconds to write it down.
  expect(times).toEqual({ HorizontalPodAutoscaler: 15_000 + 2_000, APIService: 6_000 + 2_000 })
})
