import { describe, expect, test } from 'vitest'
import { endingAfterRestore } from '../../../../src/deployments/endings.ts'
import { endingText } from '../../../../src/domain/deployment/status-text.ts'
import { UserError } from '../../../../src/errors.ts'
import { type KubeObject, mappingAt } from '../../../../src/kubernetes/api/objects.ts'
import { type Done, type ReleaseScene, SECRETS } from './release-scene.ts'
import { DEPLOYMENT, emptyScene, held, holdOf, live, SERVICE, STAGED, setOf, versionOf, web } from './staged-scene.ts'

const STATEFUL_SET = '/apis/apps/v1/namespaces/shop/statefulsets/web'
const ONE = '1'.padStart(40, 'c')

/** The next deployment goes in stages; or over what is held. */
const inStages = (scene: ReleaseScene) => {
  scene.staging = { staging: STAGED, goesOverHold: false }
}
const overHold = (scene: ReleaseScene) => {
  scene.staging = { staging: undefined, goesOverHold: true }
}

/** The text of the status. */
function said({ ending, progress }: Done): string {
  if (ending === undefined) throw new Error('it has no end')
  return endingText(endingAfterRestore(ending, progress.restore))
}

/** The Secret of a record, by its place. */
const recordPath = (scene: ReleaseScene, index: number) => `${SECRETS}/${scene.records[index]?.metadata.name}`

/** A StatefulSet `web` of three pods. */
function ordered(version: string): KubeObject {
  const { spec, ...rest } = web(version, { replicas: 3 })
  return { ...rest, kind: 'StatefulSet', spec: { ...(spec as object), serviceName: 'web' } } as KubeObject
}

const setSpec = (scene: ReleaseScene) => mappingAt(scene.cluster.objects.byPath.get(STATEFUL_SET), 'spec') ?? {}

async function heldSet() {
  const scene = emptyScene()
  expect((await scene.deploySet(setOf(ordered('1'), SERVICE))).thrown).toBeUndefined()
  const before = setSpec(scene)
  scene.staging = { staging: { ...STAGED, workloads: ['web'] }, goesOverHold: false }
  const done = await scene.deploySet(setOf(ordered('2'), SERVICE))
  return { scene, done, before }
}

describe('a StatefulSet in stages', () => {
  test('is held by its partition, which is no news, and promoted without one', async () => {
    const { scene, done } = await heldSet()
    expect([done.thrown, done.progress.held?.hold]).toMatchObject([undefined, { ready: 1, pods: 3 }])
    expect(setSpec(scene).updateStrategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { partition: 2 } })
    expect(done.reasons).not.toContain('rollout-partial')
    const { result } = await scene.promote(2)
    expect([result?.outcome, setSpec(scene).updateStrategy, scene.states]).toEqual([
      'complete',
      undefined,
      ['good', 'good'],
    ])
  })

  test('is as before once it is aborted', async () => {
    const { scene, before } = await heldSet()
    expect(said(await scene.abort(2))).toBe('Cancelled: aborted by ada at 1 of 3 pods; ccccccc is live, as before')
    expect([setSpec(scene), scene.states]).toEqual([before, ['good', 'failed']])
  })
})

test('Jobs run once: those before at the first stage, those after when all pods are new', async () => {
  const job = (name: string, run: string): KubeObject => ({
    ...{ apiVersion: 'batch/v1', kind: 'Job', metadata: { name, annotations: { 'commit-train.dev/run': run } } },
    spec: { template: { spec: { containers: [{ name: 'app', image: 'x' }] } } },
  })
  const { scene } = await held({}, job('migrate', 'before'), job('smoke', 'after'))
  const jobs = () => scene.cluster.applied.filter(name => name.startsWith('Job/'))
  expect(jobs()).toEqual(['Job/migrate'])
  expect((await scene.promote(2)).result?.outcome).toBe('complete')
  expect(jobs()).toEqual(['Job/migrate', 'Job/smoke'])
})

