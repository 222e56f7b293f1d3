import { describe, expect, test } from 'vitest'
import { endingAfterRestore, endingOfRollout } from '../../../../src/deployments/endings.ts'
import { endingText } from '../../../../src/domain/deployment/status-text.ts'
import { KubernetesError } from '../../../../src/kubernetes/api/error.ts'
import { releasePolicy } from '../../../../src/policy/releases.ts'
import { CONFIG_MAPS, configMap, ReleaseScene, SECRETS } from './release-scene.ts'

const DEPLOYMENT = '/apis/apps/v1/namespaces/shop/deployments/web'
const GOOD = 'ccccccc'

const specOf = (scene: ReleaseScene): unknown => scene.cluster.objects.byPath.get(DEPLOYMENT)?.spec
const dataOf = (scene: ReleaseScene, name: string): unknown =>
  scene.cluster.objects.byPath.get(`${CONFIG_MAPS}/${name}`)?.data

describe('a rollout that fails', () => {
  test('the last good release is live again, field by field, and what only the failed one had is gone', async () => {
    const scene = await ReleaseScene.failing(configMap('settings', { data: { a: '1' } }), configMap('left'))
    const before = specOf(scene)
    const { progress, result } = await scene.deploy(
      configMap('settings', { data: { b: '2' } }),
      configMap('only-failed'),
    )
    expect(result?.outcome).toBe('failed')
    expect(progress.restore).toEqual({ kind: 'restored', commit: '1'.padStart(40, 'c'), release: GOOD })
    expect([specOf(scene), dataOf(scene, 'settings')]).toEqual([before, { a: '1' }])
    expect([scene.has('only-failed'), scene.has('left')]).toEqual([false, true])
    expect(scene.restoring).toEqual([
      `Failing: Deployment/web, container app: config-missing: configmap "greeting" not found; restoring ${GOOD}`,
    ])
    expect(scene.states).toEqual(['good', 'failed'])
    const ending = endingAfterRestore(endingOfRollout(result ?? never(), 0), progress.restore)
    expect(endingText(ending)).toMatch(/^Failed: Deployment\/web, .*; ccccccc is live again$/)
  })

  test('an apply that breaks off half-way is put right, too', async () => {
    const scene = await ReleaseScene.failing(configMap('settings', { data: { a: '1' } }))
    scene.cluster.refuses = { object: 'Deployment/web', dryRun: false, times: 1 }
    const { progress, thrown } = await scene.deploy(configMap('settings', { data: { a: '2' } }))
    expect(thrown).toMatchObject({ reason: 'apply-failed' })
    expect(progress.restore?.kind).toBe('restored')
    expect(dataOf(scene, 'settings')).toEqual({ a: '1' })
  })

  test('Jobs, hooks and claims are not applied again', async () => {
    const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'migrate' }, spec: {} }
    const hook = configMap('hook', { metadata: { name: 'hook', annotations: { 'helm.sh/hook': 'pre-install' } } })
    const unfollowed = { name: 'data', annotations: { 'commit-train.dev/follow': 'none' } }
    const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: unfollowed }
    const scene = await ReleaseScene.failing(job, hook, claim)
    const already = scene.cluster.applied.length
    expect((await scene.deploy(configMap('new'))).progress.restore?.kind).toBe('restored')
    const again = scene.cluster.applied.slice(already)
    expect(again).toContain('Deployment/web')
    for (const name of ['Job/migrate', 'ConfigMap/hook', 'PersistentVolumeClaim/data'])
      expect(again).not.toContain(name)
  })

  test('the Secrets of that day come back, and are masked before anything is done', async () => {
    const secret = (text: string) => ({
      ...{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'login' } },
      data: { password: Buffer.from(text).toString('base64') },
    })
    const scene = await ReleaseScene.failing(secret('the password of yesterday'))
    await scene.deploy(secret('the password of today'))
    const live = scene.cluster.objects.byPath.get(`${SECRETS}/login`)
    expect(live?.data).toEqual(secret('the password of yesterday').data)
    expect(scene.masked).toContain('the password of yesterday')
    expect(scene.log.lines.join('\n')).not.toContain('yesterday')
  })

  test('what it took over from another tool is not removed', async () => {
    const scene = await ReleaseScene.failing()
    const theirs = { manager: 'kubectl', operation: 'Apply', apiVersion: 'v1', fieldsType: 'FieldsV1', fieldsV1: {} }
    const metadata = { name: 'theirs', managedFields: [theirs] }
    scene.cluster.objects.store(`${CONFIG_MAPS}/theirs`, configMap('theirs', { metadata }))
    expect((await scene.deploy(configMap('theirs'))).progress.restore?.kind).toBe('restored')
    expect(scene.has('theirs')).toBe(true)
  })

  test('the restore fails: an ending of its own, with both causes', async () => {
    const scene = await ReleaseScene.failing()
    scene.cluster.behaviourOf = () => 'missing-config'
    const { progress, result } = await scene.deploy()
    expect(progress.restore).toMatchObject({ kind: 'failed', text: expect.stringContaining('config-missing') })
    const ending = endingAfterRestore(endingOfRollout(result ?? never(), 0), progress.restore)
    expect(ending).toMatchObject({ outcome: 'failed', reason: 'restore-failed', after: `restoring ${GOOD} failed too` })
    expect(ending.findings.map(({ reason }) => reason)).toEqual(['config-missing', 'restore-failed'])
  })
})

