import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import { CONFIG_MAPS, configMap, isFirst, manifestsOf, ReleaseScene, SECRETS } from './release-scene.ts'

const SETTINGS = configMap('settings', { data: { a: '1' } })
const dataOf = (scene: ReleaseScene, name: string): unknown =>
  scene.cluster.objects.byPath.get(`${CONFIG_MAPS}/${name}`)?.data

describe('what the failed release did not have, and another has by now, is not restored', () => {
  const taken = { data: { a: 'of another' } }
  const marked = (metadata: object) => (one: KubeObject) => ({
    ...{ ...one, ...taken },
    metadata: { ...one.metadata, ...metadata },
  })
  test.each<[string, (one: KubeObject) => KubeObject, RegExp]>([
    ['Argo CD', marked({ annotations: { 'argocd.argoproj.io/tracking-id': 'x' } }), /handed over to Argo CD$/],
    [
      'another service',
      ({ metadata, ...one }) => ({
        ...{ ...one, ...taken },
        metadata: { ...metadata, labels: { ...metadata.labels, 'commit-train.dev/service': 'cart' } },
      }),
      /its labels do not say that it belongs to this service/,
    ],
    ['nothing, soon', marked({ deletionTimestamp: '2026-01-01T00:00:00Z' }), /it is being deleted$/],
  ])('%s', async (_, change, why) => {
    const scene = await ReleaseScene.failing(SETTINGS, configMap('other'))
    scene.onRestoring = () => scene.change(`${CONFIG_MAPS}/settings`, change)
    const { progress } = await scene.deploy(configMap('other'))
    expect(progress.restore?.kind).toBe('restored')
    expect(dataOf(scene, 'settings')).toEqual(taken.data)
    const [warning] = progress.warnings.filter(({ reason }) => reason === 'object-not-restored')
    expect(warning?.text).toMatch(/^ConfigMap\/settings in shop: not restored, because /)
    expect(warning?.text).toMatch(why)
  })

  test('what no other has taken comes back', async () => {
    const scene = await ReleaseScene.failing(SETTINGS)
    scene.onRestoring = () => scene.change(`${CONFIG_MAPS}/settings`, one => ({ ...one, ...taken }))
    const { progress, reasons } = await scene.deploy()
    expect([progress.restore?.kind, dataOf(scene, 'settings')]).toEqual(['restored', SETTINGS.data])
    expect(reasons).not.toContain('object-not-restored')
  })
})

test('others have all of its objects by now: it does not come back, and that is said', async () => {
  const scene = new ReleaseScene()
  await scene.deploySet({ warnings: [], manifests: manifestsOf([SETTINGS]) })
  scene.cluster.behaviour = 'missing-config'
  const annotations = { 'argocd.argoproj.io/tracking-id': 'x' }
  scene.onRestoring = () =>
    scene.change(`${CONFIG_MAPS}/settings`, one => ({ ...one, metadata: { ...one.metadata, annotations } }))
  const { progress } = await scene.deploy()
  expect(progress.restore).toMatchObject({ kind: 'refused', text: 'others have all of its objects now' })
})

test('what the failed release deleted and created again was there before, and is not removed', async () => {
  const scene = await ReleaseScene.failing()
  const extra = {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment' },
    metadata: { name: 'extra', annotations: { 'commit-train.dev/on-immutable': 'recreate' } },
    spec: { selector: { matchLabels: { app: 'extra' } }, template: { metadata: { labels: { app: 'extra' } } } },
  }
  const path = '/apis/apps/v1/namespaces/shop/deployments/extra'
  scene.cluster.objects.store(path, { ...extra, metadata: { ...extra.metadata, uid: 'of-before' } })
  scene.cluster.said.refusal = 'field is immutable'
  scene.cluster.refuses = { object: 'Deployment/extra', dryRun: true, times: 1 }
  const { progress } = await scene.deploy(extra)
  const made = progress.applied?.find(({ name }) => name === 'extra')
  expect([made?.action, progress.restore?.kind]).toEqual(['created', 'restored'])
  const uid = scene.cluster.objects.byPath.get(path)?.metadata.uid
  expect(uid).toBeDefined()
  expect(uid).not.toBe('of-before')
})

test('another repository has deployed since the last good release: nothing is restored over it', async () => {
  const scene = new ReleaseScene()
  await scene.deploy(SETTINGS)
  scene.repository = 'acme/other'
  await scene.deploy(configMap('settings', { data: { a: 'other' } }))
  scene.repository = 'acme/hello'
  scene.cluster.behaviourOf = live => (isFirst(live) ? 'healthy' : 'missing-config')
  const { progress } = await scene.deploy(configMap('settings', { data: { a: '3' } }))
  expect(progress.restore).toEqual({ kind: 'none', text: 'another repository has deployed it since' })
  expect(scene.restoring).toEqual([])
})

test('every object is refused: what was live still is, and nothing is restored', async () => {
  const scene = await ReleaseScene.failing()
  scene.cluster.refuses = { object: 'ConfigMap/first', dryRun: false }
  const before = scene.cluster.applied.length
  const first = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'first' } }
  const { progress, thrown } = await scene.deploySet({
    warnings: [],
    manifests: [{ object: first, file: 'first.yaml', line: 1 }],
  })
  expect(thrown).toMatchObject({ reason: 'apply-failed' })
  expect([progress.count, progress.restore]).toEqual([{ all: 1, applied: 0, unsure: 0, over: false }, undefined])
  expect([scene.restoring, scene.cluster.applied.length]).toEqual([[], before])
})

test('a newer release has begun when the restore is complete: what only the failed one had stays', async () => {
  const scene = await ReleaseScene.failing()
  scene.onRestoring = () => {
    const record = scene.records.at(-1)
    if (record === undefined) throw new Error('no record')
    const name = record.metadata.name.replace(/2$/, '3')
    scene.cluster.objects.store(`${SECRETS}/${name}`, { ...record, metadata: { ...record.metadata, name } })
  }
  const { progress, reasons } = await scene.deploy(configMap('only-failed'))
  expect([progress.restore?.kind, scene.has('only-failed')]).toEqual(['restored', true])
  expect(reasons).toContain('object-kept')
})
