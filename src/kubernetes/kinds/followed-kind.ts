import type { ObjectMeta } from '../api/objects.ts'
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

/** A workload that this run applied: what its live state is judged against. */
export interface RolloutTarget {
  readonly kind: FollowedKind
  readonly namespace: string
  readonly name: string
  readonly uid: string
  readonly generation: number
  /** The object as the server returned it, with the fields that are ours in its `metadata.managedFields`. */
  readonly object: LiveObject
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
}

/** What the streams have delivered about one workload. */
export interface WorkloadFacts<Workload extends LiveObject = LiveObject, Owner extends LiveObject = LiveObject>
  extends NewPods<Owner> {
  /** Undefined until delivered, and again once it is deleted. */
  readonly workload: Workload | undefined
  /** It existed and is deleted, or has lost the labels it is watched by. */
  readonly deleted: boolean
  /** Events about the workload, the owners and the new pods, oldest first. */
  readonly events: readonly KubeEvent[]
}

/** How far the rollout of a workload is, by its status. */
export interface RolloutProgress {
  /** Whether the controller has seen what was applied; before that, the status is about something else. */
  readonly observed: boolean
  readonly complete: boolean
  /** A few words for the log: `1/2 updated, 1 available`. */
  readonly text: string
  /** Numbers of pods; absent where they were not seen. */
  readonly desired?: number
  readonly updated?: number
  readonly available?: number
}

/**
 * A kind of workload whose rollout is followed: everything that differs from kind to kind. A new kind is one file with
 * this interface and one line in `followed-kinds.ts`.
 */
export interface FollowedKind<Workload extends LiveObject = LiveObject, Owner extends LiveObject = LiveObject> {
  /** `Deployment` */
  readonly kind: string
  /** Its API group: `apps`. */
  readonly group: string
  /** The path of its pod template: `['spec', 'template']`. */
  readonly podTemplate: readonly string[]

  /** The list of the workloads themselves. */
  readonly resource: WatchedResource
  /** The list of the objects between a workload and its pods, where there are any: ReplicaSets. */
  readonly ownerResource?: WatchedResource
  /** Reasons of events about workloads and owners that `symptoms` reads: `FailedCreate`. */
  readonly eventReasons: readonly string[]

  /** Whether a container that ends has crashed, whatever its exit code. If not, exit code 0 is a success. */
  readonly containersKeepRunning: boolean

  /** Finds the pods of the present template among those of the release. */
  newPods(workload: Workload, owners: readonly Owner[], pods: readonly Pod[]): NewPods<Owner>
  /** Whether the live workload is no longer the one that was applied. */
  isTakenOver(target: RolloutTarget, workload: Workload): boolean
  progressOf(target: RolloutTarget, workload: Workload): RolloutProgress
  /** What the workload and the owners say about a rollout that is not complete. Before `observed`, only what is new. */
  symptoms(target: RolloutTarget, facts: WorkloadFacts<Workload, Owner>, observed: boolean): readonly Symptom[]
  /** That the rollout is over the workload's own deadline. It makes every other symptom fatal. */
  deadline(target: RolloutTarget, facts: WorkloadFacts<Workload, Owner>): Symptom | undefined
}
