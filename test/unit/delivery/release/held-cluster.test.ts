import { describe, expect, test } from 'vitest'
import type { Access } from './fake-objects.ts'
import { type ReleaseScene, SECRETS } from './release-scene.ts'
import { DEPLOYMENT, held, holdOf, live, SERVICE, STAGED, setOf, versionOf, web } from './staged-scene.ts'

const inStages = (scene: ReleaseScene) => {
  scene.staging = { staging: STAGED, goesOverHold: false }
}

/** One that goes over the hold all at once, and is refused whole. */
async function refusedHotfix(scene: ReleaseScene) {
  scene.staging = { staging: undefined, goesOverHold: true }
  scene.cluster.refuses = { object: 'Deployment/web', dryRun: false }
  await scene.deploySet(setOf(web('3')))
  scene.cluster.refuses = undefined
}

/** The account may not do this with the records. */
const forbid = (scene: ReleaseScene, ...verbs: readonly Access['verb'][]) => {
  scene.cluster.objects.forbids = ({ verb, path }) => path.startsWith(SECRETS) && verbs.includes(verb)
}
const allow = (scene: ReleaseScene) => {
  scene.cluster.objects.forbids = () => false
}

describe('an abort', () => {
  test('after a hotfix over it that has changed nothing brings back what was live', async () => {
    const { scene } = await held()
    await refusedHotfix(scene)
    expect((await scene.abort(2)).progress.restore).toMatchObject({ kind: 'restored', asBefore: true })
    expect([versionOf(scene), holdOf(scene), scene.states]).toEqual(['1', undefined, ['good', 'failed', 'failed']])
  })

  test('is not held up by a newer one that waits, which would be refused', async () => {
    const { scene } = await held()
    scene.newer = 3
    expect((await scene.abort(2)).progress.restore).toMatchObject({ kind: 'restored' })
  })

  test.each([
    ['the Lease is lost', (scene: ReleaseScene) => scene.lost.abort(new Error('another has it'))],
    ['the records cannot be read', (scene: ReleaseScene) => forbid(scene, 'get', 'list')],
    [
      'the last good record cannot be used',
      (scene: ReleaseScene) =>
        scene.change(`${SECRETS}/${scene.records[0]?.metadata.name}`, object => ({ ...object, data: {} })),
    ],
  ])('that changes nothing (%s) leaves it held', async (_, obstruct) => {
    const { scene } = await held()
    obstruct(scene)
    const { thrown, progress } = await scene.abort(2)
    expect(thrown).toMatchObject({
      reason: 'still-held',
      message: expect.stringMatching(/^it cannot be aborted: .*; it stays held: abort it again, or deploy all at once/),
    })
    expect([progress.touched, versionOf(scene), holdOf(scene) !== undefined]).toEqual([false, '2', true])
    expect(scene.states).toEqual(['good', 'held'])
  })

  test('ends it where nothing can be brought back and no workload is held', async () => {
    const { scene } = await held()
    scene.cluster.objects.byPath.delete(DEPLOYMENT)
    scene.lost.abort(new Error('another has it'))
    expect((await scene.abort(2)).thrown).toMatchObject({ reason: 'hold-broken' })
    expect(scene.states).toEqual(['good', 'failed'])
  })
})

describe('a record that says nothing', () => {
  test('does not end a promotion: what cannot be read now stays held', async () => {
    const { scene } = await held()
    forbid(scene, 'list')
    expect((await scene.promote(2)).thrown).toMatchObject({ reason: 'still-held' })
    allow(scene)
    expect((await scene.promote(2)).result?.outcome).toBe('complete')
  })

  test.each(['promote', 'abort'] as const)('that is wrong is not believed by a %s: the workload is held', async how => {
    const { scene } = await held()
    scene.change(`${SECRETS}/${scene.records[1]?.metadata.name}`, object => ({
      ...object,
      metadata: {
        ...object.metadata,
        labels: { ...object.metadata.labels, 'commit-train.dev/release-state': 'failed' },
        annotations: { ...object.metadata.annotations, 'commit-train.dev/release-end': '{"state":"failed"}' },
      },
    }))
    const { thrown } = await scene[how](2)
    if (how === 'promote') expect(thrown).toMatchObject({ reason: 'hold-broken' })
    else expect([thrown, versionOf(scene), holdOf(scene)]).toEqual([undefined, '1', undefined])
  })

  test('and workloads that may not be listed: it is not said that nothing is held', async () => {
    const { scene } = await held()
    await scene.abort(2)
    scene.cluster.objects.forbids = ({ verb, path }) => verb === 'list' && path.endsWith('/deployments')
    expect((await scene.abort(2)).thrown).toMatchObject({ reason: 'still-held' })
  })
})

