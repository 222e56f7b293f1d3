import { expect, test } from 'vitest'
import { finishAfterJob } from '../../../../src/deployments/job/end.ts'
import { announceJobStart } from '../../../../src/deployments/job/start.ts'
import type { Continuation } from '../../../../src/domain/claims/continuation.ts'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import type { ObjectSet } from '../../../../src/kubernetes/manifests/manifest.ts'
import { type Requested, startDouble } from '../../deployments/github-scene.ts'
import { DeployScene } from './deploy-scene.ts'
import { IMAGE } from './deployed-set.ts'

const POLICY = `services: [hello]
environments:
  staging:
    strategy: { kind: staged, watch: 1s }
`
const SLICE = {
  ...{ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' },
  metadata: { name: 'web-1', labels: { 'kubernetes.io/service-name': 'web' } },
  endpoints: [{ conditions: { ready: true } }],
}

/** A Service, and two pods of a version behind it. */
function setOf(version: string): ObjectSet {
  const readinessProbe = { httpGet: { path: '/', port: 80 } }
  const containers = [{ name: 'app', image: IMAGE, readinessProbe, env: [{ name: 'V', value: version }] }]
  const web: KubeObject = {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } },
    spec: {
      ...{ replicas: 2, selector: { matchLabels: { app: 'web' } } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers } },
    },
  }
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { selector: { app: 'web' } } }
  return {
    warnings: [],
    manifests: [web, service].map((object, index) => ({ object, file: 'web.yaml', line: index + 1 })),
  }
}

const WEB = '/apis/apps/v1/namespaces/shop/deployments/web'

class HeldScene extends DeployScene {
  #version = 0
  #commits = 0

  static async opened(): Promise<HeldScene> {
    const scene = new HeldScene(await startDouble())
    scene.cluster.objects.store('/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices/web-1', SLICE)
    return scene
  }

  /** A new commit, asked for and deployed. */
  async next(payload: object = {}): Promise<Requested> {
    this.#commits += 1
    const sha = await this.commit({ policy: POLICY, message: `Greet ${this.#commits} times` })
    await this.check(sha)
    return this.again(sha, payload)
  }

