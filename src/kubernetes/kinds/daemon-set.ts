import type { Pod } from '../api/pods-and-events.ts'
import type {
  FollowedKind,
  LiveObject,
  NewPods,
  RolloutProgress,
  RolloutTarget,
  WorkloadFacts,
} from './followed-kind.ts'
import { isReady, ownPods } from './owned-pods.ts'
import { creationSymptoms, POD_CREATION_EVENTS } from './pod-creation.ts'

/** The fields of a DaemonSet that the rollout rules read. */
export interface DaemonSet extends LiveObject {
  readonly spec: { readonly updateStrategy?: { readonly type?: string } }
  readonly status?: {
    readonly observedGeneration?: number
    readonly desiredNumberScheduled?: number
    readonly updatedNumberScheduled?: number
    readonly numberAvailable?: number
  }
}

/** A DaemonSet: one pod on each node that its template allows. */
export const daemonSetKind: FollowedKind<DaemonSet> = {
  kind: 'DaemonSet',
  group: 'apps',
  podTemplate: ['spec', 'template'],
  resource: { apiVersion: 'apps/v1', plural: 'daemonsets' },
  // It has no conditions.
  eventReasons: POD_CREATION_EVENTS,
  newPods,
  progressOf,
  symptoms: (target, facts, observed) => (observed ? creationSymptoms(target, facts) : []),
}

/** The API server counts changes of the template in the annotation; the controller gives its pods the count as a label. */
const TEMPLATE_GENERATION = { annotation: 'deprecated.daemonset.template.generation', label: 'pod-template-generation' }

function newPods(set: DaemonSet, _: readonly LiveObject[], all: readonly Pod[]): NewPods {
  const own = ownPods(set, all)
  const present = set.metadata.annotations?.[TEMPLATE_GENERATION.annotation]
  if (present === undefined) return { owners: [], pods: own }
  return { owners: [], pods: own.filter(({ metadata }) => metadata.labels?.[TEMPLATE_GENERATION.label] === present) }
}

/** Complete means that each node has an available pod of the new template; with OnDelete, that those there are ready. */
function progressOf(
  target: RolloutTarget,
  { metadata, spec, status = {} }: DaemonSet,
  { pods }: WorkloadFacts<DaemonSet>,
): RolloutProgress {
  const { generation = 0 } = metadata
  const {
    observedGeneration = 0,
    desiredNumberScheduled: desired = 0,
    updatedNumberScheduled: updated = 0,
    numberAvailable: available = 0,
  } = status
  const onDelete = spec.updateStrategy?.type === 'OnDelete'
  const old = desired - updated
  // Of pods that the strategy leaves alone it is not this rollout's doing whether they are available.
  const served = onDelete ? pods.length >= updated && pods.every(isReady) : updated === desired && available === desired
  const kept = onDelete ? old : 0
  const numbers = desired === 0 ? 'no node for it' : `${updated}/${desired} updated, ${available} available`
  return {
    observed: generation >= target.generation && observedGeneration >= generation,
    complete: served,
    text: `${numbers}${kept > 0 ? `, ${kept} ${kept === 1 ? 'keeps' : 'keep'} the old template` : ''}`,
    ...remarkOf(kept, desired),
    desired,
    updated,
    available,
  }
}

function remarkOf(kept: number, desired: number): Pick<RolloutProgress, 'remark'> {
  if (desired === 0) {
    return {
      remark: { reason: 'rollout-partial', text: 'no node of the cluster is allowed to run it, so no pod runs' },
    }
  }
  if (kept === 0) return {}
  const keep = kept === 1 ? 'keeps' : 'keep'
  const text = `${kept} of ${desired} pods ${keep} the old template: its update strategy is OnDelete, so a pod changes when somebody deletes it`
  return { remark: { reason: 'rollout-partial', text } }
}
