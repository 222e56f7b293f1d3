import { type ApplyAndFollow, applyAndFollow } from '../../../../src/delivery/release/apply-and-follow.ts'
import { fromTemplates, type ReleaseSource } from '../../../../src/delivery/release/planning.ts'
import { abortHeld } from '../../../../src/delivery/release/staging/abort-held.ts'
import { fromHeld } from '../../../../src/delivery/release/staging/held-source.ts'
import type { StagingOrders } from '../../../../src/delivery/release/staging/planned-stages.ts'
import { type DeploymentProgress, progressOf } from '../../../../src/deployments/progress.ts'
import type { Ending } from '../../../../src/domain/deployment/ending.ts'
import { restoringText } from '../../../../src/domain/deployment/status-text.ts'
import { type KubeObject, mappingAt } from '../../../../src/kubernetes/api/objects.ts'
import type { Hold } from '../../../../src/kubernetes/lease/kept-lease.ts'
import type { ObjectSet } from '../../../../src/kubernetes/manifests/manifest.ts'
import { withFieldChanged } from '../../../../src/kubernetes/manifests/pod-templates.ts'
import type { FollowResult } from '../../../../src/kubernetes/rollout/watch-rollouts.ts'
import { BufferedLog } from '../../../../src/log/buffered-log.ts'
import { type ReleasePolicy, releasePolicy } from '../../../../src/policy/releases.ts'
import { HeldClock } from '../../held-clock.ts'
import { RecordingLogger } from '../../recording-logger.ts'
import { RENDERED } from './deployed-set.ts'
import { FakeCluster } from './fake-cluster.ts'

export const SECRETS = '/api/v1/namespaces/shop/secrets'
const KEY = { service: 'hello', environment: 'staging' }
/** The time for a restore. */
export const RESTORE_MS = 60_000
export const CONFIG_MAPS = '/api/v1/namespaces/shop/configmaps'

/** What came of one deployment. */
export interface Done {
  readonly progress: DeploymentProgress
  /** Undefined where it was thrown. */
  readonly result?: FollowResult
  /** Of one that was aborted. */
  readonly ending?: Ending
  readonly thrown?: unknown
  /** What was warned of, but for the warnings of the set itself. */
  readonly reasons: readonly string[]
}

