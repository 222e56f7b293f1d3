import { applyAndFollow } from '../../../../src/delivery/release/apply-and-follow.ts'
import { type DeploymentProgress, progressOf } from '../../../../src/deployments/progress.ts'
import { restoringText } from '../../../../src/domain/deployment/status-text.ts'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
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
export const CONFIG_MAPS = '/api/v1/namespaces/shop/configmaps'

/** What came of one deployment. */
export interface Done {
  readonly progress: DeploymentProgress
  /** Undefined where it was thrown. */
  readonly result?: FollowResult
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
  policy: ReleasePolicy = releasePolicy({}, {})
  /** Which repository deploys. */
  repository = 'acme/hello'
  /** Called at each apply for good. */
  set onApply(work: () => void) {
    this.cluster.onApply = work
  }
  /** A newer deployment that waits for the Lease. */
  newer: number | undefined
  readonly #hold: Hold = {
    lost: new AbortController().signal,
    newer: async () => this.newer,
    release: async () => undefined,
  }
  #id = 0

  /** Deploys the set of the tests and these objects, by the next deployment. */
  async deploy(...objects: readonly KubeObject[]): Promise<Done> {
    // Each commit has pods of its own, as its image would make them.
    const manifests = RENDERED.manifests.map(one => ({
      ...one,
      object: withFieldChanged(one.object, ['spec'], spec =>
        one.object.kind === 'Deployment' ? { ...(spec as object), minReadySeconds: this.#id } : spec,
      ),
    }))
    return this.deploySet({ warnings: [], manifests: [...manifests, ...manifestsOf(objects)] })
  }

  async deploySet(set: ObjectSet): Promise<Done> {
    this.#id += 1
    const id = this.#id
    const commit = String(id).padStart(40, 'c')
    const progress = progressOf({ id, sha: commit, environment: 'staging', creator: 'ada' } as Parameters<
      typeof progressOf
    >[0])
    const done = (more: Pick<Done, 'result' | 'thrown'>): Done => ({
      ...{ progress, reasons: progress.warnings.map(({ reason }) => reason) },
      ...more,
    })
    const signal = this.stop.signal
    try {
      const result = await applyAndFollow(
        {
          connecting: { cluster: Promise.resolve(this.cluster), log: new BufferedLog(), close: async () => undefined },
          ...{
            set,
            key: { service: 'hello', environment: 'staging' },
            stableForMs: 0,
            log: this.log,
            limit: signal,
            signal,
          },
          policy: { tolerance: 'strict', restartOnConfig: true },
          releases: {
            policy: this.policy,
            restoreMs: 60_000,
            mask: values => void this.masked.push(...values),
            onRestoring: (cause, sha) => void this.restoring.push(restoringText(cause, sha)),
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
          state: { read: () => '', save: () => undefined },
          hold: async () => this.#hold,
          look: async () => undefined,
          onFailing: () => undefined,
          step: (_, work) => work(),
        },
        progress,
      )
      return done({ result })
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

export function configMap(name: string, more: object = {}): KubeObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, ...more }
}

/** Objects as a template file of their own renders them. */
export function manifestsOf(objects: readonly KubeObject[]): ObjectSet['manifests'] {
  return objects.map((object, index) => ({ object, file: 'more.yaml', line: index + 1 }))
}
