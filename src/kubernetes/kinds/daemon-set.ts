import type { Pod } from '../api/pods-and-events.ts'
import type { Symptom } from '../diagnosis/cause.ts'
import { lostSince } from '../diagnosis/lost-node.ts'
import type {
  FollowedKind,
  LiveObject,
  NewPods,
  RolloutProgress,
  RolloutTarget,
  WorkloadFacts,
} from './followed-kind.ts'
import { isOwnedBy, isReady, ownPods } from './owned-pods.ts'
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
  symptoms: (target, facts, observed) => (observed ? [...creationSymptoms(target, facts), ...lostNodes(facts)] : []),
}

/** The API server counts changes of the template in the annotation; the controller gives its pods the count as a label. */
const TEMPLATE_GENERATION = { annotation: 'deprecated.daemonset.template.generation', label: 'pod-template-generation' }

function newPods(set: DaemonSet, _: readonly LiveObject[], all: readonly Pod[]): NewPods {
  const own = ownPods(set, all)
  const present = set.metadata.annotations?.[TEMPLATE_GENERATION.annotation]
  if (present === undefined) return { owners: [], pods: own }
  const isNew = ({ metadata }: Pod): boolean => metadata.labels?.[TEMPLATE_GENERATION.label] === present
  // Those that are being deleted too: on a node that is gone they stay so.
  const oldPods = all.filter(pod => isOwnedBy(pod, set.metadata.uid) && !isNew(pod))
  return { owners: [], pods: own.filter(isNew), oldPods }
}

/**
 * Old pods, one of each node that does not report any more and has no new pod: none can come there, and not because of the new
 * template.
 */
function lostPods({ pods, oldPods = [] }: WorkloadFacts<DaemonSet>): readonly Pod[] {
  const nodes = new Set(pods.map(({ spec }) => spec?.nodeName))
  return oldPods.filter(pod => {
    if (lostSince(pod) === undefined || nodes.has(pod.spec?.nodeName)) return false
    nodes.add(pod.spec?.nodeName)
    return true
  })
}

function lostNodes(facts: WorkloadFacts<DaemonSet>): readonly Symptom[] {
  return lostPods(facts).map(pod => {
    const text = `node ${pod.spec?.nodeName ?? ''} is not ready: its old pod ${pod.metadata.name} is not replaced; such a node counts for maxUnavailable`
    return { code: 'node-not-ready', text, since: lostSince(pod) }
  })
}

/**
 * Complete means that each node has an available pod of the new template; with OnDelete, that those there are ready. A node
 * that was lost before its new pod came is not waited for: the set counts it as long as it exists.
 */
function progressOf(
  target: RolloutTarget,
  { metadata, spec, status = {} }: DaemonSet,
  facts: WorkloadFacts<DaemonSet>,
): RolloutProgress {
  const { pods } = facts
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
  const lost = onDelete ? 0 : lostPods(facts).length
  const reached = desired - lost
  const served = onDelete ? pods.length >= updated && pods.every(isReady) : updated === reached && available === reached
  const kept = onDelete ? old : 0
  const numbers = desired === 0 ? 'no node for it' : `${updated}/${desired} updated, ${available} available`
  return {
    observed: generation >= target.generation && observedGeneration >= generation,
    complete: served,
    text: `${numbers}${kept > 0 ? `, ${kept} ${kept === 1 ? 'keeps' : 'keep'} the old template` : ''}${lost > 0 ? `, ${lost} on lost nodes` : ''}`,
    ...remarkOf(kept, desired, lost),
    desired,
    updated,
    available,
  }
}

function remarkOf(kept: number, desired: number, lost: number): Pick<RolloutProgress, 'remark'> {
  if (desired === 0) {
    return {
      remark: { reason: 'rollout-partial', text: 'no node of the cluster is allowed to run it, so no pod runs' },
    }
  }
  if (lost > 0) {
    const nodes = lost === 1 ? 'a node that is' : 'nodes that are'
    const text = `${lost} of ${desired} pods could not be replaced on ${nodes} not ready: the new one comes when the node is back`
    return { remark: { reason: 'rollout-partial', text } }
  }
  if (kept === 0) return {}
  const keep = kept === 1 ? 'keeps' : 'keep'
  const text = `${kept} of ${desired} pods ${keep} the old template: its update strategy is OnDelete, so a pod changes when somebody deletes it`
  return { remark: { reason: 'rollout-partial', text } }
}