describe('nothing is restored', () => {
  test('where there is nothing to restore, and that is said', async () => {
    const scene = new ReleaseScene()
    scene.cluster.behaviour = 'missing-config'
    const { progress, result } = await scene.deploy()
    expect(progress.restore).toEqual({ kind: 'none', text: 'no earlier good release' })
    const ending = endingAfterRestore(endingOfRollout(result ?? never(), 0), progress.restore)
    expect(endingText(ending)).toMatch(/; nothing restored: no earlier good release$/)
  })

  test('where the policy says so', async () => {
    const scene = await ReleaseScene.failing()
    scene.policy = releasePolicy({ 'on-failure': 'keep' }, {})
    expect((await scene.deploy()).progress.restore).toBeUndefined()
    expect(specOf(scene)).toMatchObject({ minReadySeconds: 1 })
  })

  test('where the run is stopped', async () => {
    const scene = await ReleaseScene.failing()
    scene.onApply = () => scene.stop.abort(new Error('this run was stopped'))
    const { progress } = await scene.deploy(configMap('more'))
    expect([progress.restore, scene.restoring]).toEqual([undefined, []])
  })

  test('where the connection broke', async () => {
    const scene = await ReleaseScene.failing()
    scene.onApply = () => {
      throw new KubernetesError(0, 'Transport', 'socket hang up')
    }
    const { progress, thrown } = await scene.deploy(configMap('more'))
    expect(thrown).toMatchObject({ reason: 'apply-failed' })
    expect(progress.restore).toEqual({ kind: 'none', text: 'the connection to the cluster broke' })
    expect(scene.restoring).toEqual([])
  })

  test.each(['a newer deployment waits', 'a newer release has begun'])('where %s', async which => {
    const scene = await ReleaseScene.failing()
    scene.newer = which === 'a newer deployment waits' ? 99 : undefined
    scene.onApply = () => {
      const record = scene.records.at(-1)
      if (which === 'a newer deployment waits' || record === undefined) return
      const annotations = {
        'commit-train.dev/release': (record.metadata.annotations?.['commit-train.dev/release'] ?? '').replace(
          '"number":2',
          '"number":3',
        ),
      }
      const name = record.metadata.name.replace(/2$/, '3')
      scene.cluster.objects.store(`${SECRETS}/${name}`, {
        ...record,
        metadata: { ...record.metadata, name, annotations },
      })
    }
    const { progress } = await scene.deploy()
    expect(progress.restore).toMatchObject({
      kind: 'none',
      text: expect.stringMatching(/99 is newer|newer release has begun/),
    })
    expect([specOf(scene), scene.restoring]).toEqual([expect.objectContaining({ minReadySeconds: 1 }), []])
  })
})

function never(): never {
  throw new Error('no result')
}
