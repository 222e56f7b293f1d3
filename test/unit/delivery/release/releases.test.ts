import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { UserError } from '../../../../src/errors.ts'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import type { ObjectSet } from '../../../../src/kubernetes/manifests/manifest.ts'
import { releasePolicy } from '../../../../src/policy/releases.ts'
import { RENDERED } from './deployed-set.ts'
import { CONFIG_MAPS, configMap, manifestsOf, ReleaseScene, SECRETS } from './release-scene.ts'

const endsOf = ({ records }: ReleaseScene) =>
  records.map(({ metadata }) => JSON.parse(metadata.annotations?.['commit-train.dev/release-end'] ?? ''))

describe('the record of a release', () => {
  test('is written as begun before the first object is changed, and closed as good', async () => {
    const scene = new ReleaseScene()
    const seen: unknown[] = []
    scene.onApply = () => seen.push(scene.states)
    await scene.deploy()
    expect(seen).toEqual([['begun'], ['begun']])
    expect(scene.states).toEqual(['good'])
    expect(scene.records[0]?.metadata.name).toMatch(/^commit-train-hello-staging-[0-9a-f]{10}\.v1$/)
    expect(endsOf(scene)).toMatchObject([{ outcome: 'success', reason: 'deployed' }])
  })

  test('is closed as failed where the rollout, the apply or the run ends otherwise', async () => {
    const scene = new ReleaseScene()
    scene.cluster.behaviour = 'missing-config'
    await scene.deploy()
    scene.cluster.behaviour = 'healthy'
    scene.cluster.refuses = { object: 'ConfigMap/more', dryRun: false }
    await scene.deploy(configMap('more'))
    scene.onApply = () => scene.stop.abort(new Error('this run was stopped'))
    await scene.deploy(configMap('another'))
    expect(scene.states).toEqual(['failed', 'failed', 'failed'])
    expect(endsOf(scene).map(({ reason }) => reason)).toEqual(['config-missing', 'apply-failed', 'cancelled'])
  })

  const noise = configMap('noise', { data: { text: randomBytes(1_200_000).toString('base64') } })
  test('is in several Secrets where one would be too large, and is read again', async () => {
    const scene = new ReleaseScene()
    await scene.deploy(noise)
    expect(scene.records.map(({ metadata }) => metadata.name.split('.v')[1])).toEqual(['1', '1.1'])
    expect((await scene.deploy()).reasons).toEqual([])
    expect(scene.has('noise')).toBe(false)
  })

  test('leaves nothing behind that looks like a lost one where only part of it can be written', async () => {
    const scene = new ReleaseScene()
    scene.cluster.objects.forbids = ({ verb, path }) => verb === 'create' && path.endsWith('.v1.1')
    const { result, reasons } = await scene.deploy(noise)
    expect([result?.outcome, reasons, scene.records]).toEqual(['complete', ['release-store-unavailable'], []])
    scene.cluster.objects.forbids = () => false
    expect((await scene.deploy(noise)).reasons).toEqual([])
  })

  test('is not begun by a deployment that the dry run refuses', async () => {
    const scene = new ReleaseScene()
    scene.cluster.refuses = { object: 'ConfigMap/web', dryRun: true }
    expect((await scene.deploy()).thrown).toMatchObject({ outcome: 'refused' })
    expect(scene.records).toEqual([])
  })

  test('the last ten are kept, and the last good one, however old it is', async () => {
    const scene = new ReleaseScene()
    await scene.deploy()
    scene.cluster.behaviour = 'missing-config'
    for (let at = 0; at < 11; at += 1) await scene.deploy()
    const numbers = scene.records.map(({ metadata }) => Number(metadata.name.split('.v')[1]))
    expect(numbers).toEqual([1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  })

  test('has the Secrets of the set, and nothing that is shown has a word of them', async () => {
    const scene = new ReleaseScene()
    const data = { password: Buffer.from('hunter2-hunter2').toString('base64') }
    const first = await scene.deploy({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'login' }, data })
    const second = await scene.deploy()
    expect(scene.has(`${SECRETS}/login`)).toBe(false)
    const shown = JSON.stringify([first.progress.warnings, second.progress.warnings, scene.log.lines])
    expect(shown).toContain('Secret/login in shop removed')
    for (const text of ['hunter2', data.password, 'H4sI']) expect(shown).not.toContain(text)
  })

  test.each<[string, 'secrets' | 'none', readonly string[]]>([
    ['Secrets that may not be used', 'secrets', ['release-store-unavailable', 'object-left-behind']],
    ['"release-store: none"', 'none', ['object-left-behind']],
  ])('%s: the deployment is good all the same, and removes nothing', async (_, store, reasons) => {
    const scene = new ReleaseScene()
    await scene.deploy(configMap('old'))
    scene.policy = releasePolicy({ 'release-store': store }, {})
    scene.cluster.objects.forbids = ({ path }) => store === 'secrets' && path.startsWith(SECRETS)
    const done = await scene.deploy()
    expect(done.result?.outcome).toBe('complete')
    expect(scene.has('old')).toBe(true)
    expect(done.reasons).toEqual(reasons)
  })

  test('its end cannot be written: the deployment is good all the same, and only that is said', async () => {
    const scene = new ReleaseScene()
    await scene.deploy(configMap('old'))
    scene.cluster.objects.forbids = ({ verb, path }) => verb === 'patch' && path.startsWith(SECRETS)
    const { result, progress } = await scene.deploy()
    expect([result?.outcome, scene.has('old')]).toEqual(['complete', false])
    const said = 'The end of this release could not be recorded in the cluster (User "deployer" cannot patch it)'
    expect(progress.warnings).toEqual([
      { reason: 'release-end-unrecorded', text: `${said}: later deployments do not restore it` },
    ])
    scene.cluster.behaviour = 'missing-config'
    expect((await scene.deploy()).progress.warnings.at(-1)).toEqual({ reason: 'release-end-unrecorded', text: said })
  })

  test('nor the whole of it at the end, where the set makes the namespace itself', async () => {
    const scene = new ReleaseScene()
    scene.cluster.objects.missingNamespace = true
    const { result, reasons } = await scene.deploy()
    expect([result?.outcome, reasons]).toEqual(['complete', ['release-end-unrecorded']])
  })
})

describe('what left the templates', () => {
  test('is listed first, stays while the rollout goes on, and is removed when that is complete', async () => {
    const scene = new ReleaseScene()
    await scene.deploy(configMap('old'))
    const seen: unknown[] = []
    scene.onApply = () => seen.push([scene.has('old'), scene.log.lines.includes('info: - ConfigMap/old in shop')])
    const { progress, reasons } = await scene.deploy(configMap('new'))
    expect(seen).toEqual([
      [true, true],
      [true, true],
    ])
    expect(scene.has('old')).toBe(false)
    expect(progress.pruned).toEqual(progress.leaving)
    expect(progress.pruned).toMatchObject([{ kind: 'ConfigMap', name: 'old', namespace: 'shop' }])
    expect(reasons).toEqual([])
  })

  test('stays where the rollout fails, and goes with the next one that is good', async () => {
    const scene = new ReleaseScene()
    await scene.deploy(configMap('old'))
    scene.cluster.behaviour = 'missing-config'
    const { progress } = await scene.deploy(configMap('only-failed'))
    expect([progress.leaving.length, progress.pruned]).toEqual([1, []])
    scene.cluster.behaviour = 'healthy'
    await scene.deploy()
    expect([scene.has('old'), scene.has('only-failed')]).toEqual([false, false])
  })

  test('is tried again by the next one where the cluster did not let it go', async () => {
    const scene = new ReleaseScene()
    await scene.deploy(configMap('old'))
    scene.cluster.objects.forbids = ({ verb, path }) => verb === 'delete' && path.startsWith(CONFIG_MAPS)
    const { result, progress } = await scene.deploy()
    expect(result?.outcome).toBe('complete')
    expect(progress.warnings).toMatchObject([{ reason: 'prune-failed', text: expect.stringContaining('needs delete') }])
    scene.cluster.objects.forbids = () => false
    await scene.deploy()
    expect(scene.has('old')).toBe(false)
  })

  const keep = { metadata: { name: 'old', annotations: { 'commit-train.dev/prune': 'keep' } } }
  const unfollowed = { name: 'old', annotations: { 'commit-train.dev/follow': 'none' } }
  const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: unfollowed }
  const claims = '/api/v1/namespaces/shop/persistentvolumeclaims/old'
  test.each<[string, KubeObject, string, (live: KubeObject) => KubeObject]>([
    ['another service has it now', configMap('old'), 'old', live => withLabels(live, CART)],
    [
      'its labels were taken off',
      configMap('old'),
      'old',
      live => ({ ...live, metadata: { ...live.metadata, labels: {} } }),
    ],
    ['another tool put it up with copied labels', configMap('old'), 'old', live => managedBy(live, 'helm')],
    ['its annotation says so', configMap('old', keep), 'old', live => live],
    ['it may hold data', claim, claims, live => live],
  ])('stays where %s, and that is said', async (_, old, name, change) => {
    const scene = new ReleaseScene()
    await scene.deploy(old)
    scene.change(name.startsWith('/') ? name : `${CONFIG_MAPS}/${name}`, change)
    const { result, reasons } = await scene.deploy()
    expect(result?.outcome).toBe('complete')
    expect(scene.has(name)).toBe(true)
    expect(reasons).toEqual(['object-kept'])
  })

  test('stays where it became another’s between the look and the removal', async () => {
    const scene = new ReleaseScene()
    await scene.deploy(configMap('old'))
    const { objects } = scene.cluster
    objects.before = ({ verb, path }) => {
      if (verb === 'delete' && path.endsWith('/old')) scene.change(path, live => withLabels(live, CART))
    }
    expect((await scene.deploy()).reasons).toEqual(['object-kept'])
    expect(scene.has('old')).toBe(true)
  })

  test('stays while the set still needs it, and goes with the need', async () => {
    const scene = new ReleaseScene()
    const [, web] = RENDERED.manifests
    if (web === undefined) throw new Error('no Deployment')
    const template = {
      spec: { containers: [{ name: 'app', image: 'x' }], volumes: [{ name: 'v', configMap: { name: 'old' } }] },
    }
    const spec = { ...(web.object.spec as object), template }
    const reading: ObjectSet = { warnings: [], manifests: [{ ...web, object: { ...web.object, spec } }] }
    await scene.deploySet({ ...reading, manifests: [...reading.manifests, ...manifestsOf([configMap('old')])] })
    const { progress } = await scene.deploySet(reading)
    expect(progress.warnings).toMatchObject([{ text: expect.stringContaining('Deployment/web still uses it') }])
    expect(scene.has('old')).toBe(true)
    await scene.deploy()
    expect(scene.has('old')).toBe(false)
  })

  test('a first deployment over objects of other tools removes nothing', async () => {
    const scene = new ReleaseScene()
    scene.cluster.objects.store(`${CONFIG_MAPS}/theirs`, configMap('theirs'))
    await scene.deploy()
    await scene.deploy()
    expect(scene.cluster.objects.requests.filter(one => one.startsWith('delete'))).toEqual([])
  })

  test('more than the policy allows: refused, nothing is changed, and the way to allow it is said', async () => {
    const scene = new ReleaseScene()
    await scene.deploy(...Array.from({ length: 11 }, (_, index) => configMap(`old-${index}`)))
    const applied = scene.cluster.applied.length
    const { thrown, progress } = await scene.deploy()
    expect(thrown).toBeInstanceOf(UserError)
    expect(thrown).toMatchObject({
      outcome: 'refused',
      reason: 'prune-limit',
      message: expect.stringContaining('prune: { max-count: 11 }'),
    })
    expect([progress.touched, scene.cluster.applied.length, scene.states]).toEqual([false, applied, ['good']])
    scene.policy = releasePolicy({ prune: { 'max-count': 11, 'max-share': 90 } }, {})
    expect((await scene.deploy()).result?.outcome).toBe('complete')
    expect(scene.has('old-10')).toBe(false)
  })

  test('with "prune: off" it stays, and is reported as left behind', async () => {
    const scene = new ReleaseScene()
    await scene.deploy(configMap('old'))
    scene.policy = releasePolicy({ prune: 'off' }, {})
    expect((await scene.deploy()).reasons).toEqual(['object-left-behind'])
    expect(scene.has('old')).toBe(true)
  })
})

const CART = { 'commit-train.dev/service': 'cart' }

function withLabels(live: KubeObject, labels: Readonly<Record<string, string>>): KubeObject {
  return { ...live, metadata: { ...live.metadata, labels: { ...live.metadata.labels, ...labels } } }
}

function managedBy(live: KubeObject, manager: string): KubeObject {
  const entry = { manager, operation: 'Apply', fieldsType: 'FieldsV1', fieldsV1: {} }
  return { ...live, metadata: { ...live.metadata, managedFields: [entry] } } as KubeObject
}
