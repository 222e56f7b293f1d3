import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import type { Plan, PlannedObject } from '../../../../src/kubernetes/apply/plan.ts'
import { heldObject } from '../../../../src/kubernetes/strategy/held-object.ts'
import { roomFindings } from '../../../../src/kubernetes/strategy/room.ts'
import { sharedConfig } from '../../../../src/kubernetes/strategy/shared-config.ts'
import { stagedWorkloads } from '../../../../src/kubernetes/strategy/staged-workloads.ts'
import { newPodsOf, stagesAfter, stagesOf } from '../../../../src/kubernetes/strategy/stages.ts'
import type { StagingStep } from '../../../../src/policy/strategy.ts'
import { thrownBy } from '../../policy/thrown.ts'

const PROBE = { httpGet: { path: '/', port: 80 } }
const SERVICE = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { selector: { app: 'web' } } }

interface Case {
  readonly kind?: string
  readonly name?: string
  readonly replicas?: number
  readonly probe?: object | null
  readonly label?: string
  readonly spec?: object
  /** The live pods have it; undefined: there is no live object. */
  readonly live?: string | undefined
}

function planned({
  kind = 'Deployment',
  name = 'web',
  replicas = 4,
  label = 'web',
  ...more
}: Case = {}): PlannedObject {
  const { probe = PROBE, spec = {}, live = 'old' } = { live: 'live' in more ? more.live : 'old', ...more }
  const objectWith = (version: string): KubeObject => ({
    ...{ apiVersion: 'apps/v1', kind, metadata: { name } },
    spec: {
      replicas,
      template: {
        metadata: { labels: { app: label } },
        spec: { containers: [{ name: 'app', image: version, ...(probe === null ? {} : { readinessProbe: probe }) }] },
      },
      ...spec,
    },
  })
  const object = objectWith('new')
  const isNew = 'live' in more && more.live === undefined
  return {
    ...{ manifest: { object, file: 'web.yaml', line: 3 }, path: `/apis/apps/v1/${kind}/${name}`, stage: 'workloads' },
    ...(isNew ? {} : { live: objectWith(live), answer: { object, created: false } }),
  }
}

const SERVED: PlannedObject = {
  ...{ manifest: { object: SERVICE, file: 'web.yaml', line: 1 }, path: '/service', stage: 'configuration' },
}
const planOf = (...objects: readonly PlannedObject[]): Plan => ({ objects, warnings: [], left: [] })
const choose = (plan: Plan, more: { workloads?: readonly string[]; surge?: boolean } = {}) =>
  stagedWorkloads(plan, { staging: { workloads: undefined, surge: true, ...more }, namespace: 'shop' })

describe('the workloads that go in stages', () => {
  test.each<[string, Case, string]>([
    ['one that a Service reaches', {}, ''],
    ['one that no Service reaches', { label: 'worker' }, 'no Service of the templates sends requests to a Deployment'],
    [
      'a new one',
      { live: undefined },
      'Deployment/web: it is new, so that it runs nothing beside which it could be watched',
    ],
    ['one without pods', { replicas: 0 }, 'Deployment/web: it is scaled to 0'],
    ['one whose pods stay', { live: 'new' }, 'Deployment/web: its pods stay as they are'],
    [
      'a StatefulSet, where it is not named',
      { kind: 'StatefulSet' },
      'no Service of the templates sends requests to a Deployment',
    ],
  ])('%s', (_, one, left) => {
    const chosen = choose(planOf(SERVED, planned(one)))
    expect([chosen.workloads.length, ...chosen.left]).toEqual(left === '' ? [1] : [0, left])
  })

  test.each<[string, Case, RegExp, { workloads?: string[]; surge?: boolean }?]>([
    ['Recreate', { spec: { strategy: { type: 'Recreate' } } }, /its strategy is Recreate, .*; set RollingUpdate/],
    ['no readiness probe', { probe: null }, /no container has a readinessProbe/],
    [
      '1 replica, replaced in its place',
      { replicas: 1 },
      /it has 1 replica, and a stage would replace it whole/,
      { surge: false },
    ],
    ['a DaemonSet', { kind: 'DaemonSet' }, /a DaemonSet cannot be held at a stage/, { workloads: ['web'] }],
    [
      'a name that nothing has',
      {},
      /names 'wbe', which is no workload of the templates/,
      { workloads: ['web', 'wbe'] },
    ],
    [
      'OnDelete',
      { kind: 'StatefulSet', spec: { updateStrategy: { type: 'OnDelete' } } },
      /its update strategy is OnDelete/,
      { workloads: ['web'] },
    ],
    [
      'a partition of its own',
      { kind: 'StatefulSet', spec: { updateStrategy: { rollingUpdate: { partition: 2 } } } },
      /it has a partition of its own/,
      { workloads: ['web'] },
    ],
  ])('%s is refused', (_, one, why, more) => {
    const error = thrownBy(() => choose(planOf(SERVED, planned(one)), more))
    expect(error).toMatchObject({ reason: 'strategy-impossible', outcome: 'refused' })
    expect((error as Error).message).toMatch(why)
  })
})

