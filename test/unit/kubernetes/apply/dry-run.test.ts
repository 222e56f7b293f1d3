import { describe, expect, test } from 'vitest'
import type { KubernetesClient } from '../../../../src/kubernetes/api/client.ts'
import { KubernetesError } from '../../../../src/kubernetes/api/error.ts'
import { type KubeObject, mappingAt, mappingsIn } from '../../../../src/kubernetes/api/objects.ts'
import { type PreflightOptions, preflight } from '../../../../src/kubernetes/apply/preflight.ts'
import type { Cluster } from '../../../../src/kubernetes/connection/cluster.ts'
import { labelled } from '../../../../src/kubernetes/manifests/labels.ts'
import { parseManifests } from '../../../../src/kubernetes/manifests/parse.ts'

const RESOURCES: Readonly<Record<string, readonly object[]>> = {
  '/api/v1': [{ name: 'configmaps', kind: 'ConfigMap', namespaced: true }],
  '/apis/autoscaling/v2': [{ name: 'horizontalpodautoscalers', kind: 'HorizontalPodAutoscaler', namespaced: true }],
  '/apis/apps/v1': [
    { name: 'deployments', kind: 'Deployment', namespaced: true },
    { name: 'replicasets', kind: 'ReplicaSet', namespaced: true },
  ],
}

interface Conflict {
  readonly field: string
  readonly by: string
}

/** What the API server makes of an apply: keys that the apply does not have stay. */
function merged(before: KubeObject, object: KubeObject): KubeObject {
  const fields = Object.fromEntries(Object.keys(mappingAt(object, 'data') ?? {}).map(key => [`f:${key}`, {}]))
  const ours = { manager: 'commit-train', operation: 'Apply', fieldsV1: { 'f:data': fields } }
  const managedFields = [...mappingsIn(mappingAt(before, 'metadata')?.managedFields), ours]
  const both = { ...mappingAt(before, 'data'), ...mappingAt(object, 'data') }
  const data = object.kind === 'ConfigMap' ? both : undefined
  return {
    ...object,
    data,
    metadata: { ...before.metadata, ...object.metadata, managedFields } as KubeObject['metadata'],
  }
}

interface Double extends PreflightOptions {
  readonly answer?: typeof merged
  /** What an apply over a live object is refused with. */
  readonly invalid?: KubernetesError
}

/** Plans the texts over live objects; an apply without force is refused for the conflicts that the object still has. */
async function plan(
  text: string,
  live: readonly KubeObject[],
  conflicts: readonly Conflict[] = [],
  { answer = merged, invalid, ...options }: Double = {},
) {
  const byName = new Map(live.map(object => [`${object.kind.toLowerCase()}s/${object.metadata.name}`, object]))
  const liveAt = (path: string) => byName.get(path.split('/').slice(-2).join('/'))
  const written: string[] = []
  const client: Pick<KubernetesClient, 'get' | 'apply'> = {
    get: async path => {
      const body = RESOURCES[path] === undefined ? liveAt(path) : { resources: RESOURCES[path] }
      if (body === undefined) throw new KubernetesError(404, 'NotFound', 'not found')
      return { code: 200, at: 0, body }
    },
    apply: async (path, body, { query } = {}) => {
      if (query?.dryRun !== 'All') written.push(path)
      const object = body as KubeObject & { spec?: { replicas?: number } }
      const left = conflicts.filter(({ field }) => field !== '.spec.replicas' || object.spec?.replicas !== undefined)
      if (query?.force === 'false' && left.length > 0) {
        const causes = left.map(({ field, by }) => ({ field, message: `conflict with ${by} using apps/v1: ${field}` }))
        throw new KubernetesError(409, 'Conflict', 'conflict', { details: { causes } })
      }
      const before = liveAt(path)
      if (before !== undefined && invalid !== undefined) throw invalid
      return {
        code: before === undefined ? 201 : 200,
        at: 0,
        body: before === undefined ? object : answer(before, object),
      }
    },
  }
  const cluster = { client, namespace: 'shop', server: 'https://c' } as unknown as Cluster
  const set = labelled(parseManifests([{ file: 'f.yaml', text }]), { service: 'shop', environment: 'production' })
  const planned = await preflight(cluster, set, options)
  expect(written).toEqual([])
  return planned
}

