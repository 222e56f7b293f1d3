import { describe, expect, test } from 'vitest'
import { daemonSetKind } from '../../../../src/kubernetes/kinds/daemon-set.ts'
import { BEFORE, eventOf, judged, podOf, type Shown } from './judged.ts'

const COUNTS = {
  ...{ observedGeneration: 2, desiredNumberScheduled: 2, currentNumberScheduled: 2 },
  ...{ updatedNumberScheduled: 2, numberAvailable: 2, numberReady: 2 },
}
const METADATA = { annotations: { 'deprecated.daemonset.template.generation': '2' } }
const judge = ({ status, ...rest }: Shown) =>
  judged(daemonSetKind, { metadata: METADATA, status: { ...COUNTS, ...status }, ...rest })
const LABELS = { 'pod-template-generation': '2' }
const ofTemplate = (generation: string, ready = true) =>
  podOf({ metadata: { name: `web-${generation}`, labels: { 'pod-template-generation': generation } }, ready })

test.each<[string, Shown, string, string]>([
  ['all updated and available', {}, 'complete', '2/2 updated, 2 available'],
  ['one node has the old pod', { status: { updatedNumberScheduled: 1 } }, 'progressing', '1/2 updated, 2 available'],
  ['one not available', { status: { numberAvailable: 1 } }, 'progressing', '2/2 updated, 1 available'],
  [
    'nothing yet',
    { status: { updatedNumberScheduled: undefined, numberAvailable: undefined } },
    'progressing',
    '0/2 updated, 0 available',
  ],
  ['not seen by its controller', { status: { observedGeneration: 1 } }, 'progressing', 'waiting for its controller'],
  [
    'no node for it',
    { status: { desiredNumberScheduled: 0, updatedNumberScheduled: 0, numberAvailable: 0 } },
    'complete',
    'no node for it',
  ],
  [
    'another template',
    { metadata: { generation: 3 }, spec: { template: {} } },
    'taken-over',
    'spec.template.spec.containers[name=app] was changed',
  ],
])('%s', (_, shown, state, text) => {
  expect(judge(shown)).toMatchObject({ state, text })
})

test('no node is a success that is remarked', () => {
  const status = { desiredNumberScheduled: 0, updatedNumberScheduled: 0, numberAvailable: 0 }
  expect(judge({ status }).remark).toBe('no node of the cluster is allowed to run it, so no pod runs')
})

describe('OnDelete', () => {
  const spec = { updateStrategy: { type: 'OnDelete' } }

  test.each([
    [
      1,
      '1/2 updated, 1 available, 1 keeps the old template',
      '1 of 2 pods keeps the old template: its update strategy is OnDelete, so a pod changes when somebody deletes it',
    ],
    [
      0,
      '0/2 updated, 1 available, 2 keep the old template',
      '2 of 2 pods keep the old template: its update strategy is OnDelete, so a pod changes when somebody deletes it',
    ],
    [2, '2/2 updated, 1 available', undefined],
  ])('with %i of 2 updated is complete as it is, and says what has not changed', (updated, text, remark) => {
    const status = { updatedNumberScheduled: updated, numberAvailable: 1 }
    const pods = [ofTemplate('1', false), ofTemplate('2'), podOf({ metadata: { name: 'web-3', labels: LABELS } })]
    expect(judge({ spec, status, pods })).toMatchObject({ state: 'complete', text, remark })
  })

  test('is not complete before the pods of the new template are ready', () => {
    const status = { updatedNumberScheduled: 1, numberAvailable: 1 }
    expect(judge({ spec, status, pods: [ofTemplate('2', false)] }).state).toBe('progressing')
    expect(judge({ spec, status, pods: [ofTemplate('1')] }).state).toBe('progressing')
  })
})

test('only pods of the present template are diagnosed', () => {
  const status = { numberAvailable: 1 }
  expect(judge({ status, pods: [ofTemplate('1', false)] }).causes).toEqual([])
  expect(judge({ status, pods: [ofTemplate('2', false)] }).causes).toEqual(['not-ready waiting'])
  // A cluster that does not count templates.
  expect(judge({ metadata: {}, status, pods: [ofTemplate('1', false)] }).causes).toEqual(['not-ready waiting'])
})

test('a pod that cannot be created is named', () => {
  const events = [eventOf('FailedCreate', 'Error creating: pods "web-" is forbidden: exceeded quota: q')]
  const status = { numberAvailable: 1 }
  expect(judge({ status, events }).causes).toEqual(['quota-exceeded waiting'])
  // What was said before the controller saw the apply is about the template before.
  expect(judge({ status: { ...status, observedGeneration: 1 }, events }).causes).toEqual([])
})

describe('a node that does not report any more', () => {
  const conditions = (ready: string, containers: string, reason?: string) => [
    { type: 'Ready', status: ready, lastTransitionTime: BEFORE, ...(reason === undefined ? {} : { reason }) },
    { type: 'ContainersReady', status: containers },
  ]
  /** As the controller of the nodes leaves it. */
  const lost = (generation: string, metadata: object = {}, of = conditions('False', 'True')) => {
    const pod = ofTemplate(generation, true)
    return {
      ...pod,
      metadata: { ...pod.metadata, ...metadata },
      spec: { nodeName: 'n2' },
      status: { ...pod.status, conditions: of },
    }
  }
  const DELETED = { deletionTimestamp: BEFORE }
  const behind = { updatedNumberScheduled: 1, numberAvailable: 1 }
  const remark =
    '1 of 2 pods could not be replaced on a node that is not ready: the new one comes when the node is back'

  test.each<[string, Shown, string, readonly string[]]>([
    [
      'with the old pod: the others are waited for',
      { status: behind, pods: [lost('1', DELETED), ofTemplate('2')] },
      'complete',
      [],
    ],
    [
      'with two old pods: it is one node',
      { status: behind, pods: [lost('1', DELETED), lost('1', { name: 'web-surge' }), ofTemplate('2')] },
      'complete',
      [],
    ],
    [
      'and another whose new pod is not available',
      { status: { ...behind, numberAvailable: 0 }, pods: [lost('1', DELETED)] },
      'progressing',
      ['node-not-ready waiting'],
    ],
    [
      'and takes up maxUnavailable, so that the other keeps its old pod',
      { status: { updatedNumberScheduled: 0, numberAvailable: 1 }, pods: [lost('1'), ofTemplate('1')] },
      'progressing',
      ['node-not-ready waiting'],
    ],
    // The new pod may be why it does not.
    [
      'with the new pod',
      { status: { numberAvailable: 1 }, pods: [lost('2')] },
      'progressing',
      ['node-not-ready waiting'],
    ],
    [
      'is another than one whose old pod ends',
      { status: behind, pods: [lost('1', DELETED, conditions('False', 'False'))] },
      'progressing',
      [],
    ],
    [
      'is another than one whose old pod waits for a readiness gate',
      { status: behind, pods: [lost('1', {}, conditions('False', 'True', 'ReadinessGatesNotReady'))] },
      'progressing',
      [],
    ],
  ])('%s', (_what, shown, state, causes) => {
    const found = judge(shown)
    expect([found.state, found.causes.filter(cause => !cause.startsWith('not-ready'))]).toEqual([state, causes])
    expect(found.remark).toBe(state === 'complete' ? remark : found.remark)
  })
})