describe('the stages', () => {
  const percent = (...shares: readonly number[]): StagingStep[] => shares.map(share => ({ percent: share }))
  const pods = (...numbers: readonly number[]): StagingStep[] => numbers.map(number => ({ pods: number }))
  test.each<[number, StagingStep[], readonly number[]]>([
    [10, percent(10, 25, 50), [1, 3, 5]],
    [4, percent(10, 25, 50), [1, 2]],
    [1, percent(10, 25, 50), [1]],
    [4, pods(1), [1]],
    [3, pods(1, 2, 3), [1, 2, 3]],
    [2, percent(100), [2]],
  ])('of %i pods by %j', (replicas, steps, each) => {
    const { workloads } = choose(planOf(SERVED, planned({ replicas })))
    expect(stagesOf(workloads, { steps, surge: true }).map(({ ready }) => ready)).toEqual(each)
  })

  test('of two workloads count the pods of both', () => {
    const { workloads } = choose(planOf(SERVED, planned({ replicas: 4 }), planned({ name: 'api', replicas: 10 })))
    const stages = stagesOf(workloads, { steps: percent(10, 25, 50), surge: true })
    expect(stages.map(({ ready, pods: of }) => [ready, of])).toEqual([
      [2, 14],
      [4, 14],
      [7, 14],
    ])
  })

  test.each<[Case, StagingStep[], boolean, RegExp]>([
    [
      { replicas: 3 },
      pods(1, 5),
      true,
      /^web.yaml:3: Deployment\/web: strategy.steps has 5, and it has 3 replicas; lower/,
    ],
    [{ replicas: 3 }, pods(3), false, /has 3, and it has 3 replicas, so that no old pod would be left/],
    [{ replicas: 2 }, percent(100), false, /has 100%, and it has 2 replicas, so that no old pod would be left/],
  ])('%j by %j is refused', (one, steps, surge, why) => {
    const { workloads } = choose(planOf(SERVED, planned(one)), { surge })
    const error = thrownBy(() => stagesOf(workloads, { steps, surge }))
    expect(error).toMatchObject({ reason: 'strategy-impossible' })
    expect((error as Error).message).toMatch(why)
  })

  test.each<['Deployment' | 'StatefulSet', number, StagingStep, boolean, number]>([
    ['Deployment', 4, { percent: 10 }, true, 1],
    ['Deployment', 7, { percent: 50 }, true, 4],
    ['Deployment', 7, { percent: 50 }, false, 3],
    ['Deployment', 4, { percent: 10 }, false, 1],
    ['StatefulSet', 7, { percent: 50 }, true, 3],
    ['StatefulSet', 3, { pods: 1 }, true, 1],
  ])('a %s of %i at %j, beside the old ones: %s: %i new', (kind, replicas, step, surge, fresh) => {
    expect(newPodsOf({ kind, replicas }, step, surge)).toBe(fresh)
  })
})

describe('a workload at a stage', () => {
  const hold = {
    ...{ deployment: 7, commit: 'a'.repeat(40), stage: 1, of: 1, ready: 1, pods: 4, live: 'b'.repeat(40) },
    ...{ since: '2026-01-01T00:00:00Z', until: '2026-01-02T00:00:00Z' },
  }
  const at = (kind: 'Deployment' | 'StatefulSet', step: StagingStep, surge: boolean) =>
    heldObject(
      planned({ kind, spec: { strategy: { rollingUpdate: { maxSurge: 9 } }, minReadySeconds: 5 } }).manifest.object,
      {
        ...{ workload: { kind, replicas: 4 }, step, surge, hold },
      },
    )

  test.each([
    [{ pods: 1 }, true, { maxSurge: 1, maxUnavailable: 0 }],
    [{ percent: 25 }, true, { maxSurge: '25%', maxUnavailable: 0 }],
    [{ percent: 25 }, false, { maxSurge: 0, maxUnavailable: '25%' }],
  ])('Deployment by %j, beside the old ones: %s', (step, surge, rollingUpdate) => {
    const { spec, metadata } = at('Deployment', step as StagingStep, surge)
    expect(spec).toMatchObject({ strategy: { type: 'RollingUpdate', rollingUpdate }, minReadySeconds: 2_147_483_646 })
    expect((spec as { progressDeadlineSeconds: number }).progressDeadlineSeconds).toBe(2_147_483_647)
    expect(metadata.annotations?.['commit-train.dev/held']).toContain('"deployment":7')
  })

  test('StatefulSet: all but the pods of the stage are below its partition', () => {
    expect(at('StatefulSet', { pods: 1 }, true).spec).toMatchObject({
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 3 } },
      minReadySeconds: 5,
    })
  })
})