const OURS = { 'commit-train.dev/service': 'shop', 'commit-train.dev/environment': 'production' }
const live = (kind: string, change: object = {}, labels: object = OURS): KubeObject => ({
  ...{ apiVersion: kind === 'ConfigMap' ? 'v1' : 'apps/v1', kind },
  metadata: { name: 'web', uid: 'u', resourceVersion: '7', labels: labels as Record<string, string>, ...change },
})
const config = (value: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata: {a: "${value}"}\n`
const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {replicas: 2, template: {spec: {containers: [{name: app, envFrom: [{configMapRef: {name: web}}]}]}}}
`
const reasonsOf = ({ warnings }: Awaited<ReturnType<typeof plan>>) => warnings.map(({ reason }) => reason)

test('an object of another service is refused, with both ways out', async () => {
  const cart = live('ConfigMap', {}, { ...OURS, 'commit-train.dev/service': 'cart' })
  await expect(plan(config('1'), [cart])).rejects.toMatchObject({
    findings: [
      {
        reason: 'object-of-another',
        text: 'ConfigMap/web: exists already and belongs to service cart, environment production; give it another name or namespace, or release it with kubectl label configmap/web commit-train.dev/service- commit-train.dev/environment-',
      },
    ],
  })
})

test.each([
  ['', {}],
  [', held by example.dev/x', { finalizers: ['example.dev/x'] }],
])('an object that is being deleted is refused: what is applied would go with it%s', async (holds, change) => {
  const going = live('ConfigMap', { deletionTimestamp: '2026-01-01T10:00:00Z', ...change })
  const text = `ConfigMap/web: is being deleted since 2026-01-01T10:00:00Z${holds}; deploy again when it is gone`
  await expect(plan(config('1'), [going])).rejects.toMatchObject({ findings: [{ reason: 'object-terminating', text }] })
})

describe('conflicts', () => {
  test.each([
    ['a person', '"kubectl-set"'],
    ['a person who scaled', '"kubectl" with subresource "scale"'],
    ['Helm', '"helm"'],
  ])('with %s are overwritten and said', async (_, by) => {
    const planned = await plan(WEB, [live('Deployment')], [{ field: '.spec.paused', by }])
    expect(planned.objects).toMatchObject([{ force: true }])
    expect(planned.warnings).toMatchObject([
      { reason: 'change-overwritten', text: expect.stringContaining('spec.paused was changed by ') },
    ])
  })

  test('with an autoscaler leave it its number', async () => {
    const by = '"kube-controller-manager" with subresource "scale"'
    const planned = await plan(WEB, [live('Deployment')], [{ field: '.spec.replicas', by }])
    expect(planned.objects[0]?.manifest.object.spec).not.toHaveProperty('replicas')
    expect(planned.objects[0]).not.toHaveProperty('force')
    expect(planned.warnings).toEqual([])
  })

  test('with a person who scaled set the number of the template again', async () => {
    const by = '"kubectl" with subresource "scale"'
    const planned = await plan(WEB, [live('Deployment')], [{ field: '.spec.replicas', by }])
    expect(planned.objects).toMatchObject([{ force: true, manifest: { object: { spec: { replicas: 2 } } } }])
  })

  test.each([
    ['with a controller', [{ field: '.spec.paused', by: '"keda"' }]],
    [
      'with a controller and a person: nothing is forced',
      [
        { field: '.spec.paused', by: '"kubectl-set"' },
        { field: '.spec.x', by: '"keda"' },
      ],
    ],
  ])('%s are refused', async (_, conflicts) => {
    await expect(plan(WEB, [live('Deployment')], conflicts)).rejects.toMatchObject({
      findings: conflicts.map(() => ({ reason: 'field-conflict' })),
    })
  })
})

test('what kubectl made is planned to be taken over', async () => {
  const fieldsV1 = { 'f:data': { 'f:a': {}, 'f:b': {} } }
  const managedFields = [{ manager: 'kubectl-client-side-apply', operation: 'Update', apiVersion: 'v1', fieldsV1 }]
  const planned = await plan(config('1'), [{ ...live('ConfigMap', { managedFields }), data: { a: '1', b: '2' } }])
  expect(planned.objects).toMatchObject([{ adoption: { from: ['kubectl-client-side-apply'] } }])
  expect(planned.warnings).toMatchObject([
    {
      reason: 'object-adopted',
      where: 'f.yaml:1',
      text: expect.stringContaining('taken over from kubectl-client-side-apply; removed'),
    },
  ])
})

const twoProbes = (message: string) =>
  new KubernetesError(422, 'Invalid', message, {
    details: { causes: [{ reason: 'FieldValueForbidden', field: 'spec.template', message }] },
  })

describe('what kubectl made and is invalid beside what kubectl set', () => {
  const fieldsV1 = { 'f:spec': { 'f:paused': {} } }
  const managedFields = [{ manager: 'kubectl-client-side-apply', operation: 'Update', apiVersion: 'apps/v1', fieldsV1 }]
  const before = { ...live('Deployment', { managedFields }), spec: { paused: true } }

  test('is tried as a new object, since those fields go first', async () => {
    const planned = await plan(WEB, [before], [], { invalid: twoProbes('may not specify more than 1 handler type') })
    expect(planned.objects).toMatchObject([{ adoption: { from: ['kubectl-client-side-apply'] } }])
    expect(planned.warnings).toMatchObject([{ reason: 'object-adopted', text: expect.stringContaining('spec.paused') }])
  })

  test.each([
    ['where a field cannot be changed', before, 'field is immutable'],
    ['where nothing is taken over', live('Deployment'), 'may not specify more than 1 handler type'],
  ])('is refused %s', async (_, object, message) => {
    await expect(plan(WEB, [object], [], { invalid: twoProbes(message) })).rejects.toMatchObject({
      reason: 'preflight-failed',
    })
  })
})

describe('with an autoscaler in the set', () => {
  const SET = `${WEB}---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, maxReplicas: 9}
`
  const replicas = (object: KubeObject | undefined) => mappingAt(object, 'spec')?.replicas
  const fieldsV1 = { 'f:spec': { 'f:replicas': {} } }
  const ours = [{ manager: 'commit-train', operation: 'Apply', fieldsV1 }]
  test.each<[string, KubeObject[], unknown]>([
    ['a new workload has the scale of the template', [], 2],
    ['a scale that nobody owns stays as it is', [{ ...live('Deployment'), spec: { replicas: 7 } }], undefined],
    ['a scale that is ours is kept', [{ ...live('Deployment', { managedFields: ours }), spec: { replicas: 7 } }], 7],
    ['one that is scaled to 0 is woken up', [{ ...live('Deployment'), spec: { replicas: 0 } }], 2],
  ])('%s', async (_, before, expected) => {
    expect(replicas((await plan(SET, before)).objects[0]?.manifest.object)).toBe(expected)
  })
})

test('a key that no manager owns stays, and is named', async () => {
  const managedFields = [{ manager: 'keda', operation: 'Update', fieldsV1: { 'f:data': { 'f:theirs': {} } } }]
  const before = { ...live('ConfigMap', { managedFields }), data: { a: '0', orphan: 'x', theirs: 'y' } }
  expect((await plan(config('1'), [before])).warnings).toMatchObject([
    { reason: 'field-left-behind', text: expect.stringMatching(/^ConfigMap\/web: the keys orphan are not/) },
  ])
})

describe('a changed ConfigMap', () => {
  const before = { ...live('ConfigMap'), data: { a: '1' } }
  const set = (value: string) => `${config(value)}---\n${WEB}`
  const deployed = async () => {
    const object = (await plan(set('1'), [before])).objects[1]?.manifest.object
    return { ...live('Deployment'), spec: object?.spec } as KubeObject
  }

  test('restarts the pods that read it', async () => {
    const workload = await deployed()
    const same = await plan(set('1'), [before, workload])
    expect(same.objects[1]?.manifest.object.spec).toEqual(workload.spec)
    const changed = await plan(set('2'), [before, workload])
    expect(changed.objects[1]?.manifest.object.spec).not.toEqual(workload.spec)
  })

  test('is a notice for what never restarts a pod', async () => {
    const bare = `${config('1')}---\n${WEB.replace('Deployment', 'ReplicaSet')}`
    const first = await plan(bare, [before])
    expect(reasonsOf(first)).toEqual([])
    const workload = { ...live('ReplicaSet'), spec: first.objects[1]?.manifest.object.spec } as KubeObject
    expect(reasonsOf(await plan(bare, [before, workload]))).toEqual([])
    const changed = await plan(bare.replace('a: "1"', 'a: "2"'), [before, workload])
    expect(changed.warnings).toMatchObject([
      {
        reason: 'config-not-read',
        text: expect.stringMatching(/^ReplicaSet\/web: .* \(a ReplicaSet is never restarted\)$/),
      },
    ])
  })

  test('is a notice where the policy has it off', async () => {
    const off = { restartOnConfig: false }
    const plain = (await plan(set('1'), [before], [], off)).objects[1]?.manifest.object
    const workload = { ...live('Deployment'), spec: plain?.spec } as KubeObject
    expect(reasonsOf(await plan(set('1'), [before, workload], [], off))).toEqual([])
    expect(reasonsOf(await plan(set('2'), [before, workload], [], off))).toEqual(['config-not-read'])
  })

  test('is changed also by what goes with the one that made it, which the dry run does not show', async () => {
    const off = { restartOnConfig: false }
    const plain = (await plan(set('1'), [before], [], off)).objects[1]?.manifest.object
    const workload = { ...live('Deployment'), spec: plain?.spec } as KubeObject
    const made = (keys: object, data: object) => {
      const fieldsV1 = { 'f:data': keys }
      const of = { manager: 'kubectl-client-side-apply', operation: 'Update', apiVersion: 'v1', fieldsV1 }
      return { ...live('ConfigMap', { managedFields: [of] }), data }
    }
    const same = made({ 'f:a': {} }, { a: '1' })
    expect(reasonsOf(await plan(set('1'), [same, workload], [], off))).toEqual(['object-adopted'])
    const more = made({ 'f:a': {}, 'f:b': {} }, { a: '1', b: '2' })
    expect(reasonsOf(await plan(set('1'), [more, workload], [], off))).toEqual(['object-adopted', 'config-not-read'])
  })
})

describe('what an apply would not change', () => {
  const deployed = async () => {
    const object = (await plan(config('1'), [])).objects[0]?.manifest.object
    const fieldsV1 = { 'f:data': { 'f:a': {} } }
    const managedFields = [{ manager: 'commit-train', operation: 'Apply', fieldsV1 }]
    return { ...object, metadata: { ...object?.metadata, uid: 'u', resourceVersion: '7', managedFields } } as KubeObject
  }

  test('is planned as unchanged, with the live object', async () => {
    const before = await deployed()
    // The double adds an owner; the API server gives back what is there.
    const same = await plan(config('1'), [before], [], { answer: () => before })
    expect(same.objects).toMatchObject([{ unchanged: { object: { metadata: { uid: 'u' } } } }])
  })

  test('is applied where only an owner would be added', async () => {
    const planned = await plan(config('1'), [await deployed()])
    expect(planned.objects[0]).not.toHaveProperty('unchanged')
  })
})
