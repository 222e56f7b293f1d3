import { describe, expect, test } from 'vitest'
import { endingAfterRestore, endingOfFailure, endingOfRollout } from '../../../../src/deployments/endings.ts'
import type { Ending } from '../../../../src/domain/deployment/ending.ts'
import { endingText } from '../../../../src/domain/deployment/status-text.ts'
import { UserError } from '../../../../src/errors.ts'
import { KubernetesError } from '../../../../src/kubernetes/api/error.ts'
import { until } from '../../../platform/process/until.ts'
import type { Behaviour } from './fake-cluster.ts'
import { configMap, type Done, isFirst, RESTORE_MS, ReleaseScene } from './release-scene.ts'

const DEPLOYMENT = '/apis/apps/v1/namespaces/shop/deployments/web'
const GOOD = 'ccccccc'
const CAUSE = 'Deployment/web, container app: config-missing: configmap "greeting" not found'
const A1 = configMap('settings', { data: { a: '1' } })
const A2 = configMap('settings', { data: { a: '2' } })

/** How the deployment ends, as the whole run makes it. */
function endingOf({ stop }: ReleaseScene, { result, thrown, progress }: Done): Ending {
  const ending =
    result === undefined ? endingOfFailure(thrown, progress.count, stop.signal) : endingOfRollout(result, 0)
  return endingAfterRestore(ending, progress.restore)
}

/** What a deployment's pods do: those of the restored release, and those of every other. */
function behave(scene: ReleaseScene, restored: Behaviour): void {
  let isBack = false
  scene.onRestoring = () => {
    isBack = true
  }
  scene.cluster.behaviourOf = () => (isBack ? restored : 'missing-config')
}

async function isRestoring({ restoring }: ReleaseScene): Promise<void> {
  await until({ what: 'the restore' }, async () => restoring.length > 0)
}

describe('a restore that does not come to its end', () => {
  test('the cluster does not accept the release any more: it has changed nothing, and both causes are said', async () => {
    const scene = await ReleaseScene.failing(A1)
    scene.onRestoring = () => {
      scene.cluster.refuses = { object: 'ConfigMap/settings', dryRun: true }
    }
    const done = await scene.deploy(A2)
    expect(done.progress.restore).toMatchObject({ kind: 'refused', text: expect.stringContaining('must not be -1') })
    const ending = endingOf(scene, done)
    expect(ending).toMatchObject({ outcome: 'failed', reason: 'restore-failed' })
    expect(ending.findings.at(-1)?.text).toMatch(/^restoring ccccccc: .*must not be -1/)
    expect(endingText(ending)).toBe(`Failed: ${CAUSE}; ${GOOD} cannot be applied again`)
  })

  test('an object of it is refused when it is applied, say by a quota', async () => {
    const scene = await ReleaseScene.failing(A1)
    scene.onRestoring = () => {
      scene.cluster.refuses = { object: 'ConfigMap/settings', dryRun: false }
    }
    const done = await scene.deploy(A2)
    expect(done.progress.restore).toMatchObject({ kind: 'failed', text: expect.stringMatching(/objects applied\)$/) })
    expect(endingText(endingOf(scene, done))).toBe(`Failed: ${CAUSE}; restoring ${GOOD} failed too`)
    expect(scene.states).toEqual(['good', 'failed'])
  })

  test('its rollout is not complete in the time of its own: what was seen of it last is kept', async () => {
    const scene = await ReleaseScene.failing()
    behave(scene, 'stuck')
    const deployment = scene.deploy()
    await isRestoring(scene)
    await until({ what: 'the rollout' }, async () => scene.cluster.applied.length >= 4)
    await scene.clock.advance(RESTORE_MS - 1)
    expect(scene.states).toEqual(['good', 'begun'])
    await scene.clock.advance(1)
    const done = await deployment
    expect(done.progress.restore).toMatchObject({
      kind: 'failed',
      text: expect.stringMatching(/^timeout: Deployment\/web/),
      rollout: { outcome: 'timeout', workloads: [{ object: 'Deployment/web', available: 0 }] },
    })
  })

  test.each<['onTry' | 'onApply']>([['onTry'], ['onApply']])('its time is up in %s', async moment => {
    const scene = await ReleaseScene.failing(A1)
    scene.onRestoring = () => {
      scene.cluster[moment] = () => scene.clock.advance(RESTORE_MS)
    }
    const { progress } = await scene.deploy(A2)
    expect(progress.restore).toMatchObject({ kind: 'failed', text: expect.stringMatching(/^timed out/) })
  })

  test('the run is stopped: cancelled, and it says what was in progress, and why', async () => {
    const scene = await ReleaseScene.failing(A1)
    scene.onRestoring = () => {
      scene.onApply = () => scene.stop.abort(new Error('this run was stopped'))
    }
    const done = await scene.deploy(A2)
    const ending = endingOf(scene, done)
    expect(ending).toMatchObject({ outcome: 'cancelled', reason: 'cancelled' })
    expect(ending.findings).toEqual([{ reason: 'config-missing', text: CAUSE }])
    expect(endingText(ending)).toBe(
      'Cancelled: this run was stopped; the cluster is left as it is; restoring ccccccc was in progress',
    )
    expect([scene.states, scene.kept.get('restoring')]).toEqual([['good', 'failed'], GOOD])
  })

  test('the Lease is lost: nothing more is applied, and the failure stays what it was', async () => {
    const scene = await ReleaseScene.failing(A1)
    scene.onRestoring = () => {
      scene.onApply = () => scene.lost.abort(new UserError('hold-lost', 'the lease x was taken by deployment 14'))
    }
    const already = scene.cluster.applied.length
    const done = await scene.deploy(A2)
    expect(scene.cluster.applied.slice(already).filter(name => name === 'Deployment/web')).toHaveLength(1)
    const ending = endingOf(scene, done)
    expect(ending).toMatchObject({ outcome: 'failed', reason: 'config-missing' })
    expect(endingText(ending)).toMatch(/^Failed: .*; restoring ccccccc stopped: the Lease is lost$/)
    expect(scene.log.lines).toContain('info: the lease x was taken by deployment 14')
  })

  test('somebody else changes the objects: the failure stays what it was', async () => {
    const scene = await ReleaseScene.failing()
    behave(scene, 'taken-over')
    const done = await scene.deploy()
    const ending = endingOf(scene, done)
    expect(ending).toMatchObject({ outcome: 'failed', reason: 'config-missing' })
    expect(ending.after).toBe('restoring ccccccc stopped: others have changed the objects')
  })

  test('what only the failed release had cannot be removed: what is live is said all the same', async () => {
    const scene = await ReleaseScene.failing()
    scene.cluster.objects.forbids = ({ verb, path }) => verb === 'delete' && path.endsWith('/only-failed')
    const { progress, reasons } = await scene.deploy(configMap('only-failed'))
    expect(progress.restore?.kind).toBe('restored')
    expect(reasons).toContain('prune-failed')
  })
})

