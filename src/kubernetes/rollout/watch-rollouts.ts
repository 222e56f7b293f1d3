import { Changes } from '../api/changes.ts'
import type { AppliedObject } from '../apply/apply.ts'
import type { Plan } from '../apply/plan.ts'
import { isDeployment } from '../apply/stages.ts'
import type { Cluster } from '../connection/cluster.ts'
import { PodMemory } from '../diagnosis/pod-history.ts'
import { targetOf } from '../kinds/target.ts'
import { type ReleaseKey, selectorOf } from '../manifests/labels.ts'
import { type FollowOptions, type FollowResult, follow } from './follow.ts'
import { FollowedWorkload } from './followed-workload.ts'
import { NamespaceStreams, openStreams } from './namespace-streams.ts'

export type { Cause } from '../diagnosis/cause.ts'
export type { ContainerLog } from '../diagnosis/container-log.ts'
export type { FollowOptions, FollowResult } from './follow.ts'
export type { WorkloadReport } from './followed-workload.ts'
export { describeCause } from './progress-log.ts'

/** Open streams about a release's workloads. */
export interface RolloutWatch {
  /**
   * Follows what was applied, all workloads at once, until all are complete and stay so, one fails, one is taken over
   * by another apply, or the time is over. Rejects with the signal's reason when it is aborted.
   */
  follow(applied: readonly AppliedObject[], options: FollowOptions): Promise<FollowResult>
  /** Ends the streams; to be called on every way out. */
  close(): void
}

/** Opens the watch streams for a planned set. To be called before it is applied, so that nothing is missed. */
export async function watchRollouts(
  cluster: Cluster,
  plan: Plan,
  key: ReleaseKey,
  options: { readonly signal?: AbortSignal } = {},
): Promise<RolloutWatch> {
  const ended = new AbortController()
  const signal = options.signal === undefined ? ended.signal : AbortSignal.any([options.signal, ended.signal])
  const changes = new Changes()
  const memory = new PodMemory()
  const namespaces = new Set(
    plan.objects.filter(({ manifest }) => isDeployment(manifest.object)).map(found => found.namespace),
  )
  const streams = new Map(
    [...namespaces]
      .filter(name => name !== undefined)
      .map(name => [name, new NamespaceStreams(name, changes, cluster)]),
  )
  try {
    await Promise.all([...streams.values()].map(stream => openStreams(cluster, stream, selectorOf(key), signal)))
  } catch (thrown) {
    ended.abort()
    throw thrown
  }
  for (const stream of streams.values()) memory.begin(stream.pods.all())
  return {
    follow: (applied, followOptions) => {
      const targets = applied.filter(({ object }) => isDeployment(object)).map(targetOf)
      const workloads = targets.map(target => new FollowedWorkload(target, cluster.clock.now()))
      return follow({ cluster, streams, memory, changes, workloads }, followOptions)
    },
    close: () => ended.abort(),
  }
}
