import { describe, expect, test } from 'vitest'
import { type KubeObject, nameOf } from '../../../../src/kubernetes/api/objects.ts'
import type { Plan, PlannedObject } from '../../../../src/kubernetes/apply/plan.ts'
import { stageOf } from '../../../../src/kubernetes/apply/stages.ts'
import { completionSet, stageSet } from '../../../../src/kubernetes/strategy/stage-set.ts'

const job = (name: string, run: string): KubeObject => ({
  ...{ apiVersion: 'batch/v1', kind: 'Job', metadata: { name, annotations: { 'commit-train.dev/run': run } } },
})
const of = (apiVersion: string, kind: string, name = 'web'): KubeObject => ({ apiVersion, kind, metadata: { name } })
const HASH = 'commit-train.dev/config'
const hashed = { metadata: { annotations: { [HASH]: 'salt.hash' } } }

/** A planned set: each object, and whether it is live already. */
const OBJECTS: readonly (readonly [KubeObject, 'live' | 'new'])[] = [
  [of('v1', 'ConfigMap'), 'live'],
  [of('v1', 'Secret'), 'new'],
  [of('v1', 'ServiceAccount'), 'live'],
  [of('v1', 'Service'), 'live'],
  [of('v1', 'Service', 'added'), 'new'],
  [of('networking.k8s.io/v1', 'Ingress'), 'live'],
  [of('gateway.networking.k8s.io/v1', 'HTTPRoute'), 'live'],
  [of('networking.k8s.io/v1', 'NetworkPolicy'), 'live'],
  [of('autoscaling/v2', 'HorizontalPodAutoscaler'), 'live'],
  [of('policy/v1', 'PodDisruptionBudget'), 'live'],
  [job('migrate', 'before'), 'new'],
  [of('apps/v1', 'Deployment'), 'live'],
  [of('apps/v1', 'Deployment', 'worker'), 'live'],
  [job('warm', 'after'), 'new'],
]
const manifests = OBJECTS.map(([object], index) => ({ object, file: 'all.yaml', line: index + 1 }))
const SET = { manifests, warnings: [] }
const PLAN: Plan = {
  objects: OBJECTS.map(([object, live], index): PlannedObject => {
    const isWeb = nameOf(object) === 'Deployment/web'
    const planned = isWeb ? { ...object, spec: { template: hashed } } : object
    return {
      ...{
        manifest: { object: planned, file: 'all.yaml', line: index + 1 },
        path: `/${index}`,
        stage: stageOf(object),
      },
      ...(live === 'live' ? { live: object } : {}),
    }
  }),
  ...{ warnings: [], left: [] },
}
const WEB = PLAN.objects.find(({ manifest }) => nameOf(manifest.object) === 'Deployment/web')
const hold = {
  ...{ deployment: 7, commit: 'a'.repeat(40), stage: 1, of: 2, ready: 1, pods: 4, live: 'b'.repeat(40) },
  ...{ since: '2026-01-01T00:00:00Z', until: '2026-01-02T00:00:00Z' },
}
const workloads = WEB === undefined ? [] : [{ planned: WEB, kind: 'Deployment' as const, replicas: 4 }]
const at = (isFirst: boolean) => stageSet(SET, PLAN, { workloads, step: { pods: 1 }, surge: true, hold, isFirst })
const namesIn = ({ manifests }: { manifests: readonly { object: KubeObject }[] }) =>
  manifests.map(({ object }) => nameOf(object))

test('the number of pods that the plan leaves to an autoscaler is not applied at a stage', () => {
  const web = { ...of('apps/v1', 'Deployment'), spec: { replicas: 2 } } as KubeObject
  const set = {
    manifests: manifests.map(one => (one.object === WEB?.live ? { ...one, object: web } : one)),
    warnings: [],
  }
  const replicas = (plan: Plan) =>
    stageSet(set, plan, {
      workloads: [{ planned: plan.objects[11] as PlannedObject, kind: 'Deployment', replicas: 12 }],
      ...{ step: { pods: 1 }, surge: true, hold, isFirst: false },
    }).manifests.map(({ object }) => (object.spec as { replicas?: number }).replicas)
  expect(replicas(PLAN)).toEqual([undefined])
  const said = PLAN.objects.map(one => (one === WEB ? { ...one, manifest: { ...one.manifest, object: web } } : one))
  expect(replicas({ ...PLAN, objects: said })).toEqual([2])
})

describe('what is applied', () => {
  test('at the first stage: what the new pods need, and nothing that is about old and new ones alike', () => {
    expect(namesIn(at(true))).toEqual([
      ...['ConfigMap/web', 'Secret/web', 'ServiceAccount/web', 'Service/added', 'NetworkPolicy/web'],
      ...['Job/migrate', 'Deployment/web'],
    ])
  })

  test('at later ones: what is held', () => {
    expect(namesIn(at(false))).toEqual(['Deployment/web'])
  })

  test('when all pods are new: everything but the Jobs that have run', () => {
    const all = namesIn(completionSet(SET, PLAN))
    expect(all).toEqual(OBJECTS.map(([object]) => nameOf(object)).filter(name => name !== 'Job/migrate'))
  })

  test('has the same pods at each of them: what the plan has hashed stays', () => {
    const templates = [at(true), at(false), completionSet(SET, PLAN)].map(
      set => set.manifests.find(({ object }) => nameOf(object) === 'Deployment/web')?.object.spec,
    )
    expect(templates).toEqual([1, 2, 3].map(() => expect.objectContaining({ template: hashed })))
  })
})
