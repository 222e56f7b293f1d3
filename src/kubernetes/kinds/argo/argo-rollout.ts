import { mappingAt } from '../../api/objects.ts'
import type { Condition, Pod } from '../../api/pods-and-events.ts'
import { apiText } from '../../api/text.ts'
import type { Symptom } from '../../diagnosis/cause.ts'
import { podRefusal } from '../../diagnosis/pod-refusal.ts'
import { type ReplicaSet, refusalsOf } from '../deployment.ts'
import type { FollowedKind, NewPods, RolloutProgress, RolloutTarget, WorkloadFacts } from '../followed-kind.ts'
import { asNews } from '../news.ts'
import { isOwnedBy } from '../owned-pods.ts'
import { type ArgoRollout, conditionIn, POD_HASH, templateSource } from './rollout-object.ts'
import { heldPause, stepOfCanary } from './rollout-pause.ts'
import { isSameMeaning, saysAll } from './same-template.ts'

/** A ReplicaSet of a Rollout, with the template that it runs. */
export interface RolloutReplicaSet extends ReplicaSet {
  readonly spec?: { readonly template?: unknown }
  readonly status?: ReplicaSet['status'] & { readonly availableReplicas?: number }
}

type Facts = WorkloadFacts<ArgoRollout, RolloutReplicaSet>

/**
 * A Rollout of Argo Rollouts: its steps are its controller's, and so is the verdict, `status.phase`. It is about what was
 * applied only when the ReplicaSet of `currentPodHash` runs the template: the controller writes the new generation into a
 * status that is still that of the template before.
 */
export const argoRolloutKind: FollowedKind<ArgoRollout, RolloutReplicaSet> = {
  kind: 'Rollout',
  group: 'argoproj.io',
  podTemplate: ['spec', 'template'],
  templateSource,
  resource: { apiVersion: 'argoproj.io/v1alpha1', plural: 'rollouts' },
  ownerResource: { apiVersion: 'apps/v1', plural: 'replicasets' },
  eventReasons: ['FailedCreate'],
  isSameValue: isSameMeaning,
  newPods,
  progressOf,
  symptoms,
  deadline,
}

function newPods(
  rollout: ArgoRollout,
  replicaSets: readonly RolloutReplicaSet[],
  pods: readonly Pod[],
): NewPods<RolloutReplicaSet> {
  const { currentPodHash } = rollout.status ?? {}
  const current = replicaSets.find(
    set =>
      currentPodHash !== undefined &&
      set.metadata.labels?.[POD_HASH] === currentPodHash &&
      isOwnedBy(set, rollout.metadata.uid),
  )
  if (current === undefined || !runs(current, rollout, rollout.spec.template)) return { owners: [], pods: [] }
  return { owners: [current], pods: pods.filter(pod => isOwnedBy(pod, current.metadata.uid)) }
}

/** Whether a ReplicaSet of the Rollout runs this template; one that is not known is not held against it. */
function runs({ spec }: RolloutReplicaSet, { spec: { strategy } }: ArgoRollout, template: unknown): boolean {
  if (template === undefined || template === null) return true
  // The controller adds terms of its own to the affinity.
  const isAdded = strategy?.canary?.antiAffinity !== undefined || strategy?.blueGreen?.antiAffinity !== undefined
  return saysAll(isAdded ? withoutAffinity(template) : template, spec?.template)
}

function withoutAffinity(template: unknown): unknown {
  const { affinity: _, ...spec } = mappingAt(template, 'spec') ?? {}
  return { ...mappingAt(template), spec }
}

function progressOf(target: RolloutTarget, rollout: ArgoRollout, { owners }: Facts): RolloutProgress {
  const { spec, status = {} } = rollout
  const { phase = '', updatedReplicas: updated = 0, currentPodHash } = status
  const desired = spec.replicas ?? 1
  const available = owners[0]?.status?.availableReplicas ?? 0
  const isStable = status.stableRS !== undefined && status.stableRS === currentPodHash
  const numbers = desired === 0 ? 'scaled to 0' : `${updated}/${desired} updated, ${available} available`
  const held = heldPause(rollout)?.text ?? stepOfCanary(rollout)
  return {
    observed: hasSeenGeneration(target, rollout) && isOfTemplate(target, rollout, owners),
    complete: phase === 'Healthy' && isStable && updated >= desired && available >= desired,
    text: held === undefined ? numbers : `${held}, ${numbers}`,
    desired,
    updated,
    available,
  }
}

/** Whether the controller has written its status after the change. */
function hasSeenGeneration(target: RolloutTarget, { metadata, status = {} }: ArgoRollout): boolean {
  const { generation = 0 } = metadata
  return generation >= target.generation && Number(status.observedGeneration ?? 0) >= generation
}

const WORKLOAD_GENERATION = 'rollout.argoproj.io/workload-generation'