describe('the stages after one that was looked at', () => {
  const SHARES: readonly StagingStep[] = [{ percent: 10 }, { percent: 25 }, { percent: 50 }]
  test.each<[string, { step?: number | string; stage: number }, number, readonly StagingStep[], number[]]>([
    ['as planned', { step: '25%', stage: 2 }, 10, SHARES, [5]],
    ['fewer pods are wanted by now: none is left out', { step: '25%', stage: 2 }, 3, SHARES, [2]],
    ['more are wanted: none is repeated', { step: '50%', stage: 2 }, 10, SHARES, []],
    ['a step that comes to the same pods is none', { step: '10%', stage: 1 }, 4, SHARES, [2]],
    ['what is done is not checked again', { step: 3, stage: 2 }, 2, [{ pods: 1 }, { pods: 3 }], []],
    ['steps of another kind by now: as many as were done', { step: 1, stage: 1 }, 10, SHARES, [3, 5]],
    ['a record without the step', { stage: 2 }, 10, SHARES, [5]],
    ['a step that the policy has no more', { step: '30%', stage: 1 }, 10, SHARES, [5]],
  ])('%s', (_, hold, replicas, steps, ready) => {
    const workloads = [{ planned: planned({ replicas }), kind: 'Deployment' as const, replicas }]
    expect(stagesAfter(hold, workloads, { steps, surge: true }).map(stage => stage.ready)).toEqual(ready)
  })
})

describe('room for a stage', () => {
  const quota = (hard: object, used: object, spec: object = {}) => ({
    metadata: { name: 'q' },
    spec,
    status: { hard, used },
  })
  test.each<[string, object[], StagingStep, string[]]>([
    ['none is limited', [], { pods: 1 }, []],
    ['enough', [quota({ pods: '5' }, { pods: '4' })], { pods: 1 }, []],
    ['one pod too many', [quota({ pods: '5' }, { pods: '4' })], { pods: 2 }, ['pods: 4 of 5 are used']],
    [
      'too little memory',
      [quota({ 'requests.memory': '1Gi' }, { 'requests.memory': '1000Mi' })],
      { pods: 1 },
      ['requests.memory: 1000Mi of 1Gi are used'],
    ],
    ['a limit counts as the request', [quota({ cpu: '1' }, { cpu: '900m' })], { pods: 1 }, ['cpu: 900m of 1 are used']],
    ['one for some pods only', [quota({ pods: '4' }, { pods: '4' }, { scopes: ['BestEffort'] })], { pods: 1 }, []],
    ['one of other things', [quota({ services: '1' }, { services: '1' })], { pods: 1 }, []],
  ])('%s', (_, quotas, step, said) => {
    const resources = { requests: { memory: '64Mi' }, limits: { cpu: '200m' } }
    const one = planned()
    const container = { name: 'app', readinessProbe: PROBE, resources }
    const spec = { replicas: 4, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [container] } } }
    const limited = { ...one, manifest: { ...one.manifest, object: { ...one.manifest.object, spec } } }
    const found = roomFindings([{ planned: limited, kind: 'Deployment', replicas: 4 }], quotas, step)
    expect(found.map(({ text }) => /\((.*)\)/.exec(text)?.[1])).toEqual(said)
  })

  test('a StatefulSet needs none: its pods are replaced in their place', () => {
    const full = quota({ pods: '4' }, { pods: '4' })
    const workload = { planned: planned({ kind: 'StatefulSet' }), kind: 'StatefulSet' as const, replicas: 4 }
    expect(roomFindings([workload], [full], { pods: 1 })).toEqual([])
  })
})

test.each([
  [
    'settings',
    { a: '2' },
    ['ConfigMap/settings changes at the first stage, and the old pods of Deployment/web read it too'],
  ],
  ['settings', { a: '1' }, []],
  ['others', { a: '2' }, []],
])('ConfigMap %s with %j, which the old pods read as settings', (name, data, said) => {
  const one = planned()
  const template = { spec: { containers: [{ name: 'app', envFrom: [{ configMapRef: { name: 'settings' } }] }] } }
  const reading = { ...one, live: { ...one.manifest.object, spec: { template } } }
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data }
  const config: PlannedObject = {
    ...{ manifest: { object, file: 'web.yaml', line: 9 }, path: '/settings', stage: 'configuration' },
    live: { ...object, data: { a: '1' } },
  }
  const found = sharedConfig(planOf(config, reading), [{ planned: reading, kind: 'Deployment', replicas: 4 }])
  expect(found.map(({ text }) => text)).toEqual(said)
})