describe('without a record there are no stages', () => {
  test('a begin that cannot be written is refused before anything is changed', async () => {
    const scene = await live()
    inStages(scene)
    forbid(scene, 'create')
    const { thrown, progress } = await scene.deploySet(setOf(web('2'), SERVICE))
    expect([thrown, progress.touched, versionOf(scene)]).toMatchObject([{ reason: 'strategy-impossible' }, false, '1'])
  })

  test('a hold that cannot be written is none: what was live is applied again', async () => {
    const scene = await live()
    inStages(scene)
    forbid(scene, 'patch')
    const { thrown, progress } = await scene.deploySet(setOf(web('2'), SERVICE))
    expect([thrown, progress.held]).toMatchObject([{ reason: 'hold-unrecorded' }, undefined])
    expect(progress.restore).toMatchObject({ kind: 'restored', asBefore: true })
    expect([versionOf(scene), holdOf(scene)]).toEqual(['1', undefined])
  })

  test.each([
    ['may not be read', (scene: ReleaseScene) => forbid(scene, 'get', 'list')],
    [
      'cannot be used',
      (scene: ReleaseScene) =>
        scene.change(`${SECRETS}/${scene.records[0]?.metadata.name}`, object => ({ ...object, data: {} })),
    ],
  ])('what was live %s: refused, and not all at once', async (_, spoil) => {
    const scene = await live()
    inStages(scene)
    spoil(scene)
    const { thrown } = await scene.deploySet(setOf(web('2'), SERVICE))
    expect([thrown, versionOf(scene)]).toMatchObject([{ reason: 'strategy-impossible' }, '1'])
  })
})

test('a stage that breaks is never kept: what was live is applied again, whatever on-failure says', async () => {
  const scene = await live()
  scene.use({ 'on-failure': 'keep' })
  inStages(scene)
  scene.cluster.behaviourOf = object => (JSON.stringify(object).includes('"value":"2"') ? 'missing-config' : 'healthy')
  const { progress } = await scene.deploySet(setOf(web('2'), SERVICE))
  expect(progress.restore).toMatchObject({ kind: 'restored', asBefore: true })
  expect([versionOf(scene), holdOf(scene), scene.states]).toEqual(['1', undefined, ['good', 'failed']])
})

test('a run that is stopped at a stage says which pods stay, and the way out', async () => {
  const scene = await live()
  inStages(scene)
  scene.onApply = () => scene.stop.abort(new Error('this run was stopped'))
  const { progress } = await scene.deploySet(setOf(web('2'), SERVICE))
  expect(progress.restore).toEqual({
    kind: 'left',
    text: '1 of 2 pods may stay at ccccccc, the others at ccccccc',
    wayOut: 'deploy a commit that is good: it replaces them all',
  })
})

test('while something is held, a plan says that a deployment would be refused', async () => {
  const { scene } = await held()
  scene.staging = { staging: STAGED, goesOverHold: false, isShown: true }
  const { progress } = await scene.deploySet(setOf(web('3'), SERVICE))
  expect(progress.warnings.find(({ reason }) => reason === 'held-by-other')?.text).toMatch(/this is refused unless/)
})

test('an abort masks the Secrets of what was held', async () => {
  const { scene } = await held({}, {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 's' },
    stringData: { a: 'hunter2-long' },
  } as never)
  scene.masked.length = 0
  await scene.abort(2)
  expect(scene.masked).toContain('hunter2-long')
})

test('a record of a hold that no workload has stands in the way of nothing', async () => {
  const { scene } = await held()
  scene.change(DEPLOYMENT, object => ({ ...web('1'), metadata: { ...object.metadata, annotations: {} } }))
  inStages(scene)
  const { result, reasons } = await scene.deploySet(setOf(web('3'), SERVICE))
  expect([result?.outcome, reasons, versionOf(scene)]).toEqual(['complete', ['no-stage'], '3'])
  expect(scene.states).toEqual(['good', 'failed', 'good'])
})
