import type { Changes } from '../api/changes.ts'
import { withMessagesRedacted } from '../api/message-redaction.ts'
import { ObjectCache } from '../api/object-cache.ts'
import { type KubeEvent, type Pod, timeOf } from '../api/pods-and-events.ts'
import type { Cluster } from '../connection/cluster.ts'
import type { FollowedKind, LiveObject, RolloutTarget, WatchedResource, WorkloadFacts } from '../kinds/followed-kind.ts'
import type { StreamState } from './stream-health.ts'

/** Reasons of the pods' events that the diagnosis reads. */
const POD_EVENTS = [
  ...['Failed', 'Unhealthy', 'Killing', 'Pulled', 'FailedPostStartHook'],
  ...['FailedMount', 'FailedMapVolume', 'FailedAttachVolume', 'FailedCreatePodSandBox'],
]

/** A list that is watched, and the objects it delivered. */
interface WatchedList {
  readonly resource: WatchedResource
  readonly cache: ObjectCache<LiveObject>
}

/** Everything that happens to a release's workloads in one namespace, by watch streams. */
export class NamespaceStreams implements StreamState {
  readonly namespace: string
  /** The lists that the kinds need, each once. */
  readonly lists: readonly WatchedList[]
  readonly pods: ObjectCache<Pod>
  readonly events: ObjectCache<KubeEvent>

  constructor(
    namespace: string,
    kinds: readonly FollowedKind[],
    changes: Changes,
    { log, redact }: Pick<Cluster, 'log' | 'redact'>,
  ) {
    const shared = (plural: string) => ({
      onChange: () => changes.notify(),
      // Here, where the texts are whole: each of them is folded, cut or matched later.
      transform: <T>(item: T) => withMessagesRedacted(item, redact),
      onInterruption: (why: string) =>
        log.debug(`Reconnecting the watch of ${plural} in namespace ${namespace}: ${why}`),
    })
    const reasons = new Set([...POD_EVENTS, ...kinds.flatMap(({ eventReasons }) => eventReasons)])
    this.namespace = namespace
    this.lists = resourcesOf(kinds).map(resource => ({ resource, cache: new ObjectCache(shared(resource.plural)) }))
    this.pods = new ObjectCache<Pod>(shared('pods'))
    this.events = new ObjectCache<KubeEvent>({
      ...shared('events'),
      filter: event => reasons.has(event.reason ?? ''),
    })
  }

  /** The streams that a success depends on; without events failures are only reported with less detail. */
  get #needed(): readonly StreamState[] {
    return [...this.lists.map(({ cache }) => cache), this.pods]
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

  /** The objects of a resource that one of the kinds needs. */
  cacheOf(resource: WatchedResource): ObjectCache<LiveObject> {
    const list = this.lists.find(list => keyOf(list.resource) === keyOf(resource))
    if (list === undefined) throw new Error(`${keyOf(resource)} is not watched in namespace ${this.namespace}`)
    return list.cache
  }

  /** What is known about one workload here. */
  factsOf({ kind, name }: RolloutTarget): WorkloadFacts {
    const workloads = this.cacheOf(kind.resource)
    const workload = workloads.get(name)
    const candidates = kind.ownerResource === undefined ? [] : this.cacheOf(kind.ownerResource).all()
    const { owners, pods } =
      workload === undefined ? { owners: [], pods: [] } : kind.newPods(workload, candidates, this.pods.all())
    const uids = new Set([...(workload === undefined ? [] : [workload]), ...owners, ...pods].map(uidOf))
    return {
      workload,
      deleted: workloads.isDeleted(name),
      owners,
      pods,
      events: this.events
        .all()
        .filter(event => uids.has(event.involvedObject.uid))
        .toSorted(byTime),
    }
  }
}

function resourcesOf(kinds: readonly FollowedKind[]): readonly WatchedResource[] {
  const all = kinds.flatMap(({ resource, ownerResource }) =>
    ownerResource === undefined ? [resource] : [resource, ownerResource],
  )
  return [...new Map(all.map(resource => [keyOf(resource), resource])).values()]
}

function keyOf({ apiVersion, plural }: WatchedResource): string {
  return `${apiVersion}/${plural}`
}

/** An event that happens again keeps its place among those received. */
function byTime(a: KubeEvent, b: KubeEvent): number {
  return Date.parse(timeOf(a) ?? '') - Date.parse(timeOf(b) ?? '') || 0
}

function uidOf({ metadata }: LiveObject): string | undefined {
  return metadata.uid
}
