import { describe, expect, test } from 'vitest'
import { KubernetesError } from '../../../../src/kubernetes/api/error.ts'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import { releasePolicy } from '../../../../src/policy/releases.ts'
import { CONFIG_MAPS, configMap, ReleaseScene } from './release-scene.ts'

const PODS = '/api/v1/namespaces/shop/pods'
const CRON_JOBS = '/apis/batch/v1/namespaces/shop/cronjobs'
const INGRESSES = '/apis/networking.k8s.io/v1/namespaces/shop/ingresses'

const reading = (config: string) => ({
  containers: [{ name: 'app', image: 'x', envFrom: [{ configMapRef: { name: config } }] }],
})

function cronJob(name: string, config: string, annotations = {}): KubeObject {
  const spec = { schedule: '@daily', jobTemplate: { spec: { template: { spec: reading(config) } } } }
  return { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name, annotations }, spec }
}

/** A running pod, as the cluster has it. */
function pod(owner: object, metadata: object = {}, config = 'old') {
  const ownerReferences = [{ controller: true, ...owner }]
  const about = { name: 'web-0', namespace: 'shop', ownerReferences, ...metadata }
  return { metadata: about, spec: reading(config), status: { phase: 'Running' } } as unknown as KubeObject
}

const warned = ({ progress }: Awaited<ReturnType<ReleaseScene['deploy']>>) =>
  progress.warnings.map(({ reason, text }) => `${reason}: ${text}`)

describe('the limits of what is removed', () => {
  test('what is always there and cannot be found to be deleted is given up, and said', async () => {
    const scene = new ReleaseScene()
    await scene.deploy(configMap('old'))
    let tries = 0
    const { objects } = scene.cluster
    const remove = objects.remove.bind(objects)
    objects.remove = (path, options) => {
      if (!path.startsWith(CONFIG_MAPS)) return remove(path, options)
      tries += 1
      throw new KubernetesError(404, 'NotFound', 'no such object')
    }
    const done = await scene.deploy()
    expect([done.result?.outcome, done.reasons, tries]).toEqual(['complete', ['prune-failed'], 5])
  })

  test('what could not be removed is not counted again, and is one line however much it is', async () => {
    const scene = new ReleaseScene()
    const all = Array.from({ length: 8 }, (_, index) => configMap(`old-${index}`))
    await scene.deploy(...all)
    scene.cluster.objects.forbids = ({ verb, path }) => verb === 'delete' && path.startsWith(CONFIG_MAPS)
    for (let gone = 1; gone < 8; gone += 1) {
      const done = await scene.deploy(...all.slice(gone))
      expect(done.result?.outcome).toBe('complete')
      expect(done.reasons).toEqual(['prune-failed'])
      if (gone === 7)
        expect(done.progress.warnings[0]?.text).toMatch(/^ConfigMap\/old.* and 2 more: .* delete on ConfigMap$/)
    }
    scene.cluster.objects.forbids = () => false
    expect((await scene.deploy(...all.slice(7))).reasons).toEqual([])
    expect(all.map(({ metadata }) => scene.has(metadata.name))).toEqual([...Array(7).fill(false), true])
  })

  test('what only failed releases made is not counted', async () => {
    const scene = new ReleaseScene()
    await scene.deploy()
    scene.policy = releasePolicy({ 'on-failure': 'keep' }, {})
    scene.cluster.behaviour = 'missing-config'
    await scene.deploy(...Array.from({ length: 20 }, (_, index) => configMap(`failed-${index}`)))
    scene.cluster.behaviour = 'healthy'
    expect((await scene.deploy()).result?.outcome).toBe('complete')
    expect(scene.has('failed-19')).toBe(false)
  })
})