/** Whether the status is about the template: the Rollout's own, or that of what its `workloadRef` names. */
function isOfTemplate(target: RolloutTarget, rollout: ArgoRollout, owners: Facts['owners']): boolean {
  const { source } = target
  const { metadata, spec, status = {} } = rollout
  if (spec.workloadRef === undefined) return owners.length > 0 && !isHashFromBefore(target, rollout)
  const referenced = Number(metadata.annotations?.[WORKLOAD_GENERATION] ?? 0)
  if (Number(status.workloadObservedGeneration ?? 0) < referenced || referenced === 0) return false
  // What is not of the set was not changed by it, and its pods have not our labels.
  if (source === undefined) return true
  const [current] = owners
  const template = mappingAt(source, 'spec', 'template') ?? mappingAt(source, 'template')
  return referenced >= (source.metadata.generation ?? 0) && current !== undefined && runs(current, rollout, template)
}

/** Another template has another hash than the one that was current at the apply. */
function isHashFromBefore({ before, object }: RolloutTarget, { status }: ArgoRollout): boolean {
  const hash = (object as ArgoRollout).status?.currentPodHash
  if (before === undefined || hash === undefined || hash !== status?.currentPodHash) return false
  const [was, is] = [before, object].map(one => mappingAt(one, 'spec', 'template'))
  return !isSameMeaning(was, is)
}

function symptoms(target: RolloutTarget, facts: Facts, observed: boolean): readonly Symptom[] {
  const { workload: rollout } = facts
  if (rollout === undefined) return []
  // These two keep it from making the ReplicaSet by which all else is observed.
  const before = hasSeenGeneration(target, rollout) ? [...invalid(target, rollout), ...notCreated(target, rollout)] : []
  if (!observed) return before.length > 0 || !isUnseen(rollout) ? before : [UNSEEN]
  const { spec, status = {} } = rollout
  const held = heldPause(rollout)
  return [
    ...before,
    ...facts.owners.flatMap(owner => refusalsOf(owner, facts, target)),
    ...(status.abort === true ? aborted(rollout) : []),
    ...(spec.paused === true ? [PAUSED] : []),
    ...(held === undefined || spec.paused === true ? [] : [heldSymptom(rollout, held)]),
    ...oldDeadline(target, rollout),
  ]
}

function isUnseen({ status }: ArgoRollout): boolean {
  return status?.observedGeneration === undefined
}

const UNSEEN: Symptom = {
  code: 'resource-not-ready',
  text: 'no controller of Argo Rollouts has looked at it: check that one runs, and that it watches this namespace',
}

const PAUSED: Symptom = {
  code: 'rollout-paused',
  text: 'the Rollout has spec.paused, so it does not go on; kubectl argo rollouts promote resumes it',
}

function heldSymptom(
  { metadata, spec, status = {} }: ArgoRollout,
  { text, since }: { text: string; since?: string | undefined },
): Symptom {
  const share = `${status.updatedReplicas ?? 0} of ${spec.replicas ?? 1} pods new`
  const where = `${metadata.name}${metadata.namespace === undefined ? '' : ` -n ${metadata.namespace}`}`
  return { code: 'rollout-held', text: `${text}, ${share}; kubectl argo rollouts promote (or abort) ${where}`, since }
}

function invalid(target: RolloutTarget, rollout: ArgoRollout): readonly Symptom[] {
  const condition = conditionIn(rollout, 'InvalidSpec')
  return condition === undefined ? [] : [asNews(symptomOf('rollout-invalid', condition), rollout, target)]
}

/** The ReplicaSet itself is refused: by a quota, or an admission webhook. */
function notCreated(target: RolloutTarget, rollout: ArgoRollout): readonly Symptom[] {
  const condition = conditionIn(rollout, 'Progressing')
  if (condition?.reason !== 'ReplicaSetCreateError') return []
  return [asNews(podRefusal(condition.message ?? '', condition.lastUpdateTime), rollout, target)]
}

/** That it was asked for is in the status before the controller has done it, and has said why. */
function aborted(rollout: ArgoRollout): readonly Symptom[] {
  const condition = conditionIn(rollout, 'Progressing')
  return condition?.reason === 'RolloutAborted' ? [symptomOf('rollout-aborted', condition)] : []
}

function timedOut(rollout: ArgoRollout): Condition | undefined {
  const condition = conditionIn(rollout, 'Progressing')
  return condition?.reason === 'ProgressDeadlineExceeded' ? condition : undefined
}

function deadline(target: RolloutTarget, { workload }: Facts): Symptom | undefined {
  const over = workload === undefined ? undefined : timedOut(workload)
  if (over === undefined || workload === undefined) return undefined
  const symptom = asNews(symptomOf('progress-deadline', over), workload, target)
  return symptom.old === true || symptom.fatality !== undefined ? undefined : symptom
}

/** It stays until there is progress, so for a ReplicaSet from before it says nothing about this rollout. */
function oldDeadline(target: RolloutTarget, rollout: ArgoRollout): readonly Symptom[] {
  const over = timedOut(rollout)
  if (over === undefined) return []
  const symptom = asNews(symptomOf('progress-deadline', over), rollout, target)
  return symptom.old === true ? [symptom] : []
}

function symptomOf(code: Symptom['code'], { message = '', lastUpdateTime }: Condition): Symptom {
  return { code, text: apiText(message), since: lastUpdateTime }
}
