import { UserError } from '../../errors.ts'
import type { Changes } from '../api/changes.ts'
import { KubernetesError } from '../api/error.ts'
import { withMessagesRedacted } from '../api/message-redaction.ts'
import { ObjectCache } from '../api/object-cache.ts'
import { openWatch } from '../api/watch.ts'
import type { Deployment, KubeEvent, Pod, ReplicaSet } from '../api/workload-shapes.ts'
import type { Cluster } from '../connection/cluster.ts'
import { connectionProblem } from '../connection/problem.ts'
import { newReplicaSet, type RolloutTarget, type WorkloadFacts } from '../kinds/target.ts'
import type { StreamState } from './stream-health.ts'

/** Events that the diagnosis reads. */
const DIAGNOSED_EVENTS = new Set(['Failed', 'FailedMount', 'Unhealthy', 'Pulled'])

/** Everything that happens to our workloads in one namespace, by four watch streams. */
export class NamespaceStreams implements StreamState {
  readonly namespace: string
  readonly deployments: ObjectCache<Deployment>
  readonly replicaSets: ObjectCache<ReplicaSet>
  readonly pods: ObjectCache<Pod>
  readonly events: ObjectCache<KubeEvent>

  constructor(namespace: string, changes: Changes, { log, redact }: Pick<Cluster, 'log' | 'redact'>) {
    const common = (kind: string) => ({
      onChange: () => changes.notify(),
      // Here, where the texts are whole: each of them is folded, cut or matched later.
      transform: <T>(item: T) => withMessagesRedacted(item, redact),
      onInterruption: (why: string) => log.debug(`Reconnecting the watch of ${kind} in namespace ${namespace}: ${why}`),
    })
    this.namespace = namespace
    this.deployments = new ObjectCache<Deployment>(common('deployments'))
    this.replicaSets = new ObjectCache<ReplicaSet>(common('replicasets'))
    this.pods = new ObjectCache<Pod>(common('pods'))
    this.events = new ObjectCache<KubeEvent>({
      ...common('events'),
      filter: event => DIAGNOSED_EVENTS.has(event.reason ?? ''),
    })
  }

  /** The streams that a success depends on; without events failures are only explained less well. */
  get #needed(): readonly StreamState[] {
    return [this.deployments, this.replicaSets, this.pods]
  }

  get connected(): boolean {
    return this.#needed.every(({ connected }) => connected)
  }

  get lost(): boolean {
    return this.#needed.some(({ lost }) => lost)
  }

  get interruptions(): number {
    return this.#needed.reduce((sum, { interruptions }) => sum + interruptions, 0)
  }

  /** What is known about one Deployment here. */
  factsOf(target: RolloutTarget): WorkloadFacts {
    const deployment = this.deployments.get(target.name)
    const replicaSet = deployment && newReplicaSet(deployment, this.replicaSets.all())
    const uid = replicaSet?.metadata.uid
    const pods = this.pods.all().filter(({ metadata }) => metadata.ownerReferences?.some(owner => owner.uid === uid))
    const uids = new Set([uid, ...pods.map(pod => pod.metadata.uid)])
    return {
      deployment,
      gone: this.deployments.isDeleted(target.name),
      replicaSet,
      pods: uid === undefined ? [] : pods,
      events: this.events.all().filter(event => uids.has(event.involvedObject.uid)),
    }
  }
}

/** Opens the streams; resolves when all have delivered the present objects. */
export async function openStreams(
  cluster: Cluster,
  streams: NamespaceStreams,
  labelSelector: string,
  signal: AbortSignal,
): Promise<void> {
  const { client, clock } = cluster
  const namespace = encodeURIComponent(streams.namespace)
  const apps = `/apis/apps/v1/namespaces/${namespace}`
  const core = `/api/v1/namespaces/${namespace}`
  const open = async (path: string, receiver: ObjectCache<Deployment> | ObjectCache<ReplicaSet> | ObjectCache<Pod>) => {
    await openWatch({ client, clock, path, labelSelector, receiver, signal }).catch(thrown => {
      throw notAllowed(thrown, path) ?? connectionProblem(thrown, cluster.server) ?? thrown
    })
  }
  await Promise.all([
    open(`${apps}/deployments`, streams.deployments),
    open(`${apps}/replicasets`, streams.replicaSets),
    open(`${core}/pods`, streams.pods),
    openEvents(cluster, streams, `${core}/events`, signal),
  ])
}

async function openEvents(
  cluster: Cluster,
  streams: NamespaceStreams,
  path: string,
  signal: AbortSignal,
): Promise<void> {
  const { client, clock, log } = cluster
  try {
    await openWatch({ client, clock, path, fromNow: true, receiver: streams.events, signal })
  } catch (thrown) {
    if (notAllowed(thrown, path) === undefined) throw connectionProblem(thrown, cluster.server) ?? thrown
    log.notice(
      `The credentials may not watch events in namespace ${streams.namespace}: failures are explained less well, and some later`,
    )
  }
}

function notAllowed(thrown: unknown, path: string): UserError | undefined {
  if (!(thrown instanceof KubernetesError) || thrown.code !== 403) return undefined
  const [, namespace, resource] = /namespaces\/([^/]+)\/(\w+)$/.exec(path) ?? []
  const message = `The credentials may not watch ${resource} in namespace ${namespace}; the Role needs get, list and watch on ${resource}`
  return new UserError('forbidden', message, { cause: thrown })
}
