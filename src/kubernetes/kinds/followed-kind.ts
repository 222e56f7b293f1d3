import type { FieldPath } from '../api/managed-fields.ts'
import type { KubeObject, ObjectMeta } from '../api/objects.ts'
import type { KubeEvent, Pod } from '../api/pods-and-events.ts'
import type { Symptom } from '../diagnosis/cause.ts'

/** An object as a watch delivers it. A kind narrows it to the fields that it reads. */
export interface LiveObject {
  readonly metadata: ObjectMeta
}

/** A list of the API that can be watched: `apps/v1`, `deployments`. */
export interface WatchedResource {
  readonly apiVersion: string
  readonly plural: string
}

/** An object that this run applied and that is followed: what its live state is judged against. */
export interface RolloutTarget {
  readonly kind: FollowedKind
  /** Empty for what belongs to the whole cluster. */
  readonly namespace: string
  readonly name: string
  readonly uid: string
  readonly generation: number
  /** The object as the server returned it, with the fields that are ours in its `metadata.managedFields`. */
  readonly object: LiveObject
  /** As it was before the apply, where it was there and could be read. */
  readonly before?: LiveObject
  /** The object of the set that has its pod template, as it was applied; see `FollowedKind.templateSource`. */
  readonly source?: LiveObject
  /** Whether the apply changed nothing: then the conditions of the status are about this very template. */
  readonly unchanged: boolean
  /** The server's time of the apply, milliseconds since the epoch, to the second. */
  readonly at: number
}

/** The pods of the present pod template, and the objects that own them. */
export interface NewPods<Owner extends LiveObject = LiveObject> {
  /** A Deployment's new ReplicaSet; empty where the workload owns its pods itself. */
  readonly owners: readonly Owner[]
  /** Old pods are left out: what they do is not this rollout's doing. */
  readonly pods: readonly Pod[]
  /** Pods of an older template, of the kinds that read them. */
  readonly oldPods?: readonly Pod[]
}

/** What the streams have delivered about one object. */
export interface WorkloadFacts<Workload extends LiveObject = LiveObject, Owner extends LiveObject = LiveObject>
  extends NewPods<Owner> {
  /** Undefined until delivered, and again once it is deleted. What has ended before it was deleted is as it ended. */
  readonly workload: Workload | undefined
  /** It existed and is deleted, or has lost the labels it is watched by. */
  readonly deleted: boolean
  /** Events about the workload, the owners and the new pods, oldest first. */
  readonly events: readonly KubeEvent[]
  /** Whether the credentials may watch events. */
  readonly eventsWatched: boolean
}

/** How far an object is, by its status. */
export interface RolloutProgress {
  /** Whether the controller has seen what was applied; before that, the status is about something else. */
  readonly observed: boolean
  readonly complete: boolean
  /** Set for what has ended and cannot be undone, such as a Job: it needs not stay so to be a success. */
  readonly final?: boolean
  /** A few words for the log: `1/2 updated, 1 available`. */
  readonly text: string
  /** What a success must not keep silent about, such as pods that keep the old template. */
  readonly remark?: Remark
  /** Numbers of pods; absent for kinds that keep none running, and where they were not seen. */
  readonly desired?: number
  readonly updated?: number
  readonly available?: number
}

/** Something that is said beside a success, by its reason code. */
export interface Remark {
  readonly reason: 'rollout-partial' | 'custom-resource-not-followed' | 'autoscaler-idle'
  readonly text: string
}

/**
 * A kind whose objects are followed: everything that differs from kind to kind. A new kind is one file with this
 * interface and one line in `followed-kinds.ts`.
 */
export interface FollowedKind<Workload extends LiveObject = LiveObject, Owner extends LiveObject = LiveObject> {
  /** `Deployment` */
  readonly kind: string
  /** Its API group: `apps`. */
  readonly group: string
  /** The path of its pod template: `['spec', 'template']`. Absent for kinds that run no pods. */
  readonly podTemplate?: readonly string[]
  /** The object in the same namespace that has the pod template in place of the object itself; undefined where it has its own. */
  templateSource?(
    object: unknown,
  ): { readonly apiVersion?: string; readonly kind?: string; readonly name?: string } | undefined
  /** Which objects of the kind are followed, where not all are: Services of type LoadBalancer. */
  follows?(object: KubeObject): boolean

  /** The list of the objects themselves. */
  readonly resource: WatchedResource
  /** The list of the objects between a workload and its pods, where there are any: ReplicaSets. */
  readonly ownerResource?: WatchedResource
  /** Reasons of events about workloads and owners that the kind reads: `FailedCreate`. */
  readonly eventReasons: readonly string[]

  /** Whether a field of ours still means what was applied, where a controller writes it in another form. */
  isSameValue?(applied: unknown, live: unknown, path: FieldPath): boolean
  /** Fields that controllers may change at any time although they are ours, beside the scale: `spec.suspend`. */
  readonly leftToControllers?: readonly string[]
  /**
   * For so long after a change its status may be about what was before: its controller counts no generations, and looks again
   * within that time. In milliseconds.
   */
  readonly settlesAfterMs?: number
  /** Whether the kind itself counts crashed pods and says when they are too many: a Job's `backoffLimit`. */
  readonly countsCrashes?: boolean

  /** Finds the pods of the present template among those of the release. Absent for kinds that run no pods. */
  newPods?(workload: Workload, owners: readonly Owner[], pods: readonly Pod[]): NewPods<Owner>
  /** Whether it has ended, so that its last state counts also when it is deleted afterwards. */
  hasEnded?(workload: Workload): boolean
  progressOf(target: RolloutTarget, workload: Workload, facts: WorkloadFacts<Workload, Owner>): RolloutProgress
  /** What the workload and the owners say about a rollout that is not complete. Before `observed`, only what is new. */
  symptoms(target: RolloutTarget, facts: WorkloadFacts<Workload, Owner>, observed: boolean): readonly Symptom[]
  /** That the workload itself has given up. It makes every other symptom fatal. */
  deadline?(target: RolloutTarget, facts: WorkloadFacts<Workload, Owner>): Symptom | undefined
}