  async again(sha: string, payload: object = {}): Promise<Requested> {
    this.#version += 1
    const version = String(this.#version)
    this.render = async () => setOf(version)
    this.kept.clear()
    const requested = await this.request(sha, { payload })
    await this.timed(this.deploy(requested))
    return requested
  }

  /** A run that goes on with one that is held: its `pre`, then `main`, then `post`. */
  async goOn(how: Continuation, { id, sha }: Requested, startedBy = 'grace') {
    const context = { ...(await this.run(sha)), startedBy }
    this.kept.clear()
    const named = { by: 'id', id } as const
    await announceJobStart(named, context, this.effects, how)
    const result = await this.timed(this.deploy({ id, sha, named, context }, { continues: how }))
    await finishAfterJob(context, this.effects)
    return result
  }

  /** Watching a stage takes its time. */
  async timed<T>(work: Promise<T>): Promise<T> {
    let isOver = false
    const done = work.finally(() => {
      isOver = true
    })
    const before = this.cluster.applied.length
    while (!isOver) {
      await new Promise(resolve => setTimeout(resolve, 1))
      // Only what is applied is watched: else the time of the deployment would be up before GitHub has answered.
      if (this.cluster.applied.length > before) await this.clock.advance(100)
    }
    return done
  }

  get version(): string | undefined {
    return /"V","value":"(\d+)"/.exec(JSON.stringify(this.cluster.objects.byPath.get(WEB)))?.[1]
  }

  get isHeld(): boolean {
    return this.cluster.objects.byPath.get(WEB)?.metadata.annotations?.['commit-train.dev/held'] !== undefined
  }

  async last(requested: Requested): Promise<string> {
    return (await this.statusLines(requested)).at(-1) ?? ''
  }
}

/** The first commit is live, the second is held. */
async function held() {
  const scene = await HeldScene.opened()
  const first = await scene.next()
  expect(await scene.last(first)).toMatch(/^success: Deployed/)
  const second = await scene.next()
  expect(await scene.last(second)).toMatch(
    /^in_progress: Held 1\/1: 1 of 2 pods run [0-9a-f]{7}, healthy 1 s; promote or abort \(aborts itself /,
  )
  return { scene, first, second }
}

const NOTHING_MORE = { kind: 'left-alone', expected: false } as const

test('a deployment is held, promoted by another run, and live', async () => {
  const { scene, first, second } = await held()
  const result = await scene.goOn('promote', second)
  expect(result).toMatchObject({ kind: 'ended', view: { ending: { outcome: 'success' } } })
  const lines = await scene.statusLines(second)
  expect(lines).toContain('in_progress: Promoting to all pods, asked by grace')
  expect(lines.at(-1)).toMatch(/^success: Deployed/)
  expect(await scene.last(first)).toBe(`inactive: Replaced by deployment ${second.id}`)
  expect([scene.version, scene.isHeld]).toEqual(['2', false])
  // A second time there is nothing left to promote.
  expect(await scene.goOn('promote', second)).toMatchObject({ ...NOTHING_MORE, reason: 'nothing-held' })
})

test('aborted, what was live is live, and the record says who', async () => {
  const { scene, second } = await held()
  await scene.goOn('abort', second)
  expect(await scene.last(second)).toMatch(
    /^error: Cancelled: aborted by grace at 1 of 2 pods; [0-9a-f]{7} is live, as before$/,
  )
  expect([scene.version, scene.isHeld]).toEqual(['1', false])
  expect(await scene.goOn('promote', second)).toMatchObject({ ...NOTHING_MORE, reason: 'nothing-held' })
})

test('a newer one is refused, names what is held, and leaves it as it is', async () => {
  const { scene, second } = await held()
  const third = await scene.next()
  expect(await scene.last(third)).toBe(
    `failure: Refused: deployment ${second.id} (${second.sha.slice(0, 7)}) holds staging at 1 of 2 pods; promote or abort it, or deploy all at once`,
  )
  expect([scene.version, scene.isHeld]).toEqual(['2', true])
  expect(await scene.goOn('promote', second)).toMatchObject({ view: { ending: { outcome: 'success' } } })
})

test('a hotfix goes over it all at once, says so, and what was held is superseded', async () => {
  const { scene, second } = await held()
  const third = await scene.next({ 'commit-train': 1, strategy: 'all' })
  expect(await scene.last(third)).toMatch(/^success: Deployed in .*; all at once, as asked$/)
  expect(await scene.last(second)).toBe(`inactive: Superseded: by deployment ${third.id}`)
  expect([scene.version, scene.isHeld]).toEqual(['3', false])
})

test('of two runs that go on with it at the same time one wins, the other changes nothing', async () => {
  const { scene, second } = await held()
  const contexts = [await scene.run(second.sha), await scene.run(second.sha)] as const
  const named = { by: 'id', id: second.id } as const
  // Both have said that they begin before either goes on.
  await announceJobStart(named, contexts[0], scene.effects, 'abort')
  const { kind, ...lost } = (await scene.timed(
    scene.deploy({ ...second, named, context: contexts[1] }, { continues: 'promote' }),
  )) as { kind: string; reason: string }
  expect([kind, lost.reason]).toEqual(['left-alone', 'held-by-other'])
  expect([scene.version, scene.isHeld]).toEqual(['2', true])
  await scene.timed(scene.deploy({ ...second, named, context: contexts[0] }, { continues: 'abort' }))
  expect(await scene.last(second)).toMatch(/^error: Cancelled: aborted by ada at 1 of 2 pods/)
})

test('one that is refused leaves it held, and can be asked for again', async () => {
  const { scene, second } = await held()
  const said = await scene.last(second)
  scene.lock = async () => ({ owner: 'bo', reason: 'migration', expiresAt: undefined })
  const refused = await scene.goOn('promote', second)
  expect(refused).toMatchObject({ view: { ending: { outcome: 'refused', reason: 'environment-locked' } } })
  expect(await scene.last(second)).toBe(said)
  // To abort brings back what is live: no lock is in its way.
  await scene.goOn('abort', second)
  expect(await scene.last(second)).toMatch(/^error: Cancelled: aborted by grace/)
})

test('a further attempt of its run does not begin it again', async () => {
  const { scene, second } = await held()
  const context = await scene.run(second.sha, second.context)
  scene.kept.clear()
  expect(await scene.timed(scene.deploy({ ...second, context }))).toMatchObject({ ...NOTHING_MORE, reason: 'held' })
  expect(await scene.last(second)).toMatch(/^in_progress: Held/)
})

test('an older commit than what is live goes straight over it', async () => {
  const { scene, first, second } = await held()
  await scene.goOn('promote', second)
  const third = await scene.next()
  expect(await scene.last(third)).toMatch(/^in_progress: Held/)
  const back = await scene.again(first.sha)
  expect(await scene.last(back)).toMatch(/^success: Deployed/)
  expect(await scene.last(third)).toBe(`inactive: Superseded: by deployment ${back.id}`)
})

test.each([
  ['promote', 'apply'],
  ['abort', 'preflight'],
] as const)('a run that is stopped in the %s (%s) says what is live, or leaves it held', async (how, moment) => {
  const { scene, second } = await held()
  scene.at[moment] = () => scene.stop.abort(new Error('this run was stopped'))
  await scene.goOn(how, second).catch(() => undefined)
  const last = await scene.last(second)
  if (how === 'promote') expect(last).toMatch(/^error: Cancelled: this run was stopped; /)
  else expect(last).toMatch(/^in_progress: Held 1\/1/)
})
