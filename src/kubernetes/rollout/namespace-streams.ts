import type { Changes } from '../api/changes.ts'
import { withMessagesRedacted } from '../api/message-redaction.ts'
import { ObjectCache } from '../api/object-cache.ts'
import { type KubeEvent, type Pod, timeOf } from '../api/pods-and-events.ts'
import type { Cluster } from '../connection/cluster.ts'
import { isNodeRefusal } from '../diagnosis/pod-symptoms.ts'
import type { FollowedKind, LiveObject, RolloutTarget, WatchedResource, WorkloadFacts } from '../kinds/followed-kind.ts'
import { ByUid } from './by-uid.ts'
import type { StreamState } from './stream-health.ts'

/** Reasons of the pods' events that the diagnosis reads. */
const POD_EVENTS = [
  ...['Failed', 'Unhealthy', 'Killing', 'Pulling', 'Pulled', 'FailedPostStartHook', 'NodeNotReady'],
  ...['FailedMount', 'FailedMapVolume', 'FailedAttachVolume', 'FailedCreatePodSandBox'],
]

/** A list that is watched, and the objects it delivered. */
interface WatchedList {
  readonly resource: WatchedResource
  readonly cache: ObjectCache<LiveObject>
}

export const PODS: WatchedResource = { apiVersion: 'v1', plural: 'pods' }

/** Everything that happens to a release's objects in one namespace, or outside of all (`''`), by watch streams. */
export class NamespaceStreams implements StreamState {
  readonly namespace: string
  /** Empty where no kind has pods. */
  readonly pods: ObjectCache<Pod>
  readonly events: ObjectCache<KubeEvent>
  /** Whether one of the kinds reads events. */
  readonly needsEvents: boolean
  /** Whether events are delivered; set to false where the credentials do not allow it. */
  eventsWatched = true
  /** What is known by the uids of owners and involved objects; made anew after each change. */
  #index: Index | undefined
  /** The lists that the kinds need, each once. */
  #lists: readonly WatchedList[]

  constructor(
    namespace: string,
    kinds: readonly FollowedKind[],
    changes: Changes,
    { log, redact }: Pick<Cluster, 'log' | 'redact'>,
  ) {
    const shared = (plural: string) => ({
      onChange: () => {
        this.#index = undefined
        changes.notify()
      },
      // Here, where the texts are whole: each of them is folded, cut or matched later.
      transform: <T>(item: T) => withMessagesRedacted(item, redact),
      onInterruption: (why: string) =>
        log.debug(`Reconnecting the watch of ${plural} in namespace ${namespace}: ${why}`),
    })
    const reasons = new Set([...POD_EVENTS, ...kinds.flatMap(({ eventReasons }) => eventReasons)])
    this.namespace = namespace
    this.#lists = resourcesOf(kinds).map(resource => ({ resource, cache: new ObjectCache(shared(resource.plural)) }))
    this.pods = (this.#find(PODS)?.cache ?? new ObjectCache(shared('pods'))) as ObjectCache<Pod>
    this.needsEvents = kinds.some(({ newPods, eventReasons }) => newPods !== undefined || eventReasons.length > 0)
    this.events = new ObjectCache<KubeEvent>({
      ...shared('events'),
      filter: ({ reason = '' }) => reasons.has(reason) || isNodeRefusal(reason),
    })
  }

  get lists(): readonly WatchedList[] {
    return this.#lists
  }

  /** The streams that a success depends on; without events failures are only reported with less detail. */
  get connected(): boolean {
    return this.#lists.every(({ cache }) => cache.connected)
  }

  get lost(): boolean {
    return this.#lists.some(({ cache }) => cache.lost)
  }

  get interruptions(): number {
    return this.#lists.reduce((sum, { cache }) => sum + cache.interruptions, 0)
  }

  /** Does without a list: the objects that need it are not followed. */
  drop(resource: WatchedResource): void {
    this.#lists = this.#lists.filter(list => keyOf(list.resource) !== keyOf(resource))
  }

  /** Whether the objects of a kind are watched here. */
  watches({ resource }: FollowedKind): boolean {
    return this.#find(resource) !== undefined
  }

  /** The objects of a resource that one of the kinds needs. */
  cacheOf(resource: WatchedResource): ObjectCache<LiveObject> {
    const list = this.#find(resource)
    if (list === undefined) throw new Error(`${keyOf(resource)} is not watched in namespace ${this.namespace}`)
    return list.cache
  }

  #find(resource: WatchedResource): WatchedList | undefined {
    return this.#lists.find(list => keyOf(list.resource) === keyOf(resource))
  }

