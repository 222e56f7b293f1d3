import { type Condition, type Pod, timeOf } from '../api/pods-and-events.ts'
import { apiText } from '../api/text.ts'
import type { Symptom } from '../diagnosis/cause.ts'
import { isFreshNews } from '../diagnosis/fresh-news.ts'
import { podRefusal } from '../diagnosis/pod-refusal.ts'
import type {
  FollowedKind,
  LiveObject,
  NewPods,
  RolloutProgress,
  RolloutTarget,
  WorkloadFacts,
} from './followed-kind.ts'
import { heldProgress, isHeld } from './held.ts'
import { isFromBefore } from './news.ts'
import { isOwnedBy } from './owned-pods.ts'

/** The fields of a Deployment that the rollout rules read. */
export interface Deployment extends LiveObject {
  readonly spec: {
    readonly replicas?: number
    readonly paused?: boolean
    readonly strategy?: {
      readonly rollingUpdate?: { readonly maxSurge?: number | string; readonly maxUnavailable?: number | string }
    }
  }
  readonly status?: {
    readonly observedGeneration?: number
    readonly replicas?: number
    readonly updatedReplicas?: number
    readonly availableReplicas?: number
    readonly conditions?: readonly Condition[]
  }
}

export interface ReplicaSet extends LiveObject {
  readonly status?: { readonly conditions?: readonly Condition[] }
}

/** A Deployment: its pods belong to the ReplicaSet of its present revision. */
export const deploymentKind: FollowedKind<Deployment, ReplicaSet> = {
  kind: 'Deployment',
  group: 'apps',
  podTemplate: ['spec', 'template'],
  resource: { apiVersion: 'apps/v1', plural: 'deployments' },
  ownerResource: { apiVersion: 'apps/v1', plural: 'replicasets' },
  // Its conditions hold the same texts, but not when they were last true.
  eventReasons: ['FailedCreate'],
  newPods,
  progressOf,
  symptoms,
  deadline,
}

function newPods(
  deployment: Deployment,
  replicaSets: readonly ReplicaSet[],
  pods: readonly Pod[],
): NewPods<ReplicaSet> {
  const replicaSet = newReplicaSet(deployment, replicaSets)
  if (replicaSet === undefined) return { owners: [], pods: [] }
  return { owners: [replicaSet], pods: pods.filter(pod => isOwnedBy(pod, replicaSet.metadata.uid)) }
}

const REVISION = 'deployment.kubernetes.io/revision'

/** The ReplicaSet of the present template; only to be trusted once the generation is observed. */
function newReplicaSet(deployment: Deployment, all: readonly ReplicaSet[]): ReplicaSet | undefined {
  const revision = deployment.metadata.annotations?.[REVISION]
  if (revision === undefined) return undefined
  return all.find(
    replicaSet =>
      isOwnedBy(replicaSet, deployment.metadata.uid) && replicaSet.metadata.annotations?.[REVISION] === revision,
  )
}

/**
 * Complete means that the controller has seen the generation, every desired pod is of the new template and available,
 * and no old pod is left. The desired number is read again each time, because an autoscaler may change it.
 */
function progressOf(
  target: RolloutTarget,
  { metadata, spec, status = {} }: Deployment,
  facts: DeploymentFacts,
): RolloutProgress {
  const { generation = 0 } = metadata
  const observed = generation >= target.generation && (status.observedGeneration ?? 0) >= generation
  if (isHeld(target.object)) return { observed, ...heldProgress(spec, status, facts.pods) }
  const { replicas = 0, updatedReplicas: updated = 0, availableReplicas: available = 0 } = status
  const desired = spec.replicas ?? 1
  const old = replicas - updated
  const leaving = old > 0 ? `, ${old} old ${old === 1 ? 'pod' : 'pods'} left` : ''
  const pods = desired === 0 ? 'scaled to 0' : `${updated}/${desired} updated, ${available} available`
  return {
    observed,
    complete: updated === desired && replicas === desired && available === desired,
    text: `${pods}${leaving}`,
    desired,
    updated,
    available,
  }
}

type DeploymentFacts = WorkloadFacts<Deployment, ReplicaSet>

function symptoms(target: RolloutTarget, facts: DeploymentFacts, observed: boolean): readonly Symptom[] {
  const refused = conditionsOf(facts.workload).filter(condition => isRefusal(condition) && isNew(condition, target))
  if (!observed) return refused.map(refusalSymptom)
  return [
    ...facts.owners.flatMap(owner => refusalsOf(owner, facts, target)),
    ...refused.map(refusalSymptom),
    // It would wait for a person to resume it.
    ...(facts.workload?.spec.paused === true ? [PAUSED] : []),
    ...oldDeadline(target, facts),
  ]
}

/** A ReplicaSet dates when it was first refused pods, not whether it still is; events about it do. */
export function refusalsOf(
  owner: ReplicaSet,
  { events }: Pick<DeploymentFacts, 'events'>,
  target: RolloutTarget,
): readonly Symptom[] {
  const again = events.some(
    event =>
      event.reason === 'FailedCreate' &&
      event.involvedObject.uid === owner.metadata.uid &&
      isFreshNews(timeOf(event), target.at),
  )
  return (owner.status?.conditions ?? []).filter(isRefusal).map(condition => ({
    ...refusalSymptom(condition),
    old: isFromBefore(owner, target) && !again && !isAfter(condition, target),
  }))
}

/** The condition stays until there is progress, so for a ReplicaSet from before it says nothing about this rollout. */
function oldDeadline(target: RolloutTarget, { workload, owners }: DeploymentFacts): readonly Symptom[] {
  const over = conditionsOf(workload).find(isDeadline)
  if (over === undefined || isNew(over, target) || !owners.some(owner => isFromBefore(owner, target))) return []
  return [{ ...deadlineSymptom(over), old: true }]
}

const PAUSED: Symptom = { code: 'rollout-paused', text: 'the Deployment is paused, so nothing is rolled out' }

function deadline(target: RolloutTarget, { workload }: DeploymentFacts): Symptom | undefined {
  const over = conditionsOf(workload).find(condition => isDeadline(condition) && isNew(condition, target))
  return over === undefined ? undefined : deadlineSymptom(over)
}

function isDeadline({ type, status, reason }: Condition): boolean {
  return type === 'Progressing' && status === 'False' && reason === 'ProgressDeadlineExceeded'
}

function deadlineSymptom({ message = '', lastUpdateTime }: Condition): Symptom {
  return { code: 'progress-deadline', text: apiText(message), since: lastUpdateTime }
}

function conditionsOf(deployment: Deployment | undefined): readonly Condition[] {
  return deployment?.status?.conditions ?? []
}

function isRefusal({ type, status, reason }: Condition): boolean {
  return type === 'ReplicaFailure' && status === 'True' && reason === 'FailedCreate'
}

function refusalSymptom({ message = '', lastTransitionTime }: Condition): Symptom {
  return podRefusal(message, lastTransitionTime)
}

/** Conditions outlive the rollout they are about, so only those written since the apply count. */
function isNew(condition: Condition, target: RolloutTarget): boolean {
  // Where nothing was changed, a condition of the same second can be from before.
  return target.unchanged ? isAfter(condition, target) : Date.parse(writtenAt(condition) ?? '') >= target.at
}

function isAfter(condition: Condition, { at }: RolloutTarget): boolean {
  return isFreshNews(writtenAt(condition), at)
}

function writtenAt({ lastUpdateTime, lastTransitionTime }: Condition): string | undefined {
  return lastUpdateTime ?? lastTransitionTime
}
