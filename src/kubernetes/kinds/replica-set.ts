import { isDeepStrictEqual } from 'node:util'
import { mappingAt, mappingsIn } from '../api/objects.ts'
import type { Condition, ContainerSpec, Pod } from '../api/pods-and-events.ts'
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
  const old = oldPods(target, pods).length
  return {
    observed: generation >= target.generation && observedGeneration >= generation,
    // Pods that are not seen are without the labels of the template, so they are older than it.
    complete: replicas === desired && available === desired && old === 0 && pods.length >= desired,
    text: desired === 0 ? 'scaled to 0' : `${available}/${desired} available`,
    desired,
    updated: Math.max(0, replicas - old),
    available,
  }
}

/** It would go on running the old program under the new name. */
function notReplaced(target: RolloutTarget, { workload, pods }: WorkloadFacts<PodSet>): readonly Symptom[] {
  const old = oldPods(target, pods)
  if (old.length > 0) {
    const names = old.map(({ metadata }) => metadata.name).join(', ')
    return [
      { code: 'pods-not-replaced', text: `pods with another image, command or variable than the template's: ${names}` },
    ]
  }
  const unseen = (workload?.status?.availableReplicas ?? 0) - pods.length
  if (unseen <= 0) return []
  const text = `${unseen} of its pods ${unseen === 1 ? 'is' : 'are'} without the labels of the template`
  return [{ code: 'pods-not-replaced', text, fatality: 'grace' }]
}

/** Only those from before the apply: an admission webhook may give any new one another image than the template's. */
function oldPods(target: RolloutTarget, pods: readonly Pod[]): readonly Pod[] {
  const { object, kind, at } = target
  const template = mappingAt(object, ...(kind.podTemplate ?? []), 'spec')
  const before = pods.filter(({ metadata }) => !(Date.parse(metadata.creationTimestamp ?? '') >= at))
  return before.filter(
    ({ spec }) =>
      spec !== undefined &&
      LISTS.some(list => mappingsIn(template?.[list]).some(container => runsAnother(container, spec[list] ?? []))),
  )
}

/** Whether a pod does not run the program of this container; webhooks may have added containers and variables to it. */
function runsAnother(container: Readonly<Record<string, unknown>>, running: readonly ContainerSpec[]): boolean {
  const same = running.find(({ name }) => name === container.name)
  if (same === undefined) return true
  if (FIELDS.some(field => !isDeepStrictEqual(same[field], container[field]))) return true
  return mappingsIn(container.env).some(wanted => !same.env?.some(one => isDeepStrictEqual(one, wanted)))
}

/** Sidecars and what runs before are containers, too. */
const LISTS = ['initContainers', 'containers'] as const

/** What distinguishes one program from another, beside its variables. */
const FIELDS = ['image', 'command', 'args'] as const
