import { describe, expect, test } from 'vitest'
import { KubernetesError } from '../../../../src/kubernetes/api/error.ts'
import { type KubeObject, mappingAt } from '../../../../src/kubernetes/api/objects.ts'
import { config, live, OURS, plan, WEB } from './planned.ts'

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

  test('with the controller of a Rollout, which writes back what it has read, are no one else’s opinion', async () => {
    const rollout = WEB.replace('apps/v1', 'argoproj.io/v1alpha1').replace('Deployment', 'Rollout')
    const before = { ...live('Rollout'), apiVersion: 'argoproj.io/v1alpha1' }
    const field = '.spec.template.spec.containers[name="app"].resources.requests.cpu'
    const planned = await plan(rollout, [before], [{ field, by: '"rollouts-controller"' }])
    expect(planned.objects).toMatchObject([{ force: true }])
    expect(planned.warnings).toEqual([])
    const ofDeployment = plan(WEB, [live('Deployment')], [{ field, by: '"rollouts-controller"' }])
    await expect(ofDeployment).rejects.toMatchObject({ findings: [{ reason: 'field-conflict' }] })
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