  /** What is known about one object here. */
  factsOf({ kind, name, uid, object }: RolloutTarget): WorkloadFacts {
    const objects = this.cacheOf(kind.resource)
    // One of the same name that was deleted before the apply is not the one that was applied.
    const gone = objects.deleted(name)?.metadata.uid === uid ? objects.deleted(name) : undefined
    const there = objects.get(name)
    // The deletion of the one before may not have arrived yet.
    const seen = there !== undefined && isBefore(there, { uid, object }) ? undefined : there
    const workload = gone !== undefined && kind.hasEnded?.(gone) === true ? gone : seen
    const { pods: podsBy, owned, events } = this.#indexed()
    const uidOfIt = workload?.metadata.uid
    const { ownerResource } = kind
    const candidates = ownerResource === undefined ? [] : (owned.get(keyOf(ownerResource))?.of([uidOfIt]) ?? [])
    const all = podsBy.of([uidOfIt, ...candidates.map(uidOf)])
    const found = workload === undefined ? undefined : kind.newPods?.(workload, candidates, all)
    const { owners, pods } = found ?? { owners: [], pods: [] }
    const uids = [...(workload === undefined ? [] : [workload]), ...owners, ...pods].map(uidOf)
    return {
      workload,
      deleted: gone !== undefined && workload === undefined,
      owners,
      pods,
      ...(found?.oldPods === undefined ? {} : { oldPods: found.oldPods }),
      events: events.of(uids).toSorted(byTime),
      eventsWatched: this.eventsWatched,
    }
  }

  #indexed(): Index {
    this.#index ??= {
      pods: new ByUid(this.pods.all(), ownersOf),
      owned: new Map(this.#lists.map(({ resource, cache }) => [keyOf(resource), new ByUid(cache.all(), ownersOf)])),
      events: new ByUid(this.events.all(), ({ involvedObject }) => [involvedObject.uid]),
    }
    return this.#index
  }
}

interface Index {
  readonly pods: ByUid<Pod>
  /** Of each list, by its key. */
  readonly owned: ReadonlyMap<string, ByUid<LiveObject>>
  readonly events: ByUid<KubeEvent>
}

function resourcesOf(kinds: readonly FollowedKind[]): readonly WatchedResource[] {
  const all = kinds.flatMap(({ resource, ownerResource, newPods }) => [
    resource,
    ...(ownerResource === undefined ? [] : [ownerResource]),
    ...(newPods === undefined ? [] : [PODS]),
  ])
  return [...new Map(all.map(resource => [keyOf(resource), resource])).values()]
}

function keyOf({ apiVersion, plural }: WatchedResource): string {
  return `${apiVersion}/${plural}`
}

/** An event that happens again keeps its place among those received. */
function byTime(a: KubeEvent, b: KubeEvent): number {
  return Date.parse(timeOf(a) ?? '') - Date.parse(timeOf(b) ?? '') || 0
}

function ownersOf({ metadata }: LiveObject): readonly string[] {
  return (metadata.ownerReferences ?? []).map(({ uid }) => uid)
}

function uidOf({ metadata }: LiveObject): string | undefined {
  return metadata.uid
}

/** Whether this is the object of the same name that was there before the one that was applied. */
function isBefore({ metadata }: LiveObject, { uid, object }: Pick<RolloutTarget, 'uid' | 'object'>): boolean {
  const [there, applied] = [metadata, object.metadata].map(one => Date.parse(one.creationTimestamp ?? ''))
  return metadata.uid !== uid && there !== undefined && applied !== undefined && there < applied
}
