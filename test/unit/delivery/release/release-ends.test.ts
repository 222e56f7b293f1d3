import { describe, expect, test } from 'vitest'
import { UserError } from '../../../../src/errors.ts'
import { KubernetesError } from '../../../../src/kubernetes/api/error.ts'
import { until } from '../../../platform/process/until.ts'
import { configMap, type Done, ReleaseScene, SECRETS } from './release-scene.ts'

const never = (): Promise<void> => new Promise(() => undefined)

/** Deploys, and moves the time on until that has ended. */
async function inTime(scene: ReleaseScene, deployment: Promise<Done>): Promise<Done> {
  let done: Done | undefined
  void deployment.then(it => {
    done = it
  })
  await until({ what: 'the end' }, async () => {
    await scene.clock.advance(500)
    return done !== undefined
  })
  return deployment
}

describe('once the rollout is complete, the deployment is good', () => {
  test('also where the Lease is lost before all that left the templates is removed', async () => {
    const scene = new ReleaseScene()
    await scene.deploy(configMap('old'))
    scene.cluster.objects.before = ({ verb, path }) => {
      if (verb === 'get' && path.endsWith('/old') && scene.cluster.applied.length > 3) {
        scene.lost.abort(new UserError('hold-lost', 'the lease x was taken by deployment 14'))
      }
    }
    const { result, progress } = await scene.deploy()
    expect(result?.outcome).toBe('complete')
    expect(progress.warnings).toMatchObject([
      { reason: 'prune-failed', text: expect.stringContaining('taken by deployment 14') },
    ])
    expect([scene.has('old'), scene.states]).toEqual([true, ['good', 'good']])
    expect(progress.restore).toBeUndefined()
  })

  test('also where the cluster does not say whether the Services reach anything', async () => {
    const scene = new ReleaseScene()
    scene.cluster.objects.before = ({ path }) => {
      if (path.includes('endpointslices')) throw new KubernetesError(500, 'InternalError', 'etcd is slow')
    }
    const spec = { selector: { app: 'web' }, ports: [{ port: 80 }] }
    const { result } = await scene.deploy({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec })
    expect(result?.outcome).toBe('complete')
    expect(scene.log.lines).toContain('info: Whether the Services reach ready pods could not be seen: etcd is slow')
  })

  test('but a run that is stopped then is cancelled', async () => {
    const scene = new ReleaseScene()
    await scene.deploy(configMap('old'), configMap('older'))
    scene.cluster.objects.before = ({ verb }) => {
      if (verb === 'get' && scene.cluster.applied.length > 4) scene.stop.abort(new Error('this run was stopped'))
    }
    expect((await scene.deploy()).thrown).toMatchObject({ message: 'this run was stopped' })
    expect(scene.states).toEqual(['good', 'failed'])
  })
})

describe('the last look at the lock, between the plan and the apply', () => {
  test('refuses before anything is changed: no record is begun, the streams are closed, the Lease is given back', async () => {
    const scene = new ReleaseScene()
    await scene.deploy(configMap('old'))
    const { cluster } = scene
    const applied = cluster.applied.length
    const refusal = new UserError('environment-locked', 'locked by bea')
    let seen: unknown
    scene.refuseLocked = async () => {
      await until({ what: 'the streams' }, async () => cluster.watched.opened > cluster.watched.ended)
      seen = [cluster.tried.length > applied, scene.states]
      throw refusal
    }
    let released = false
    scene.release = async () => {
      released = true
    }
    const { thrown, progress } = await scene.deploy()
    expect([thrown, seen, released]).toEqual([refusal, [true, ['good']], true])
    expect([scene.states, cluster.applied.length, scene.has('old')]).toEqual([['good'], applied, true])
    expect([progress.touched, progress.restore, progress.count]).toEqual([false, undefined, undefined])
    await until({ what: 'the end of the streams' }, async () => cluster.watched.ended === cluster.watched.opened)
    scene.refuseLocked = async () => undefined
    expect((await scene.deploy()).result?.outcome).toBe('complete')
    expect([scene.states, scene.has('old')]).toEqual([['good', 'good'], false])
  })

  test('is waited for where the streams cannot be opened: no record stays open', async () => {
    const scene = new ReleaseScene()
    let isRefused = false
    scene.cluster.objects.before = ({ path }) => {
      if (!path.endsWith('/replicasets')) return
      isRefused = true
      throw new KubernetesError(500, 'InternalError', 'etcd is slow')
    }
    scene.refuseLocked = async () => {
      await until({ what: 'the streams' }, async () => isRefused)
      // Whoever waits for the streams alone is done by then.
      await new Promise(resolve => setImmediate(resolve))
    }
    const { thrown } = await scene.deploy()
    expect(thrown).toMatchObject({ message: expect.stringContaining('etcd is slow') })
    expect([scene.states, scene.cluster.applied]).toEqual([['failed'], []])
  })
})