describe('what left the templates stays', () => {
  test('where a CronJob of the set reads it', async () => {
    const scene = new ReleaseScene()
    await scene.deploy(configMap('old'), cronJob('report', 'old'))
    expect(warned(await scene.deploy(cronJob('report', 'old')))).toEqual([
      'object-kept: ConfigMap/old in shop: left the templates and stays, because CronJob/report still uses it',
    ])
    expect(scene.has('old')).toBe(true)
    await scene.deploy()
    expect([scene.has('old'), scene.has(`${CRON_JOBS}/report`)]).toEqual([false, false])
  })

  test('where what stays itself needs it, or what that needs', async () => {
    const scene = new ReleaseScene()
    const metadata = { name: 'holder', annotations: { 'commit-train.dev/prune': 'keep' } }
    const naming = (configmap: string) => ({ data: { configmap } })
    await scene.deploy(
      ...[configMap('old'), configMap('middle', naming('old')), configMap('unneeded', naming('middle'))],
      configMap('holder', { metadata, ...naming('middle') }),
    )
    expect(warned(await scene.deploy())).toEqual([
      expect.stringMatching(/^object-kept: ConfigMap\/holder .* annotation/),
      expect.stringMatching(/^object-kept: ConfigMap\/middle .* ConfigMap\/holder still uses it$/),
      expect.stringMatching(/^object-kept: ConfigMap\/old .* ConfigMap\/middle still uses it$/),
    ])
    expect(['old', 'middle', 'holder', 'unneeded'].map(name => scene.has(name))).toEqual([true, true, true, false])
  })

  test('where what could not be removed needs it', async () => {
    const scene = new ReleaseScene()
    await scene.deploy(configMap('old'), cronJob('report', 'old'))
    scene.cluster.objects.forbids = ({ verb, path }) => verb === 'delete' && path.startsWith(CRON_JOBS)
    expect(warned(await scene.deploy())).toEqual([
      expect.stringMatching(/^object-kept: ConfigMap\/old .* CronJob\/report still uses it, and could not be removed$/),
      expect.stringMatching(/^prune-failed: CronJob\/report .* delete on CronJob$/),
    ])
    scene.cluster.objects.forbids = () => false
    await scene.deploy()
    expect([scene.has('old'), scene.has(`${CRON_JOBS}/report`)]).toEqual([false, false])
  })

  const ingress = { spec: { defaultBackend: { service: { name: 'old' } } } }
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'old' }, spec: {} }
  const theirs = { metadata: { name: 'theirs' } }
  test.each<[string, KubeObject, string, object, RegExp | undefined]>([
    [
      'a pod of another service',
      configMap('old'),
      PODS,
      pod({ kind: 'ReplicaSet', uid: 'x', name: 'cart-1' }),
      /Pod\/web-0/,
    ],
    [
      'a pod that keeps the old template',
      configMap('old'),
      PODS,
      pod({ kind: 'StatefulSet', uid: 'x', name: 'web' }),
      /Pod/,
    ],
    [
      'a CronJob of another service',
      configMap('old'),
      CRON_JOBS,
      { ...cronJob('x', 'old'), ...theirs },
      /CronJob\/theirs/,
    ],
    ['an Ingress of another service', service, INGRESSES, { ...ingress, ...theirs }, /Ingress\/theirs/],
    [
      'no pod but one that goes',
      configMap('old'),
      PODS,
      pod({}, { deletionTimestamp: '2026-01-01T00:00:00Z' }),
      undefined,
    ],
    [
      'no pod but one that has ended',
      configMap('old'),
      PODS,
      { ...pod({}), status: { phase: 'Succeeded' } },
      undefined,
    ],
    ['no pod but one that reads another', configMap('old'), PODS, pod({}, {}, 'older'), undefined],
  ])('where it is used in the cluster: by %s', async (_, old, list, user, expected) => {
    const scene = new ReleaseScene()
    await scene.deploy(old)
    const path = `/api/v1/namespaces/shop/${old.kind.toLowerCase()}s/old`
    scene.cluster.objects.store(`${list}/theirs`, user as KubeObject)
    const done = await scene.deploy()
    expect(done.result?.outcome).toBe('complete')
    expect(scene.has(path)).toBe(expected !== undefined)
    if (expected === undefined) return
    expect(done.progress.warnings[0]?.text).toMatch(expected)
    scene.cluster.objects.byPath.delete(`${list}/theirs`)
    await scene.deploy()
    expect(scene.has(path)).toBe(false)
  })

  test.each<[string, object, boolean]>([
    ['of the CronJob that goes', { kind: 'Job', uid: 'x', name: 'report-2912345' }, false],
    ['of a CronJob with a longer name', { kind: 'Job', uid: 'x', name: 'report-eu-2912345' }, true],
    ['of a Job of that name', { kind: 'Job', uid: 'x', name: 'report-final' }, true],
  ])('where a pod still reads it, but not by a pod %s', async (_, owner, stays) => {
    const scene = new ReleaseScene()
    await scene.deploy(configMap('old'), cronJob('report', 'old'))
    scene.cluster.objects.store(`${PODS}/x`, pod(owner))
    await scene.deploy()
    expect([scene.has(`${CRON_JOBS}/report`), scene.has('old')]).toEqual([false, stays])
  })

  test('where pods cannot be seen', async () => {
    const scene = new ReleaseScene()
    await scene.deploy(configMap('old'))
    scene.onApply = () => {
      scene.cluster.objects.forbids = ({ verb, path }) => verb === 'list' && path === PODS
    }
    expect(warned(await scene.deploy())).toEqual([expect.stringMatching(/cannot be seen whether a pod still uses it/)])
    expect(scene.has('old')).toBe(true)
  })

  test('where a failed release took it over from another tool', async () => {
    const scene = new ReleaseScene()
    await scene.deploy()
    const managedFields = [{ manager: 'kubectl', operation: 'Apply', fieldsType: 'FieldsV1', fieldsV1: {} }]
    const theirs = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'theirs', managedFields } }
    scene.cluster.objects.store(`${CONFIG_MAPS}/theirs`, theirs as KubeObject)
    scene.policy = releasePolicy({ 'on-failure': 'keep' }, {})
    scene.cluster.behaviour = 'missing-config'
    await scene.deploy(configMap('theirs'), configMap('made'))
    scene.cluster.behaviour = 'healthy'
    await scene.deploy()
    expect([scene.has('theirs'), scene.has('made')]).toEqual([true, false])
  })

  test('where it was created again between the look and the removal', async () => {
    const scene = new ReleaseScene()
    await scene.deploy(configMap('old'))
    scene.onApply = () =>
      scene.change(`${CONFIG_MAPS}/old`, live => ({ ...live, metadata: { ...live.metadata, uid: 'x' } }))
    expect(warned(await scene.deploy())).toEqual([expect.stringMatching(/deleted and created again since/)])
    expect(scene.has('old')).toBe(true)
  })

  test('where it was created again since a release could not remove it', async () => {
    const scene = new ReleaseScene()
    await scene.deploy(configMap('old'))
    scene.cluster.objects.forbids = ({ verb }) => verb === 'delete'
    await scene.deploy()
    scene.cluster.objects.forbids = () => false
    scene.change(`${CONFIG_MAPS}/old`, live => ({ ...live, metadata: { ...live.metadata, uid: 'x' } }))
    expect(warned(await scene.deploy())).toEqual([expect.stringMatching(/deleted and created again since/)])
    expect(scene.has('old')).toBe(true)
  })

  test.each([403, 500, 503, 0])('where it cannot be read (%i), and the deployment is good all the same', async code => {
    const scene = new ReleaseScene()
    await scene.deploy(configMap('old'))
    scene.cluster.objects.before = ({ verb, path }) => {
      if (verb === 'get' && path.endsWith('/old'))
        throw new KubernetesError(code, code === 0 ? 'Transport' : '', 'broken')
    }
    const done = await scene.deploy()
    expect([done.result?.outcome, done.reasons]).toEqual(['complete', ['object-kept']])
    expect(scene.has('old')).toBe(true)
    scene.cluster.objects.before = () => undefined
    await scene.deploy()
    expect(scene.has('old')).toBe(false)
  })

  test('but not where it is listed in another version of its API: it is only removed', async () => {
    const scene = new ReleaseScene()
    await scene.deploy({ apiVersion: 'batch/v1beta1', kind: 'CronJob', metadata: { name: 'old' } })
    const path = '/apis/batch/v1beta1/namespaces/shop/cronjobs/old'
    const live = scene.cluster.objects.byPath.get(path)
    if (live === undefined) throw new Error('no CronJob')
    scene.cluster.objects.store(path.replace('/v1beta1/', '/v1/'), { ...live, apiVersion: 'batch/v1' })
    const done = await scene.deploy()
    expect([done.progress.pruned.map(({ kind }) => kind), warned(done)]).toEqual([['CronJob'], []])
    expect(scene.has(path)).toBe(false)
  })

  test('where its version of the API is gone, and that is said once', async () => {
    const scene = new ReleaseScene()
    await scene.deploy(configMap('old'))
    scene.cluster.objects.before = ({ verb, path }) => {
      if (verb === 'get' && path.endsWith('/old')) throw new KubernetesError(404, '', '404 page not found')
    }
    expect(warned(await scene.deploy())).toEqual([expect.stringMatching(/does not serve its API version any more$/)])
    expect((await scene.deploy()).reasons).toEqual(['object-left-behind'])
    expect(scene.has('old')).toBe(true)
  })

  test('where it waits for its finalizers, and no line says that it was removed', async () => {
    const scene = new ReleaseScene()
    await scene.deploy(configMap('old', { metadata: { name: 'old', finalizers: ['example.dev/wait'] } }))
    await scene.deploy()
    expect(scene.log.lines).toContain(
      'info: - ConfigMap/old in shop goes when its finalizers are done: example.dev/wait',
    )
    expect((await scene.deploy()).reasons).toEqual(['object-left-behind'])
  })
})

test('rejected credentials end the deployment', async () => {
  const scene = new ReleaseScene()
  await scene.deploy(configMap('old'))
  scene.cluster.objects.before = ({ verb, path }) => {
    if (verb === 'get' && path.endsWith('/old')) throw new KubernetesError(401, 'Unauthorized', 'no')
  }
  expect((await scene.deploy()).thrown).toMatchObject({ reason: 'cluster-unauthorized' })
})
