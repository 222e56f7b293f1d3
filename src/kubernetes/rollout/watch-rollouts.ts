import { Changes } from '../api/changes.ts'
import type { AppliedObject } from '../apply/apply.ts'
import type { Plan } from '../apply/plan.ts'
import type { Cluster } from '../connection/cluster.ts'
import { PodMemory } from '../diagnosis/pod-history.ts'
import { TOLERANCES } from '../diagnosis/tolerance.ts'
import type { FollowedKind, RolloutTarget } from '../kinds/followed-kind.ts'
import { FOLLOWED_KINDS, followedKindOf } from '../kinds/followed-kinds.ts'
import { type ReleaseKey, selectorOf } from '../manifests/labels.ts'
import { ConfigMakers } from './config-makers.ts'
import { type FollowOptions, type FollowResult, follow } from './follow.ts'
import { FollowedWorkload, type JudgedBy } from './followed-workload.ts'
import { NamespaceStreams } from './namespace-streams.ts'
import { openStreams } from './open-streams.ts'

export type { Cause } from '../diagnosis/cause.ts'
export type { FollowResult } from './follow.ts'
export type { WorkloadReport } from './followed-workload.ts'

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
  options: { readonly signal?: AbortSignal; readonly kinds?: readonly FollowedKind[] } = {},
): Promise<RolloutWatch> {
  const { kinds = FOLLOWED_KINDS } = options
  const ended = new AbortController()
  const signal = options.signal === undefined ? ended.signal : AbortSignal.any([options.signal, ended.signal])
  const changes = new Changes()
  const memory = new PodMemory()
  const streams = new Map(
    [...kindsByNamespace(plan, kinds)].map(([namespace, followed]) => [
      namespace,
      new NamespaceStreams(namespace, [...followed], changes, cluster),
    ]),
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
      const judged: JudgedBy = {
        tolerance: TOLERANCES[followOptions.tolerance ?? 'strict'],
        makers: new ConfigMakers(
          cluster,
          applied.map(({ object }) => object),
          () => changes.notify(),
        ),
      }
      const workloads = applied.flatMap(object => {
        const kind = followedKindOf(object.object, kinds)
        return kind === undefined ? [] : [new FollowedWorkload(targetOf(object, kind), cluster.clock.now(), judged)]
      })
      return follow({ cluster, streams, memory, changes, workloads }, followOptions)
    },
    close: () => ended.abort(),
  }
}

function kindsByNamespace(plan: Plan, kinds: readonly FollowedKind[]): ReadonlyMap<string, ReadonlySet<FollowedKind>> {
  const found = new Map<string, Set<FollowedKind>>()
  for (const { manifest, namespace } of plan.objects) {
    const kind = followedKindOf(manifest.object, kinds)
    if (kind === undefined || namespace === undefined) continue
    found.set(namespace, (found.get(namespace) ?? new Set()).add(kind))
  }
  return found
}

function targetOf(applied: AppliedObject, kind: FollowedKind): RolloutTarget {
  return {
    kind,
    namespace: applied.namespace ?? '',
    name: applied.name,
    uid: applied.uid,
    generation: applied.generation,
    object: applied.object,
    unchanged: applied.action === 'unchanged',
    at: applied.at,
  }
}
