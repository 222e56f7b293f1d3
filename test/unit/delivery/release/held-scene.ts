import { expect } from 'vitest'
import { finishAfterJob } from '../../../../src/deployments/job/end.ts'
import { announceJobStart } from '../../../../src/deployments/job/start.ts'
import type { DeployResult } from '../../../../src/deployments/result.ts'
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
  /** Of the newest deployment. */
  result: DeployResult | undefined
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
    this.result = await this.timed(this.deploy(requested))
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

  /** The run is killed at its first apply; `post` says what is known. */
  async killed({ sha, ...requested }: Requested, how?: Continuation): Promise<void> {
    const context = how === undefined ? requested.context : { ...(await this.run(sha)), startedBy: 'grace' }
    const named = how === undefined ? requested.named : ({ by: 'id', id: requested.id } as const)
    this.kept.clear()
    await announceJobStart(named, context, this.effects, how)
    await new Promise<void>(dead => {
      this.at.apply = () => {
        dead()
        return new Promise<never>(() => undefined)
      }
      void this.deploy({ ...requested, sha, named, context }, how === undefined ? {} : { continues: how })
    })
    delete this.at.apply
    await finishAfterJob(context, this.effects)
  }

  get recorded(): readonly (string | undefined)[] {
    const records = [...this.cluster.objects.byPath].filter(([path]) => path.includes('/secrets/commit-train-'))
    return records.map(([, { metadata }]) => metadata.labels?.['commit-train.dev/release-state'])
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
export async function held() {
  const scene = await HeldScene.opened()
  const first = await scene.next()
  expect(await scene.last(first)).toMatch(/^success: Deployed/)
  const second = await scene.next()
  expect(await scene.last(second)).toMatch(
    /^in_progress: Held 1\/1: 1 of 2 pods run [0-9a-f]{7}, healthy 1 s; promote or abort \(aborts itself /,
  )
  return { scene, first, second }
}
