import type { PipelineEffects } from '../../../../src/delivery/release/effects.ts'
import { runDeployment } from '../../../../src/delivery/release/run.ts'
import type { DeploySettings } from '../../../../src/delivery/release/settings.ts'
import type { DeployResult } from '../../../../src/deployments/result.ts'
import type { LockReader } from '../../../../src/domain/history/lock.ts'
import type { Finding } from '../../../../src/errors.ts'
import type { ObjectSet } from '../../../../src/kubernetes/manifests/manifest.ts'
import type { FoundImage } from '../../../../src/registry/image-lookup.ts'
import { GitHubScene, type Requested, startDouble } from '../../deployments/github-scene.ts'
import { DIGEST, IMAGE, RENDERED, SETTINGS } from './deployed-set.ts'
import { FakeCluster } from './fake-cluster.ts'

/** The steps at which a test can do something, by the ports that the pipeline calls. */
export type Moment = 'gate' | 'render' | 'preflight' | 'apply'

/** A whole deployment with injected effects: GitHub is the double, the cluster and all else is in memory. */
export class DeployScene extends GitHubScene {
  readonly stop = new AbortController()
  readonly cluster = new FakeCluster(this.log, this.clock, text => this.masks.redact(text))
  /** The calls of the ports, in order. */
  readonly calls: string[] = []
  image: (sha: string) => Promise<FoundImage> = async revision => ({
    ...{ digest: DIGEST, mediaType: 'm', reference: IMAGE },
    origins: [{ source: `${this.github.serverUrl}/acme/hello`, revision }],
  })
  tree: () => Promise<readonly Finding[]> = async () => []
  render: () => Promise<ObjectSet> = async () => RENDERED
  /** Who holds the environment; undefined: nobody. */
  lock: LockReader['lockOf'] = async () => undefined
  connect: () => Promise<FakeCluster> = async () => this.cluster
  /** What happens meanwhile, at the beginning of a step. */
  readonly at: Partial<Record<Moment, () => void | Promise<void>>> = {}

  static override async open(): Promise<DeployScene> {
    return new DeployScene(await startDouble())
  }

  get deployEffects(): PipelineEffects {
    return {
      ...this.effects,
      signal: this.stop.signal,
      locks: () => ({ lockOf: question => this.lock(question) }),
      lookUpImage: async sha => {
        this.calls.push(`image ${sha}`)
        await this.at.gate?.()
        return this.image(sha)
      },
      checkWorkTree: async (sha, { templates, values }) => {
        this.calls.push(`tree ${sha} ${[templates, ...values].join(' ')}`)
        return this.tree()
      },
      render: async ({ deploy }) => {
        this.calls.push(`render ${deploy.image}`)
        await this.at.render?.()
        return this.render()
      },
      connectCluster: async ({ log }) => {
        log.info('connected')
        const cluster = await this.connect()
        cluster.onTry = async () => this.at.preflight?.()
        cluster.onApply = async () => this.at.apply?.()
        return cluster
      },
    }
  }

  /** A commit of the default branch that may be deployed, and the request to do so. */
  async requested(options: Parameters<GitHubScene['request']>[1] = {}): Promise<Requested> {
    const sha = await this.commit()
    await this.check(sha)
    return this.request(sha, options)
  }

  deploy({ named, context }: Requested, settings: Partial<DeploySettings> = {}): Promise<DeployResult> {
    return runDeployment(named, { ...SETTINGS, ...settings }, context, this.deployEffects)
  }
}
