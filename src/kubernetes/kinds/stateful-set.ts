import type { Pod } from '../api/pods-and-events.ts'
import type { Symptom } from '../diagnosis/cause.ts'
import type {
  FollowedKind,
  LiveObject,
  NewPods,
  RolloutProgress,
  RolloutTarget,
  WorkloadFacts,
} from './followed-kind.ts'
import { isHeld } from './held.ts'
import { isReady, ownPods } from './owned-pods.ts'
import { creationSymptoms, POD_CREATION_EVENTS } from './pod-creation.ts'

/** The fields of a StatefulSet that the rollout rules read. */
export interface StatefulSet extends LiveObject {
  readonly spec: {
    readonly replicas?: number
    readonly podManagementPolicy?: string
    readonly updateStrategy?: { readonly type?: string; readonly rollingUpdate?: { readonly partition?: number } }
  }
  readonly status?: {
    readonly observedGeneration?: number
    readonly replicas?: number
    readonly readyReplicas?: number
    readonly availableReplicas?: number
    readonly updatedReplicas?: number
    readonly updateRevision?: string
  }
}

/** A StatefulSet: it owns its pods itself and replaces them one after another, the highest number first. */
export const statefulSetKind: FollowedKind<StatefulSet> = {
  kind: 'StatefulSet',
  group: 'apps',
  podTemplate: ['spec', 'template'],
  resource: { apiVersion: 'apps/v1', plural: 'statefulsets' },
  // It has no conditions.
  eventReasons: POD_CREATION_EVENTS,
  newPods,
  progressOf,
  symptoms,
}

const REVISION = 'controller-revision-hash'

function newPods(set: StatefulSet, _: readonly LiveObject[], all: readonly Pod[]): NewPods {
  const own = ownPods(set, all)
  const isNew = ({ metadata }: Pod): boolean => metadata.labels?.[REVISION] === set.status?.updateRevision
  return { owners: [], pods: own.filter(isNew), oldPods: own.filter(pod => !isNew(pod)) }
}

/**
 * Complete means that every pod that the strategy replaces is of the new template, and all are available. Pods below the
 * partition, and all of them with OnDelete, keep the old template by intention; that is remarked.
 */
function progressOf(
  target: RolloutTarget,
  { metadata, spec, status = {} }: StatefulSet,
  { pods }: WorkloadFacts<StatefulSet>,
): RolloutProgress {
  const { generation = 0 } = metadata
  const { observedGeneration = 0, replicas = 0, readyReplicas = 0, updatedReplicas: updated = 0 } = status
  const { availableReplicas: available = readyReplicas } = status
  const desired = spec.replicas ?? 1
  const onDelete = spec.updateStrategy?.type === 'OnDelete'
  const partition = onDelete ? 0 : Math.min(desired, spec.updateStrategy?.rollingUpdate?.partition ?? 0)
  const old = replicas - updated
  const kept = onDelete ? old : Math.min(old, partition)
  // Of pods that the strategy leaves alone it is not this rollout's doing whether they are available.
  const served = onDelete ? pods.length === updated && pods.every(isReady) : available === desired
  const leaving = old - kept > 0 ? `, ${old - kept} old ${old - kept === 1 ? 'pod' : 'pods'} left` : ''
  const numbers = desired === 0 ? 'scaled to 0' : `${updated}/${desired} updated, ${available} available`
  return {
    observed: generation >= target.generation && observedGeneration >= generation,
    complete: replicas === desired && (onDelete || updated >= desired - partition) && served,
    text: `${numbers}${kept > 0 ? `, ${kept} ${kept === 1 ? 'keeps' : 'keep'} the old template` : ''}${leaving}`,
    // What is held keeps it until somebody has decided.
    ...(kept > 0 && !isHeld(target.object)
      ? { remark: { reason: 'rollout-partial', text: remarkOf(kept, desired, onDelete, partition) } }
      : {}),
    desired,
    updated,
    available,
  }
}

function remarkOf(kept: number, desired: number, onDelete: boolean, partition: number): string {
  const why = onDelete
    ? 'its update strategy is OnDelete, so a pod changes when somebody deletes it'
    : `its partition is ${partition}, so pods with a lower number do not change`
  return `${kept} of ${desired} pods ${kept === 1 ? 'keeps' : 'keep'} the old template: ${why}`
}

function symptoms(target: RolloutTarget, facts: WorkloadFacts<StatefulSet>, observed: boolean): readonly Symptom[] {
  return observed ? [...creationSymptoms(target, facts), ...blocked(facts)] : []
}

/** In order, the next pod is replaced only when all others are ready: an old one that never is blocks even its own cure. */
function blocked({ workload, pods, oldPods = [] }: WorkloadFacts<StatefulSet>): readonly Symptom[] {
  if (workload?.spec.podManagementPolicy === 'Parallel') return []
  const broken = oldPods.find(pod => !isReady(pod))
  if (broken === undefined || !pods.every(isReady)) return []
  const { name } = broken.metadata
  return [{ code: 'blocked-by-old-pod', text: `pod ${name} of the old template is not ready, so no pod is replaced` }]
}
