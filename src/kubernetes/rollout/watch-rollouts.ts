import { Changes } from '../api/changes.ts'
import type { AppliedObject } from '../apply/apply.ts'
import type { Plan } from '../apply/plan.ts'
import type { Cluster } from '../connection/cluster.ts'
import { PodHistoryRecorder } from '../diagnosis/pod-history.ts'
import { TOLERANCES } from '../diagnosis/tolerance.ts'
import type { FollowedKind, RolloutTarget, WatchedResource } from '../kinds/followed-kind.ts'
import { FOLLOWED_KINDS } from '../kinds/followed-kinds.ts'
import { type ReleaseKey, selectorOf } from '../manifests/labels.ts'
import { type FollowOptions, type FollowResult, follow } from './follow.ts'
import { FollowedObjects } from './followed-objects.ts'
import { FollowedWorkload, type JudgedBy } from './followed-workload.ts'
import { NamespaceStreams } from './namespace-streams.ts'
import { type OpenLater, openStreams } from './open-streams.ts'
import { SecretOperators } from './secret-operators.ts'

export type { Cause } from '../diagnosis/cause.ts'
export type { FollowResult } from './follow.ts'
export type { WorkloadReport } from './followed-workload.ts'

/** Open streams about the objects of a release that are followed. */
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
  const memory = new PodHistoryRecorder()
  const followed = new FollowedObjects(plan, kinds)
  const others = followed.notFollowed()
  if (others !== '') cluster.log.info(`Not followed, complete when applied: ${others}`)
  const streams = new Map(
    [...followed.byNamespace()].map(([namespace, here]) => [
      namespace,
      new NamespaceStreams(namespace, [...here], changes, cluster),
    ]),
  )
  let later: OpenLater[] = []
  try {
    later = (
      await Promise.all(
        [...streams].map(([namespace, stream]) => {
          const needed = (resource: WatchedResource): boolean => followed.needs(namespace, resource)
          return openStreams(cluster, stream, { labelSelector: selectorOf(key), needed, signal })
        }),
      )
    ).flat()
  } catch (thrown) {
    ended.abort()
    throw thrown
  }
  for (const stream of streams.values()) memory.begin(stream.pods.all())
  return {
    follow: async (applied, followOptions) => {
      // By now the CRDs of the set are served.
      await Promise.all(later.splice(0).map(open => open()))
      const judged: JudgedBy = {
        tolerance: TOLERANCES[followOptions.tolerance ?? 'strict'],
        operators: new SecretOperators(
          cluster,
          plan.objects.map(({ manifest }) => manifest.object),
          () => changes.notify(),
        ),
      }
      const workloads = applied.flatMap(object => {
        const kind = followed.kindOf(object.manifest)
        const stream = streams.get(object.namespace ?? '')
        if (kind === undefined || stream?.watches(kind) !== true) return []
        return [new FollowedWorkload(targetOf(object, kind, { plan, applied }), cluster.clock.now(), judged)]
      })
      return follow({ cluster, streams, memory, changes, workloads }, followOptions)
    },
    close: () => ended.abort(),
  }
}

function targetOf(
  applied: AppliedObject,
  kind: FollowedKind,
  set: { readonly plan: Plan; readonly applied: readonly AppliedObject[] },
): RolloutTarget {
  const { live } = set.plan.objects.find(({ manifest }) => manifest === applied.manifest) ?? {}
  const source = kind.templateSource?.(applied.object)
  const named = set.applied.find(
    ({ object, namespace }) =>
      source !== undefined &&
      namespace === applied.namespace &&
      object.kind === source.kind &&
      object.metadata.name === source.name,
  )
  return {
    kind,
    namespace: applied.namespace ?? '',
    name: applied.name,
    uid: applied.uid,
    generation: applied.generation,
    object: applied.object,
    ...(live === undefined ? {} : { before: live }),
    ...(named === undefined ? {} : { source: named.object }),
    unchanged: applied.action === 'unchanged',
    at: applied.at,
  }
}
