import { Changes } from '../../../../src/kubernetes/api/changes.ts'
import type { KubernetesClient } from '../../../../src/kubernetes/api/client.ts'
import type { Pod } from '../../../../src/kubernetes/api/pods-and-events.ts'
import type { Cluster } from '../../../../src/kubernetes/connection/cluster.ts'
import { PodHistoryRecorder } from '../../../../src/kubernetes/diagnosis/pod-history.ts'
import { type Deployment, deploymentKind } from '../../../../src/kubernetes/kinds/deployment.ts'
import type { RolloutTarget } from '../../../../src/kubernetes/kinds/followed-kind.ts'
import { type FollowOptions, type FollowResult, follow } from '../../../../src/kubernetes/rollout/follow.ts'
import { FollowedWorkload } from '../../../../src/kubernetes/rollout/followed-workload.ts'
import { NamespaceStreams } from '../../../../src/kubernetes/rollout/namespace-streams.ts'
import { HeldClock } from '../../held-clock.ts'
import { RecordingLogger } from '../../recording-logger.ts'
import { STRICT } from '../diagnosis/diagnosed.ts'
import { deployment, replicaSet, target } from '../workload-facts.ts'

/** Not all of its pods are there yet. */
export const incomplete = deployment({ status: { availableReplicas: 1 } })

const redact = (text: string): string => text.replaceAll('hunter2', '***')

/** A rollout that is being followed, with a clock that stands and streams that report what the test gives them. */
export class Following {
  readonly clock = new HeldClock()
  readonly log = new RecordingLogger()
  readonly changes = new Changes()
  readonly streams = new NamespaceStreams('shop', [deploymentKind], this.changes, { log: this.log, redact })
  result: FollowResult | undefined
  failure: unknown
  /** What the cluster answers when it is asked for a container's log. */
  containerLog: (previous: boolean) => Promise<string> = () => Promise.resolve('')

  readonly deployments = this.streams.cacheOf({ apiVersion: 'apps/v1', plural: 'deployments' })
  readonly replicaSets = this.streams.cacheOf({ apiVersion: 'apps/v1', plural: 'replicasets' })
  readonly pods = this.streams.pods

  async begin(options: Partial<FollowOptions> = {}, names = ['web'], of: Partial<RolloutTarget> = {}): Promise<void> {
    const { clock, log, changes, streams, replicaSets } = this
    for (const cache of [this.deployments, this.replicaSets, this.pods]) cache.opened()
    replicaSets.replaced([replicaSet()])
    const client: KubernetesClient = {
      get: () => Promise.reject(new Error('unexpected')),
      create: () => Promise.reject(new Error('nothing is created here')),
      replace: () => Promise.reject(new Error('nothing is replaced here')),
      remove: () => Promise.reject(new Error('nothing is deleted here')),
      apply: () => Promise.reject(new Error('unexpected')),
      patch: () => Promise.reject(new Error('unexpected')),
      text: (_, { query, signal } = {}) => {
        const aborted = new Promise<string>((_, reject) =>
          signal?.addEventListener('abort', () => reject(signal.reason)),
        )
        return Promise.race([this.containerLog(query?.previous === 'true'), aborted])
      },
      lines: () => {
        throw new Error('unexpected')
      },
      close: () => undefined,
    }
    const cluster = { client, clock, log, redact } as unknown as Cluster
    const workloads = names.map(name => new FollowedWorkload({ ...target, ...of, name }, clock.now(), STRICT))
    const followed = {
      cluster,
      streams: new Map([['shop', streams]]),
      memory: new PodHistoryRecorder(),
      changes,
      workloads,
    }
    follow(followed, { timeoutMs: 60_000, stableForMs: 10_000, ...options }).then(
      got => {
        this.result = got
      },
      thrown => {
        this.failure = thrown
      },
    )
    await clock.idle()
  }

  async show(...deployments: Deployment[]): Promise<void> {
    for (const one of deployments) this.deployments.changed('MODIFIED', one)
    await this.clock.idle()
  }

  async showPods(...pods: Pod[]): Promise<void> {
    this.pods.replaced(pods)
    await this.clock.idle()
  }
}