test('a release that could not be begun removes nothing', async () => {
  const scene = new ReleaseScene()
  await scene.deploy(configMap('old'))
  scene.cluster.objects.forbids = ({ verb, path }) => verb === 'create' && path.startsWith(SECRETS)
  const { result, reasons, progress } = await scene.deploy()
  expect([result?.outcome, reasons]).toEqual(['complete', ['release-store-unavailable']])
  expect([scene.has('old'), progress.pruned]).toEqual([true, []])
})

test('the end of the record is tried again while the cluster does not take it', async () => {
  const scene = new ReleaseScene()
  let tries = 0
  scene.cluster.onPatch = () => {
    tries += 1
    if (tries < 3) throw new KubernetesError(503, 'ServiceUnavailable', 'etcd is down')
  }
  const { reasons } = await inTime(scene, scene.deploy())
  expect([tries, reasons, scene.states]).toEqual([3, [], ['good']])
})

describe('the watch streams are closed', () => {
  test.each<[string, (scene: ReleaseScene) => void]>([
    ['where the rollout was followed', () => undefined],
    ['where it failed', ({ cluster }) => Object.assign(cluster, { behaviour: 'missing-config' })],
    [
      'where the record cannot be begun',
      ({ cluster }) => {
        cluster.objects.before = ({ verb, path }) => {
          if (verb !== 'create' || !path.startsWith(SECRETS)) return
          throw new KubernetesError(0, 'Transport', 'connection refused')
        }
      },
    ],
  ])('%s', async (_, prepare) => {
    const scene = new ReleaseScene()
    prepare(scene)
    await inTime(scene, scene.deploy())
    const { watched } = scene.cluster
    await until({ what: 'the end of the streams' }, async () => watched.ended === watched.opened)
    expect(watched.opened).toBeGreaterThan(0)
  })
})

describe('the time for the whole is up', () => {
  const late = new UserError('timeout', 'the time is up')

  test('and the cluster does not take the end of the record: that is said', async () => {
    const scene = new ReleaseScene()
    scene.cluster.onPatch = () => {
      scene.late.abort(late)
      throw new KubernetesError(0, 'Transport', 'connection refused')
    }
    const { result, reasons } = await inTime(scene, scene.deploy())
    expect([result?.outcome, reasons]).toEqual(['complete', ['release-end-unrecorded']])
  })

  test('while the end of the record is written: it is tried again all the same', async () => {
    const scene = new ReleaseScene()
    let tries = 0
    scene.cluster.onPatch = () => {
      tries += 1
      scene.late.abort(late)
      if (tries < 2) throw new KubernetesError(503, 'ServiceUnavailable', 'etcd is down')
    }
    const { result } = await inTime(scene, scene.deploy())
    expect([result?.outcome, tries, scene.states]).toEqual(['complete', 2, ['good']])
  })

  test('before the answer to the begin of the record: the cluster does not keep it as begun', async () => {
    const scene = new ReleaseScene()
    scene.cluster.objects.forbids = ({ verb, path }) => verb === 'patch' && path.startsWith(SECRETS)
    await scene.deploy()
    const [another] = scene.records
    scene.cluster.objects.before = ({ verb, path }) => {
      if (verb === 'create' && path.startsWith(SECRETS)) scene.late.abort(late)
    }
    const { thrown, progress } = await inTime(scene, scene.deploy())
    expect([thrown, progress.touched]).toEqual([late, false])
    expect(scene.cluster.objects.requests.filter(one => one.startsWith('create'))).toHaveLength(2)
    expect([scene.states, scene.records]).toEqual([['begun'], [another]])
  })
})

describe('a run that is stopped does not wait', () => {
  test('for the end of its record', async () => {
    const scene = new ReleaseScene()
    scene.onApply = () => scene.stop.abort(new Error('this run was stopped'))
    scene.cluster.onPatch = never
    const deployment = scene.deploy()
    await until({ what: 'the end of the record' }, async () => scene.clock.sleeping > 0)
    await scene.clock.advance(1_000)
    expect((await deployment).thrown).toMatchObject({ message: 'this run was stopped' })
  })

  test('for the Lease to be given back', async () => {
    const scene = new ReleaseScene()
    scene.onApply = () => scene.stop.abort(new Error('this run was stopped'))
    scene.release = never
    const deployment = scene.deploy()
    await until({ what: 'the Lease' }, async () => scene.clock.sleeping > 0)
    await scene.clock.advance(1_000)
    expect((await deployment).thrown).toMatchObject({ message: 'this run was stopped' })
    expect(scene.states).toEqual(['failed'])
  })

  test('also where it is stopped only while its end is written', async () => {
    const scene = new ReleaseScene()
    scene.cluster.onPatch = never
    const deployment = scene.deploy()
    await until({ what: 'the end of the record' }, async () => scene.records.length > 0)
    await scene.clock.idle()
    scene.stop.abort(new Error('this run was stopped'))
    await inTime(scene, deployment)
  })
})
