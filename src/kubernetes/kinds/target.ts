import { isDeepStrictEqual } from 'node:util'
import { mappingAt } from '../api/objects.ts'
import type { Deployment, KubeEvent, Pod, ReplicaSet } from '../api/workload-shapes.ts'
import type { AppliedObject } from '../apply/apply.ts'

/** The Deployment this run applied: whose rollout is followed, and what would make it somebody else's. */
export interface RolloutTarget {
  readonly namespace: string
  readonly name: string
  readonly uid: string
  readonly generation: number
  /** The pod template as the server gave it back. */
  readonly template: unknown
  /** Whether the apply changed nothing: then what the conditions say is about this very template. */
  readonly unchanged: boolean
  /** The server's time of the apply, milliseconds since the epoch, to the second. */
  readonly at: number
}

export function targetOf(applied: AppliedObject): RolloutTarget {
  return {
    namespace: applied.namespace ?? '',
    name: applied.name,
    uid: applied.uid,
    generation: applied.generation,
    template: mappingAt(applied.object, 'spec', 'template'),
    unchanged: applied.action === 'unchanged',
    at: applied.at,
  }
}

/** What the streams know about one Deployment. */
export interface WorkloadFacts {
  /** Undefined until seen, and again once it is deleted. */
  readonly deployment: Deployment | undefined
  /** It was there and is deleted, or has lost the labels it is watched by. */
  readonly gone: boolean
  readonly replicaSet: ReplicaSet | undefined
  /** Pods of the new ReplicaSet only: what old pods do is not this rollout's doing. */
  readonly pods: readonly Pod[]
  /** Events about the new ReplicaSet and its pods. */
  readonly events: readonly KubeEvent[]
}

const REVISION = 'deployment.kubernetes.io/revision'

/** The ReplicaSet of the Deployment's present template; only to be trusted once the generation is observed. */
export function newReplicaSet(deployment: Deployment, all: Iterable<ReplicaSet>): ReplicaSet | undefined {
  const revision = deployment.metadata.annotations?.[REVISION]
  for (const replicaSet of all) {
    const ours = replicaSet.metadata.ownerReferences?.some(owner => owner.uid === deployment.metadata.uid)
    if (ours && revision !== undefined && replicaSet.metadata.annotations?.[REVISION] === revision) return replicaSet
  }
  return undefined
}

/** Whether the live Deployment is still the one that was applied. A mere change of scale leaves it ours. */
export function takenOver(target: RolloutTarget, deployment: Deployment): boolean {
  const { uid, generation = 0 } = deployment.metadata
  if (uid !== target.uid) return true
  return generation > target.generation && !isDeepStrictEqual(deployment.spec.template, target.template)
}