describe('nothing is restored, and the end says why', () => {
  test('where another client has changed an object between the dry run and the apply', async () => {
    const scene = await ReleaseScene.failing(A1)
    const details = { causes: [{ reason: 'FieldManagerConflict', field: '.data.a', message: 'conflict with "argo"' }] }
    scene.cluster.objects.before = ({ verb, path }) => {
      if (verb === 'patch' && path.endsWith('/settings')) throw new KubernetesError(409, 'Conflict', '', { details })
    }
    const done = await scene.deploy(A2)
    expect(endingOf(scene, done).after).toBe('nothing restored: others have changed the objects')
    expect(scene.restoring).toEqual([])
  })

  test('where the Lease was lost during the apply', async () => {
    const scene = await ReleaseScene.failing(A1)
    scene.onApply = () => scene.lost.abort(new UserError('hold-lost', 'the lease x could not be renewed'))
    const done = await scene.deploy(A2)
    expect(endingOf(scene, done)).toMatchObject({ reason: 'hold-lost', after: 'nothing restored: the Lease is lost' })
  })

  test('where it was lost by the time that the rollout failed', async () => {
    const scene = await ReleaseScene.failing()
    scene.cluster.behaviourOf = () => {
      scene.lost.abort(new UserError('hold-lost', 'the lease x was taken by deployment 14'))
      return 'missing-config'
    }
    const { progress } = await scene.deploy()
    expect(progress.restore).toEqual({ kind: 'none', text: 'the Lease is lost' })
    expect(scene.log.lines).toContain(
      'notice: Nothing is restored: the Lease is lost: the lease x was taken by deployment 14',
    )
  })

  test('where the last good release was the same', async () => {
    const scene = new ReleaseScene()
    const set = { warnings: [], manifests: scene.manifests() }
    await scene.deploySet(set)
    scene.cluster.objects.byPath.delete(DEPLOYMENT)
    scene.cluster.refuses = { object: 'Deployment/web', dryRun: false }
    const { progress } = await scene.deploySet(set)
    expect(progress.restore).toEqual({ kind: 'none', text: 'the last good release was the same' })
  })

  test('where all of the last good one runs only once', async () => {
    const scene = new ReleaseScene()
    const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'migrate' }, spec: {} }
    await scene.deploySet({ warnings: [], manifests: [{ object: job, file: 'job.yaml', line: 1 }] })
    scene.cluster.behaviour = 'missing-config'
    expect((await scene.deploy()).progress.restore).toEqual({
      kind: 'none',
      text: 'the last release had nothing to restore',
    })
  })

  test.each(['on-failure: keep', 'release-store: none'])(
    '"%s": the log says it, the status has the cause',
    async key => {
      const scene = await ReleaseScene.failing()
      const [name = '', value = ''] = key.split(': ')
      scene.use({ [name]: value })
      const done = await scene.deploy()
      expect(endingText(endingOf(scene, done))).toBe(`Failed: ${CAUSE}`)
      expect(scene.log.lines).toContain(`info: Nothing is restored, because the policy says "${key}"`)
    },
  )
})

describe('the time of the deployment is up during the apply', () => {
  test('the last good release comes back', async () => {
    const scene = await ReleaseScene.failing(A1)
    scene.onApply = () => scene.late.abort(new UserError('timeout', 'timed out'))
    const done = await scene.deploy(A2)
    expect(endingOf(scene, done)).toMatchObject({
      outcome: 'failed',
      reason: 'timeout',
      after: `${GOOD} is live again`,
    })
    expect(scene.states).toEqual(['good', 'failed'])
  })
})

test('the restored commit is also the one that failed: it is named by its deployment', async () => {
  const scene = new ReleaseScene()
  scene.commit = 'd'.repeat(40)
  await scene.deploy()
  scene.cluster.behaviourOf = live => (isFirst(live) ? 'healthy' : 'missing-config')
  const done = await scene.deploy()
  expect(scene.restoring).toEqual([expect.stringMatching(/; restoring ddddddd of deployment 1$/)])
  expect(endingOf(scene, done).after).toBe('ddddddd of deployment 1 is live again')
})