/** Deployments of one service to a cluster in memory, from the dry run on: neither GitHub nor git is there. */
export class ReleaseScene {
  readonly log = new RecordingLogger()
  readonly clock = new HeldClock()
  readonly cluster = new FakeCluster(this.log, this.clock, text => text)
  readonly stop = new AbortController()
  /** What was masked, and what was said, because a release is restored. */
  readonly masked: string[] = []
  readonly restoring: string[] = []
  /** Why deployments failed, as it was said at once. */
  readonly failing: string[] = []
  /** The newest good deployment by GitHub, if it is newer than the one given. */
  lastGoodAfter: (after: number, signal: AbortSignal) => Promise<number | undefined> = async () => undefined
  policy: ReleasePolicy = releasePolicy({}, {})
  /** Which repository deploys. */
  repository = 'acme/hello'
  /** Called at each apply for good. */
  set onApply(work: () => void) {
    this.cluster.onApply = work
  }
  /** Called when a release is about to be restored. */
  onRestoring: () => void = () => undefined
  /** The commit of every deployment; each has its own without it. */
  commit: string | undefined
  /** Whether a Lease can be had. */
  isHeld = true
  /** A newer deployment that waits for the Lease. */
  newer: number | undefined
  /** The time for the whole; the Lease that is lost. */
  readonly late = new AbortController()
  readonly lost = new AbortController()
  /** The last look at the lock. */
  refuseLocked: () => Promise<void> = async () => undefined
  /** Gives the Lease back. */
  release: () => Promise<void> = async () => undefined
  /** What is kept for `post`. */
  readonly kept = new Map<string, string>()
  readonly #hold: Hold = {
    lost: this.lost.signal,
    newer: async () => this.newer,
    release: () => this.release(),
  }
  staging: StagingOrders = { staging: undefined, goesOverHold: false }
  #id = 0

  /** A cluster in which the first deployment was good, and in which every one of a later commit fails. */
  static async failing(...objects: readonly KubeObject[]): Promise<ReleaseScene> {
    const scene = new ReleaseScene()
    const first = await scene.deploy(...objects)
    if (first.result?.outcome !== 'complete') throw first.thrown ?? new Error(first.result?.outcome)
    scene.cluster.behaviourOf = live => (isFirst(live) ? 'healthy' : 'missing-config')
    return scene
  }

  /** Deploys the set of the tests and these objects, by the next deployment. */
  async deploy(...objects: readonly KubeObject[]): Promise<Done> {
    return this.deploySet({ warnings: [], manifests: [...this.manifests(), ...manifestsOf(objects)] })
  }

  /** The set of the tests as the next commit has it: with pods of its own, as its image would make them. */
  manifests(): ObjectSet['manifests'] {
    return RENDERED.manifests.map(one => ({
      ...one,
      object: withFieldChanged(one.object, ['spec'], spec =>
        one.object.kind === 'Deployment' ? { ...(spec as object), minReadySeconds: this.#id } : spec,
      ),
    }))
  }

  /** What the policy says from now on. */
  use(raw: Parameters<typeof releasePolicy>[0]): void {
    this.policy = releasePolicy(raw, {})
  }

  async deploySet(set: ObjectSet): Promise<Done> {
    this.#id += 1
    const source = fromTemplates(set, { key: KEY, strategy: { drainSeconds: 0, staging: undefined } })
    return this.#done(this.#id, source, async (it, progress) => ({ result: await applyAndFollow(it, progress) }))
  }

  /** Goes on with a deployment that is held. */
  async promote(id: number): Promise<Done> {
    const source = fromHeld(id, values => void this.masked.push(...values))
    return this.#done(id, source, async (it, progress) => ({ result: await applyAndFollow(it, progress) }))
  }

  /** Aborts one that is held. */
  async abort(id: number): Promise<Done> {
    const source = fromHeld(id, () => undefined)
    return this.#done(id, source, async (it, progress) => ({ ending: await abortHeld(it, 'ada', progress) }))
  }

  async #done(
    id: number,
    source: ReleaseSource,
    work: (it: ApplyAndFollow, progress: DeploymentProgress) => Promise<Pick<Done, 'result' | 'ending'>>,
  ): Promise<Done> {
    const commit = this.commit ?? String(id).padStart(40, 'c')
    const progress = progressOf({ id, sha: commit, environment: 'staging', creator: 'ada' } as Parameters<
      typeof progressOf
    >[0])
    const done = (more: Pick<Done, 'result' | 'ending' | 'thrown'>): Done => ({
      ...{ progress, reasons: progress.warnings.map(({ reason }) => reason) },
      ...more,
    })
    const signal = this.stop.signal
    try {
      const came = await work(
        {
          connecting: { cluster: Promise.resolve(this.cluster), log: new BufferedLog(), close: async () => undefined },
          ...{
            ...{ source, key: KEY, staging: this.staging },
            stableForMs: 0,
            log: this.log,
            limit: AbortSignal.any([signal, this.late.signal]),
            signal,
          },
          policy: { tolerance: 'strict', restartOnConfig: true },
          releases: {
            policy: this.policy,
            restoreMs: RESTORE_MS,
            mask: values => void this.masked.push(...values),
            onFailed: cause => void this.failing.push(cause),
            onRestoring: (cause, release) => {
              this.restoring.push(restoringText(cause, release))
              this.onRestoring()
            },
            lastGoodAfter: (after, by) => this.lastGoodAfter(after, by),
            about: {
              ...{ commit, image: 'ghcr.io/acme/hello@sha256:0', deploymentId: id, requester: 'ada' },
              run: {
                id: 100 + id,
                attempt: 1,
                logUrl: `https://github.com/${this.repository}/actions/runs/1/attempts/1`,
              },
            },
          },
          remainingMs: () => 60_000,
          extend: () => undefined,
          state: { read: key => this.kept.get(key) ?? '', save: (key, value) => void this.kept.set(key, value) },
          hold: async () => (this.isHeld ? this.#hold : undefined),
          look: async () => undefined,
          refuseLocked: () => this.refuseLocked(),
          onFailing: () => undefined,
          step: (_, work) => work(),
        },
        progress,
      )
      return done(came)
    } catch (thrown) {
      return done({ thrown })
    }
  }

  /** The records of releases, in the order in which they were made. */
  get records(): readonly KubeObject[] {
    const isRecord = ([path]: readonly [string, KubeObject]): boolean => path.startsWith(`${SECRETS}/commit-train-`)
    return [...this.cluster.objects.byPath].filter(isRecord).map(([, object]) => object)
  }

  get states(): readonly (string | undefined)[] {
    return this.records.map(({ metadata }) => metadata.labels?.['commit-train.dev/release-state'])
  }

  /** Whether the cluster has a ConfigMap, or an object at a path. */
  has(name: string): boolean {
    return this.cluster.objects.byPath.has(name.startsWith('/') ? name : `${CONFIG_MAPS}/${name}`)
  }

  /** Changes a live object, as another client would. */
  change(path: string, change: (live: KubeObject) => KubeObject): void {
    const live = this.cluster.objects.byPath.get(path)
    if (live === undefined) throw new Error(`nothing at ${path}`)
    this.cluster.objects.store(path, change(live))
  }
}

/** Whether a Deployment is as the first deployment of a scene made it. */
export function isFirst(live: KubeObject): boolean {
  return mappingAt(live, 'spec')?.minReadySeconds === 0
}

export function configMap(name: string, more: object = {}): KubeObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, ...more }
}

/** Objects as a template file of their own renders them. */
export function manifestsOf(objects: readonly KubeObject[]): ObjectSet['manifests'] {
  return objects.map((object, index) => ({ object, file: 'more.yaml', line: index + 1 }))
}
