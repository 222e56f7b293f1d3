import { describe, expect, test } from 'vitest'
import { CustomKinds } from '../../../../../src/kubernetes/kinds/custom/custom-kinds.ts'
import type { FollowedKind } from '../../../../../src/kubernetes/kinds/followed-kind.ts'
import { AFTER, AT, BEFORE, condition, judged, type Shown } from '../judged.ts'

function kindOf(apiVersion: string, kind: string): FollowedKind {
  const found = new CustomKinds().of({ apiVersion, kind, metadata: { name: 'web' } }, 'things')
  if (found === undefined) throw new Error(`${kind} is not followed`)
  return found
}
const conditions = (...all: readonly object[]): Shown => ({ status: { conditions: all } })
const at = (observedGeneration: number, one: object) => ({ ...one, observedGeneration })
type Row = readonly [string, Shown, string, string, readonly string[]]

describe('a kind that nobody knows by name', () => {
  const thing = kindOf('example.dev/v1', 'Thing')
  const ready = condition('Ready', 'True')
  const observed = (generation: unknown, ...all: readonly object[]): Shown => ({
    status: { observedGeneration: generation, conditions: all },
  })

  test.each<Row>([
    ['ready', conditions(ready), 'complete', 'Ready', []],
    ['ready, for this generation', observed(2, ready), 'complete', 'Ready', []],
    [
      'ready, but for the generation before',
      observed(1, ready),
      'progressing',
      'waiting for its controller',
      ['resource-not-ready waiting'],
    ],
    [
      'ready, but the condition is of the generation before',
      conditions(at(1, ready)),
      'progressing',
      'waiting for its controller',
      ['resource-not-ready waiting'],
    ],
    ['ready, and the condition is of this generation', conditions(at(2, ready)), 'complete', 'Ready', []],
    [
      'a generation written as a text',
      observed('1', ready),
      'progressing',
      'waiting for its controller',
      ['resource-not-ready waiting'],
    ],
    ['a generation that is a hash', observed('5f6d', ready), 'complete', 'Ready', []],
    [
      'not ready',
      conditions(condition('Ready', 'False', 'Failing', 'no disk')),
      'progressing',
      'Ready is False',
      ['resource-not-ready waiting'],
    ],
    [
      'not known',
      conditions(condition('Ready', 'Unknown')),
      'progressing',
      'Ready is Unknown',
      ['resource-not-ready waiting'],
    ],
    ['available', conditions(condition('Available', 'True')), 'complete', 'Available', []],
    [
      'not available',
      conditions(condition('Available', 'False')),
      'progressing',
      'Available is False',
      ['resource-not-ready waiting'],
    ],
    [
      'ready says more than available',
      conditions(condition('Available', 'True'), condition('Ready', 'False')),
      'progressing',
      'Ready is False',
      ['resource-not-ready waiting'],
    ],
    [
      'worked on',
      conditions(ready, condition('Reconciling', 'True', 'Progressing')),
      'progressing',
      'Reconciling is True',
      ['resource-not-ready waiting'],
    ],
    [
      'given up',
      conditions(condition('Ready', 'False'), condition('Stalled', 'True', 'Broken', 'no way')),
      'failing',
      'failed',
      ['resource-failed fatal'],
    ],
    ['was stalled', conditions(ready, condition('Stalled', 'False')), 'complete', 'Ready', []],
    [
      'given up in the generation before',
      conditions(at(1, condition('Stalled', 'True'))),
      'progressing',
      'waiting for its controller',
      ['resource-not-ready waiting'],
    ],
    ['no status', {}, 'complete', 'no condition says how it is', []],
    ['other conditions', conditions(condition('Progressing', 'True')), 'complete', 'no condition says how it is', []],
    [
      'conditions that are none',
      { status: { conditions: ['x', { type: 'Ready' }, null] } },
      'complete',
      'no condition says how it is',
      [],
    ],
    [
      'only a condition that it is not worked on',
      conditions(condition('Reconciling', 'False')),
      'complete',
      'no condition says how it is',
      [],
    ],
    ['made anew', { ...conditions(ready), metadata: { uid: 'u-2' } }, 'taken-over', 'deleted and created again', []],
    [
      'still as before the apply',
      { ...conditions(ready), metadata: { generation: 1 } },
      'progressing',
      'waiting for its controller',
      ['resource-not-ready waiting'],
    ],
  ])('%s', (_, shown, state, text, causes) => {
    expect(judged(thing, shown)).toMatchObject({ state, text, causes })
  })

  test('says what its operator says', () => {
    const failing = conditions(condition('Ready', 'False', 'Failing', 'no disk'))
    expect(judged(thing, failing).why).toEqual(['Ready is False: Failing: no disk'])
  })

  test('without conditions is remarked when it is new, and not again', () => {
    const first = { metadata: { generation: 1 }, target: { generation: 1 } }
    expect(judged(thing, first).remark).toMatch(/^applied, but not followed: .*complete-when/)
    expect(judged(thing, {}).remark).toBeUndefined()
    expect(judged(thing, { ...first, target: { generation: 1, unchanged: true } }).remark).toBeUndefined()
  })
})

