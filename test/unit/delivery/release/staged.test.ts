import { describe, expect, test } from 'vitest'
import { endingAfterRestore } from '../../../../src/deployments/endings.ts'
import { endingText } from '../../../../src/domain/deployment/status-text.ts'
import { UserError } from '../../../../src/errors.ts'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import { configMap } from './release-scene.ts'
import {
  DEPLOYMENT,
  emptyScene,
  HELD,
  held,
  holdOf,
  live,
  SERVICE,
  STAGED,
  setOf,
  specOf,
  versionOf,
  web,
} from './staged-scene.ts'

describe('a deployment in stages', () => {
  test('is held at the first stage, and what left the templates stays', async () => {
    const { scene, done } = await held()
    expect(done.thrown).toBeUndefined()
    expect(done.progress.held).toMatchObject({
      hold: {
        deployment: 2,
        stage: 1,
        of: 1,
        ready: 1,
        pods: 2,
        commit: '2'.padStart(40, 'c'),
        live: '1'.padStart(40, 'c'),
      },
    })
    expect(specOf(scene)).toMatchObject({
      strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      ...{ minReadySeconds: 2_147_483_646, progressDeadlineSeconds: 2_147_483_647 },
    })
    expect([scene.states, scene.has('left')]).toEqual([['good', 'held'], true])
  })

  test('promoted, all of what was looked at goes out plain, and nothing of the hold stays', async () => {
    const { scene } = await held()
    const { thrown, result, progress } = await scene.promote(2)
    expect(thrown).toBeUndefined()
    expect([result?.outcome, progress.held]).toEqual(['complete', undefined])
    expect([Object.keys(specOf(scene)), holdOf(scene)]).toEqual([['replicas', 'selector', 'template'], undefined])
    expect(versionOf(scene)).toBe('2')
    expect([scene.states, scene.has('left')]).toEqual([['good', 'good'], false])
    expect((await scene.promote(2)).thrown).toMatchObject({ reason: 'nothing-held' })
  })

  test('aborted, what was live is applied again, and what only the other had is gone', async () => {
    const { scene, before } = await held({}, configMap('new'))
    expect(scene.has('new')).toBe(true)
    const { ending, progress } = await scene.abort(2)
    expect(endingText(endingAfterRestore(ending ?? never(), progress.restore))).toBe(
      'Cancelled: aborted by ada at 1 of 2 pods; ccccccc is live, as before',
    )
    expect([specOf(scene), holdOf(scene)]).toEqual([before, undefined])
    expect(scene.cluster.objects.byPath.get('/api/v1/namespaces/shop/configmaps/settings')?.data).toEqual({ a: '1' })
    expect([scene.states, scene.has('new'), scene.has('left')]).toEqual([['good', 'failed'], false, true])
    expect((await scene.abort(2)).thrown).toMatchObject({ reason: 'nothing-held' })
  })

  test('goes on by itself where its watch decides, and all that was held is plain in the end', async () => {
    const { scene, done } = await held({ decide: 'watch', kind: 'canary', steps: [{ percent: 50 }, { percent: 100 }] })
    expect([done.thrown, done.result?.outcome, done.progress.held]).toEqual([undefined, 'complete', undefined])
    expect(scene.log.lines.filter(line => line.includes('Stage'))).toEqual([
      'info: Stage 1 of 2: 1 of 2 pods',
      'info: Stage 2 of 2: 2 of 2 pods',
    ])
    expect([Object.keys(specOf(scene)), versionOf(scene), holdOf(scene)]).toEqual([
      ['replicas', 'selector', 'template'],
      '2',
      undefined,
    ])
    expect([scene.states, scene.has('left')]).toEqual([['good', 'good'], false])
  })

  test('a lock that is taken meanwhile stops what goes on by itself: a person decides', async () => {
    const scene = await live()
    let looks = 0
    scene.refuseLocked = async () => {
      looks += 1
      if (looks > 1) throw new UserError('environment-locked', 'grace has it')
    }
    scene.staging = { staging: { ...STAGED, decide: 'watch' }, goesOverHold: false }
    const { progress, thrown } = await scene.deploySet(setOf(web('2'), SERVICE))
    expect([thrown, progress.held?.hold.stage, scene.states]).toEqual([undefined, 1, ['good', 'held']])
    expect(scene.log.lines).toContain('notice: It does not go on by itself: grace has it')
  })

  test('each object is named once, whatever the stages', async () => {
    const { done } = await held({ decide: 'watch' }, configMap('new'))
    const said = done.progress.applied?.map(({ action, name, kind }) => `${kind}/${name} ${action}`).toSorted()
    expect(said).toEqual([
      'ConfigMap/new created',
      'ConfigMap/settings changed',
      'Deployment/web changed',
      'Service/web unchanged',
    ])
    expect(done.progress.count).toMatchObject({ all: 4, applied: 4 })
  })

  test('each promotion is one stage, and the last one all pods', async () => {
    const { scene } = await held({ kind: 'canary', steps: [{ percent: 50 }, { percent: 100 }] })
    expect(specOf(scene)).toMatchObject({ strategy: { rollingUpdate: { maxSurge: '50%' } } })
    const second = await scene.promote(2)
    expect(second.progress.held?.hold).toMatchObject({ stage: 2, of: 2, ready: 2, pods: 2 })
    expect(specOf(scene)).toMatchObject({ strategy: { rollingUpdate: { maxSurge: '100%' } } })
    expect(scene.states).toEqual(['good', 'held'])
    const last = await scene.promote(2)
    expect([last.result?.outcome, last.progress.held, scene.states]).toEqual(['complete', undefined, ['good', 'good']])
  })

  test.each([1, 2])(
    'that breaks at stage %i is red with the cause, and what was live is live as before',
    async stage => {
      const scene = await live()
      const isBroken = (object: KubeObject) => object.metadata.annotations?.[HELD]?.includes(`"stage":${stage}`)
      scene.cluster.behaviourOf = object => (isBroken(object) ? 'missing-config' : 'healthy')
      const steps = [{ percent: 50 }, { percent: 100 }]
      scene.staging = { staging: { ...STAGED, steps, decide: 'watch' }, goesOverHold: false }
      const { result, progress } = await scene.deploySet(setOf(web('2'), SERVICE))
      expect([result?.outcome, result?.cause?.code]).toEqual(['failed', 'config-missing'])
      expect(progress.restore).toMatchObject({ kind: 'restored', asBefore: true })
      expect([versionOf(scene), holdOf(scene), scene.states]).toEqual(['1', undefined, ['good', 'failed']])
    },
  )

  test('that is held is not gone over, but for one that is asked for all at once', async () => {
    const { scene } = await held()
    const third = setOf(web('3'), SERVICE)
    expect((await scene.deploySet(third)).thrown).toMatchObject({
      reason: 'held-by-other',
      message: 'deployment 2 (ccccccc) is held at 1 of 2 pods; promote or abort it, or deploy all at once',
    })
    expect([versionOf(scene), holdOf(scene) !== undefined, scene.states]).toEqual(['2', true, ['good', 'held']])
    scene.staging = { staging: undefined, goesOverHold: true }
    const { result, reasons } = await scene.deploySet(third)
    expect([result?.outcome, reasons]).toEqual(['complete', ['hold-replaced']])
    expect([versionOf(scene), holdOf(scene), scene.states]).toEqual(['3', undefined, ['good', 'failed', 'good']])
    // It is over: there is nothing to promote any more.
    expect((await scene.promote(2)).thrown).toMatchObject({ reason: 'nothing-held' })
  })

  test('whose pods another client has changed is not promoted, and aborted all the same', async () => {
    const { scene } = await held()
    scene.change(DEPLOYMENT, object => ({ ...object, spec: web('9').spec }))
    expect((await scene.promote(2)).thrown).toMatchObject({ reason: 'hold-broken' })
    expect((await scene.abort(2)).progress.restore).toMatchObject({ kind: 'restored' })
    expect(versionOf(scene)).toBe('1')
  })

  test("stays held where going on is refused: the lock is another person's", async () => {
    const { scene } = await held()
    scene.refuseLocked = async () => {
      throw new UserError('environment-locked', 'grace has it')
    }
    const both = [await scene.promote(2), await scene.abort(2)]
    expect(both.map(({ thrown, progress }) => [(thrown as UserError).reason, progress.touched])).toEqual([
      ['environment-locked', false],
      ['environment-locked', false],
    ])
    expect([versionOf(scene), holdOf(scene) !== undefined, scene.states]).toEqual(['2', true, ['good', 'held']])
    scene.refuseLocked = async () => undefined
    expect((await scene.promote(2)).result?.outcome).toBe('complete')
  })

  test('that cannot be is refused before anything is written', async () => {
    const scene = await live()
    const applied = scene.cluster.applied.length
    scene.staging = { staging: STAGED, goesOverHold: false }
    const { thrown } = await scene.deploySet(setOf(web('2', { strategy: { type: 'Recreate' } }), SERVICE))
    expect(thrown).toMatchObject({ reason: 'strategy-impossible', outcome: 'refused' })
    expect([scene.cluster.applied.length, scene.states]).toEqual([applied, ['good']])
  })

  test('the first of all goes straight, and says so', async () => {
    const scene = emptyScene()
    scene.staging = { staging: STAGED, goesOverHold: false }
    const { result, reasons } = await scene.deploySet(setOf(web('1'), SERVICE))
    expect([result?.outcome, reasons, scene.states]).toEqual(['complete', ['no-stage'], ['good']])
  })
})

function never(): never {
  throw new Error('it has no end')
}