describe('one that goes over what is held, and fails', () => {
  const broken = (object: KubeObject) => (JSON.stringify(object).includes('"value":"3"') ? 'missing-config' : 'healthy')

  test('leaves no hold: what is live again is what the next one is watched beside', async () => {
    const { scene } = await held()
    overHold(scene)
    scene.cluster.behaviourOf = broken
    const { progress } = await scene.deploySet(setOf(web('3'), SERVICE))
    expect(progress.restore).toMatchObject({ kind: 'restored', commit: ONE })
    expect([versionOf(scene), holdOf(scene), scene.states]).toEqual(['1', undefined, ['good', 'failed', 'failed']])
    inStages(scene)
    const fourth = await scene.deploySet(setOf(web('4'), SERVICE))
    expect([fourth.thrown, fourth.progress.held?.hold.live]).toEqual([undefined, ONE])
  })

  test('and has changed nothing: what was held still is', async () => {
    const { scene } = await held()
    overHold(scene)
    scene.cluster.refuses = { object: 'Deployment/web', dryRun: false }
    expect((await scene.deploySet(setOf(web('3')))).progress.touched).toBe(true)
    scene.cluster.refuses = undefined
    expect([versionOf(scene), scene.states]).toEqual(['2', ['good', 'held', 'failed']])
    expect((await scene.promote(2)).result?.outcome).toBe('complete')
  })
})

/** The run dies at its first apply: nothing is written any more. */
async function dying(scene: ReleaseScene, work: () => Promise<unknown>): Promise<void> {
  scene.onApply = () => {
    scene.cluster.objects.before = ({ verb }) => {
      if (verb !== 'get' && verb !== 'list') throw new Error('the run is dead')
    }
  }
  await work()
  scene.onApply = () => undefined
  scene.cluster.objects.before = () => undefined
}

describe('a run that dies', () => {
  test.each(['promote', 'abort'] as const)('in the %s leaves no hold in the way of the next', async how => {
    const { scene } = await held()
    await dying(scene, () => scene[how](2))
    expect(scene.states).toEqual(['good', 'begun'])
    inStages(scene)
    const next = await scene.deploySet(setOf(web('3'), SERVICE))
    expect([next.thrown, next.result?.outcome, next.progress.held]).toEqual([undefined, 'complete', undefined])
    // What runs there is not what was live: nothing is said to be watched beside it.
    expect(next.reasons).toContain('no-stage')
    expect([versionOf(scene), holdOf(scene)]).toEqual(['3', undefined])
  })

  test('in the apply of a stage leaves one without an end, and what comes next replaces it', async () => {
    const scene = await live()
    inStages(scene)
    await dying(scene, () => scene.deploySet(setOf(web('2'), SERVICE)))
    expect([scene.states, holdOf(scene) !== undefined]).toEqual([['good', 'begun'], true])
    // A pod of it is there: that nothing is held would not be true.
    expect((await scene.promote(2)).thrown).toMatchObject({ reason: 'hold-broken' })
    expect((await scene.deploySet(setOf(web('3'), SERVICE))).result?.outcome).toBe('complete')
    expect([versionOf(scene), holdOf(scene)]).toEqual(['3', undefined])
  })

  test.each(['promote', 'abort'] as const)(
    'in the %s before it has changed anything: it is asked for again',
    async how => {
      const { scene } = await held()
      scene.change(recordPath(scene, 1), ({ metadata, ...rest }) => {
        const labels = { ...metadata.labels, 'commit-train.dev/release-state': 'begun' }
        return { ...rest, metadata: { ...metadata, labels } } as KubeObject
      })
      const { thrown } = await scene[how](2)
      expect([thrown, versionOf(scene), holdOf(scene)]).toEqual([undefined, how === 'promote' ? '2' : '1', undefined])
    },
  )
})