describe('rules of its annotations', () => {
  const thing = kindOf('example.dev/v1', 'Thing')
  const annotations = {
    'commit-train.dev/complete-when': '{.status.phase}=Running\n\n{.status.health}=green',
    'commit-train.dev/failed-when': '{.status.phase}=Failed',
  }
  const shown = (status: object): Shown => ({ metadata: { annotations }, status })

  test.each<Row>([
    ['both', shown({ phase: 'Running', health: 'green' }), 'complete', 'complete', []],
    [
      'one of them',
      shown({ phase: 'Running' }),
      'progressing',
      'not yet {.status.health}=green',
      ['resource-not-ready waiting'],
    ],
    ['failed', shown({ phase: 'Failed', observedGeneration: 2 }), 'failing', 'failed', ['resource-failed fatal']],
    [
      'failed, perhaps before the change',
      shown({ phase: 'Failed', health: 'green' }),
      'progressing',
      'failed',
      ['resource-failed waiting'],
    ],
    ['no status', shown({}), 'progressing', 'not yet {.status.phase}=Running', ['resource-not-ready waiting']],
    [
      'of the generation before',
      shown({ phase: 'Running', health: 'green', observedGeneration: 1 }),
      'progressing',
      'waiting for its controller',
      ['resource-not-ready waiting'],
    ],
    [
      'conditions do not count beside them',
      shown({ phase: 'Running', health: 'green', conditions: [condition('Ready', 'False')] }),
      'complete',
      'complete',
      [],
    ],
  ])('%s', (_, given, state, text, causes) => {
    expect(judged(thing, given)).toMatchObject({ state, text, causes })
  })
})

test.each<readonly [string, string]>([
  ['v1', 'ConfigMap'],
  ['networking.k8s.io/v1', 'NetworkPolicy'],
  ['batch/v1', 'CronJob'],
  ...['ServiceMonitor', 'PodMonitor', 'Probe', 'PrometheusRule', 'ScrapeConfig', 'AlertmanagerConfig'].map(
    kind => ['monitoring.coreos.com/v1', kind] as const,
  ),
  ['keda.sh/v1alpha1', 'TriggerAuthentication'],
  ['keda.sh/v1alpha1', 'ClusterTriggerAuthentication'],
  ['argoproj.io/v1alpha1', 'AnalysisTemplate'],
  ['argoproj.io/v1alpha1', 'ClusterAnalysisTemplate'],
])('of %s %s nothing is followed', (apiVersion, kind) => {
  expect(() => kindOf(apiVersion, kind)).toThrow('is not followed')
})

test('a kind is made once, so that its objects share a watch', () => {
  const kinds = new CustomKinds()
  const object = { apiVersion: 'example.dev/v1', kind: 'Thing', metadata: { name: 'a' } }
  expect(kinds.of(object, 'things')).toBe(kinds.of({ ...object, metadata: { name: 'b' } }, 'things'))
  expect(kinds.of(object, 'things')).toMatchObject({ resource: { apiVersion: 'example.dev/v1', plural: 'things' } })
})

describe('a failure that the status does not date after the apply is waited for', () => {
  const thing = kindOf('example.dev/v1', 'Thing')
  const AT_ONCE = '2026-01-01T10:00:01Z'
  const stalled = (time: string, status: object = { observedGeneration: 2 }): Shown => ({
    status: { ...status, conditions: [condition('Stalled', 'True', 'Broken', 'no', time)] },
  })
  const same = { target: { unchanged: true } }
  const made = { metadata: { creationTimestamp: AT } }

  test.each<[string, Shown, string, boolean]>([
    ['from before', stalled(BEFORE), 'resource-failed waiting', true],
    ['from before, and nothing is changed', { ...stalled(BEFORE), ...same }, 'resource-failed waiting', true],
    ['at once, of the changed generation', stalled(AT_ONCE), 'resource-failed fatal', false],
    ['at once, of no generation', stalled(AT_ONCE, {}), 'resource-failed waiting', false],
    ['at once, and nothing is changed', { ...stalled(AT_ONCE), ...same }, 'resource-failed waiting', true],
    ['after an apply of nothing', { ...stalled(AFTER), ...same }, 'resource-failed fatal', false],
    ['of a new object', { ...stalled(AT_ONCE, {}), ...made }, 'resource-failed fatal', false],
  ])('%s', (_, shown, expected, isOld) => {
    const { causes, why } = judged(thing, shown)
    expect(causes).toEqual([expected])
    expect(why.join().includes('was failing before this deployment')).toBe(isOld)
  })
})
