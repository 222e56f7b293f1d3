import { mappingAt, mappingsIn } from '../api/objects.ts'
import type { Condition, Pod } from '../api/pods-and-events.ts'
import type { Symptom } from '../diagnosis/cause.ts'
import type { FollowedKind, LiveObject, RolloutProgress, RolloutTarget, WorkloadFacts } from './followed-kind.ts'
import { ownPods } from './owned-pods.ts'
import { creationSymptoms, POD_CREATION_EVENTS } from './pod-creation.ts'

/** The fields of a ReplicaSet or a ReplicationController that the rollout rules read. */
export interface PodSet extends LiveObject {
  readonly spec: { readonly replicas?: number }
  readonly status?: {
    readonly observedGeneration?: number
    readonly replicas?: number
    readonly availableReplicas?: number
    readonly conditions?: readonly Condition[]
  }
}

/** A ReplicaSet without a Deployment: it keeps the number of its pods, but never replaces one. */
export const replicaSetKind: FollowedKind<PodSet> = {
  kind: 'ReplicaSet',
  group: 'apps',
  podTemplate: ['spec', 'template'],
  resource: { apiVersion: 'apps/v1', plural: 'replicasets' },
  eventReasons: POD_CREATION_EVENTS,
  newPods: (set, _, pods) => ({ owners: [], pods: ownPods(set, pods) }),
  progressOf,
  symptoms: (target, facts, observed) =>
    observed ? [...creationSymptoms(target, facts), ...notReplaced(target, facts)] : [],
}

/** The ancestor of the ReplicaSet. */
export const replicationControllerKind: FollowedKind<PodSet> = {
  ...replicaSetKind,
  kind: 'ReplicationController',
  group: '',
  resource: { apiVersion: 'v1', plural: 'replicationcontrollers' },
}

function progressOf(
  target: RolloutTarget,
  { metadata, spec, status = {} }: PodSet,
  { pods }: WorkloadFacts<PodSet>,
): RolloutProgress {
  const { generation = 0 } = metadata
  const { observedGeneration = 0, replicas = 0, availableReplicas: available = 0 } = status
  const desired = spec.replicas ?? 1
  const old = pods.filter(pod => imagesDiffer(pod, target)).length
  return {
    observed: generation >= target.generation && observedGeneration >= generation,
    complete: replicas === desired && available === desired && old === 0,
    text: desired === 0 ? 'scaled to 0' : `${available}/${desired} available`,
    desired,
    updated: Math.max(0, replicas - old),
    available,
  }
}

/** It would go on running the old image under the new name. */
function notReplaced(target: RolloutTarget, { pods }: WorkloadFacts<PodSet>): readonly Symptom[] {
  const old = pods.filter(pod => imagesDiffer(pod, target))
  if (old.length === 0) return []
  const names = old.map(({ metadata }) => metadata.name).join(', ')
  return [{ code: 'pods-not-replaced', text: `pods with another image than the template's: ${names}` }]
}

/** Only of pods from before the apply: an admission webhook may give any new one another image than the template's. */
function imagesDiffer({ metadata, spec }: Pod, { object, kind, at }: RolloutTarget): boolean {
  if (Date.parse(metadata.creationTimestamp ?? '') >= at) return false
  const wanted = mappingsIn(mappingAt(object, ...(kind.podTemplate ?? []), 'spec')?.containers)
  return wanted.some(({ name, image }) => {
    const running = spec?.containers?.find(container => container.name === name)
    return running?.image !== undefined && running.image !== image
  })
}