describe('a release record that is lost', () => {
  test('is said by a promotion, with the way out; an abort brings back what was live', async () => {
    const { scene } = await held()
    scene.cluster.objects.byPath.delete(recordPath(scene, 1))
    expect((await scene.promote(2)).thrown).toMatchObject({
      reason: 'hold-broken',
      message: 'the release record of deployment 2 in the cluster is lost: abort it, and deploy the commit again',
    })
    expect([versionOf(scene), holdOf(scene) !== undefined]).toEqual(['2', true])
    expect(said(await scene.abort(2))).toBe('Cancelled: aborted by ada; ccccccc is live again')
    expect([versionOf(scene), holdOf(scene)]).toEqual(['1', undefined])
  })

  test('or cannot be read: the same, and nothing is held afterwards', async () => {
    const { scene } = await held()
    scene.change(recordPath(scene, 1), object => ({ ...object, data: {} }))
    expect((await scene.promote(2)).thrown).toMatchObject({
      reason: 'hold-broken',
      message: expect.stringContaining('cannot be used: abort it'),
    })
    expect(said(await scene.abort(2))).toBe('Cancelled: aborted by ada at 1 of 2 pods; ccccccc is live, as before')
    expect([versionOf(scene), holdOf(scene), scene.states]).toEqual(['1', undefined, ['good', 'failed']])
  })

  test('with all others: it says what has to be done, and the next deployment is not held up', async () => {
    const { scene } = await held()
    for (const path of [recordPath(scene, 0), recordPath(scene, 1)]) scene.cluster.objects.byPath.delete(path)
    expect((await scene.abort(2)).thrown).toMatchObject({
      reason: 'still-held',
      message: expect.stringMatching(
        /^it cannot be aborted: no earlier good release; it stays held: .*deploy all at once/,
      ),
    })
    inStages(scene)
    const next = await scene.deploySet(setOf(web('3'), SERVICE))
    expect(next.reasons).toContain('no-stage')
    expect([next.result?.outcome, versionOf(scene), holdOf(scene)]).toEqual(['complete', '3', undefined])
  })
})

/** What a hand does to a Deployment that is held. */
const HANDS: readonly (readonly [string, (spec: Readonly<Record<string, unknown>>) => object])[] = [
  ['kubectl set image', spec => JSON.parse(JSON.stringify(spec).replace('hello@sha256:0', 'hello@sha256:9'))],
  ['kubectl rollout undo', spec => ({ ...spec, template: mappingAt(web('1'), 'spec', 'template') })],
  [
    'kubectl rollout restart',
    spec => {
      const template = mappingAt(spec, 'template')
      const metadata = { ...mappingAt(template, 'metadata'), annotations: { 'kubectl.kubernetes.io/restartedAt': 'x' } }
      return { ...spec, template: { ...template, metadata } }
    },
  ],
]

test.each(HANDS)('%s while it is held: not promoted, and aborted all the same', async (_, edit) => {
  const { scene } = await held()
  scene.change(DEPLOYMENT, object => ({ ...object, spec: edit(mappingAt(object, 'spec') ?? {}) }))
  expect((await scene.promote(2)).thrown).toMatchObject({
    reason: 'hold-broken',
    message:
      'Deployment/web does not run what was looked at any more: another client has changed it; abort it, and deploy the commit again',
  })
  expect(scene.states).toEqual(['good', 'held'])
  expect((await scene.abort(2)).progress.restore).toMatchObject({ kind: 'restored' })
  expect([versionOf(scene), holdOf(scene), scene.states]).toEqual(['1', undefined, ['good', 'failed']])
})

test('what stops it between two stages brings back what was live, and says so', async () => {
  const scene = await live()
  let looks = 0
  scene.refuseLocked = async () => {
    looks += 1
    if (looks > 1) throw new UserError('github-unreachable', 'GitHub does not answer')
  }
  scene.staging = { staging: { ...STAGED, decide: 'watch' }, goesOverHold: false }
  const { thrown, progress } = await scene.deploySet(setOf(web('2'), SERVICE))
  expect([thrown, progress.restore]).toMatchObject([
    { reason: 'github-unreachable' },
    { kind: 'restored', asBefore: true },
  ])
  expect([versionOf(scene), holdOf(scene), scene.states]).toEqual(['1', undefined, ['good', 'failed']])
})

test('a promotion that the cluster refuses at its apply brings back what was live: one pod ran the other', async () => {
  const { scene } = await held()
  // Nothing else is applied before it.
  scene.cluster.refuses = { object: 'Deployment/web', dryRun: false, times: 1 }
  const { progress } = await scene.promote(2)
  expect(progress.restore).toMatchObject({ kind: 'restored' })
  expect([versionOf(scene), holdOf(scene), scene.states]).toEqual(['1', undefined, ['good', 'failed']])
})

test('clocks that are apart: a promotion goes by that of its run, and an abort always goes', async () => {
  const { scene, done } = await held()
  const until = Date.parse(done.progress.held?.hold.until ?? '')
  await scene.clock.advance(until - scene.clock.now())
  expect((await scene.promote(2)).thrown).toMatchObject({ reason: 'hold-expired' })
  expect([versionOf(scene), scene.states]).toEqual(['2', ['good', 'held']])
  expect(said(await scene.abort(2))).toMatch(/is live, as before$/)
})
