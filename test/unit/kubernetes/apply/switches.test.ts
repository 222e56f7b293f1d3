import { expect, test } from 'vitest'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import type { PlannedObject } from '../../../../src/kubernetes/apply/plan.ts'
import { stageOf } from '../../../../src/kubernetes/apply/stages.ts'
import { withSwitches } from '../../../../src/kubernetes/apply/switches.ts'

const deployment = (name: string, labels: object): KubeObject => ({
  ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name } },
  ...{ spec: { template: { metadata: { labels }, spec: {} } } },
})
const service = (name: string, selector: object | undefined, more: object = {}): KubeObject => ({
  ...{ apiVersion: 'v1', kind: 'Service', metadata: { name } },
  spec: { ...(selector === undefined ? {} : { selector }), ...more },
})
const ingress = (backend: string): KubeObject => ({
  ...{ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'web' } },
  spec: { defaultBackend: { service: { name: backend, port: { number: 80 } } } },
})
const route = (host: string): KubeObject => ({
  ...{ apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'web' } },
  spec: { http: [{ route: [{ destination: { host } }] }] },
})

/** An object of the set, and what is live of it. */
const planned = (object: KubeObject, live?: KubeObject, namespace = 'shop'): PlannedObject => ({
  ...{ manifest: { object, file: 'f.yaml', line: 1 }, path: `/${object.metadata.name}`, stage: stageOf(object) },
  ...{ namespace, ...(live === undefined ? {} : { live }) },
})
/** Which objects wait for the pods. */
const waiting = (...objects: readonly PlannedObject[]): readonly string[] =>
  withSwitches(objects).flatMap(({ stage, manifest }) => (stage === 'switched' ? [manifest.object.metadata.name] : []))

const OLD = { app: 'old' }
const NEW = { app: 'new' }
const RENAMED = planned(deployment('new', NEW))
const SWITCHED = planned(service('web', NEW), service('web', OLD))

test('a Service whose selector changes with a renamed Deployment waits for its pods', () => {
  expect(waiting(RENAMED, SWITCHED)).toEqual(['web'])
  expect(withSwitches([RENAMED, SWITCHED]).map(({ stage }) => stage)).toEqual(['workloads', 'switched'])
})

test.each<[string, readonly PlannedObject[]]>([
  ['it is new', [RENAMED, planned(service('web', NEW))]],
  ['its selector stays', [RENAMED, planned(service('web', OLD, { ports: [] }), service('web', OLD))]],
  ['it had none', [RENAMED, planned(service('web', NEW), service('web', undefined))]],
  ['it has none any more', [RENAMED, planned(service('web', undefined), service('web', OLD))]],
  ['no pods of the set are selected', [RENAMED, planned(service('web', { app: 'other' }), service('web', OLD))]],
  ['the pods are in another namespace', [planned(deployment('new', NEW), undefined, 'other'), SWITCHED]],
  [
    'its pods find each other by it',
    [RENAMED, planned(service('web', NEW), service('web', OLD, { clusterIP: 'None' }))],
  ],
  [
    'it names pods that are not ready',
    [RENAMED, planned(service('web', NEW, { publishNotReadyAddresses: true }), service('web', OLD))],
  ],
  ['the pods of before are replaced by those', [planned(deployment('web', NEW), deployment('web', OLD)), SWITCHED]],
])('a Service is applied at once where %s', (_, objects) => {
  expect(waiting(...objects)).toEqual([])
})

test('it waits where the pods of before have a label more afterwards', () => {
  const both = { ...OLD, tier: 'front' }
  const labelled = planned(deployment('web', both), deployment('web', OLD))
  expect(waiting(labelled, planned(service('web', both), service('web', OLD)))).toEqual(['web'])
})

test('what the server makes of it counts: keys of another owner stay', () => {
  const [object, live] = [service('web', NEW), service('web', { ...OLD, track: 'stable' })]
  const answer = { object: service('web', { ...NEW, track: 'stable' }), created: false }
  expect(waiting(RENAMED, { ...planned(object, live), answer })).toEqual([])
})

test.each([
  ['an Ingress', ingress('new'), ingress('old')],
  ['a route by its host', route('new.shop.svc'), route('old')],
])('%s that leads to a new Service waits for the pods of that', (_, object, live) => {
  const added = planned(service('new', NEW))
  expect(waiting(RENAMED, added, planned(object, live))).toEqual(['web'])
  // A new route leads nowhere before, and one to a Service that is there already has its pods.
  expect(waiting(RENAMED, added, planned(object))).toEqual([])
  expect(waiting(RENAMED, planned(service('new', NEW), service('new', NEW)), planned(object, live))).toEqual([])
  // Nor does it wait for pods that do not come with the set.
  expect(waiting(added, planned(object, live))).toEqual([])
})

test('a network policy leads no traffic anywhere', () => {
  const policy: KubeObject = {
    ...{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'web' } },
    spec: { podSelector: { matchLabels: { app: 'new' } } },
  }
  expect(waiting(RENAMED, planned(service('new', NEW)), planned(policy, policy))).toEqual([])
})
