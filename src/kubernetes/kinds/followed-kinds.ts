import { groupOf, type KubeObject } from '../api/objects.ts'
import { argoRolloutKind } from './argo/argo-rollout.ts'
import { daemonSetKind } from './daemon-set.ts'
import { deploymentKind } from './deployment.ts'
import type { FollowedKind } from './followed-kind.ts'
import { jobKind } from './job.ts'
import { apiServiceKind } from './passive/api-service.ts'
import { horizontalPodAutoscalerKind } from './passive/horizontal-pod-autoscaler.ts'
import { persistentVolumeClaimKind } from './passive/persistent-volume-claim.ts'
import { podDisruptionBudgetKind } from './passive/pod-disruption-budget.ts'
import { ingressKind, loadBalancerKind } from './passive/service.ts'
import { podKind } from './pod.ts'
import { replicaSetKind, replicationControllerKind } from './replica-set.ts'
import { statefulSetKind } from './stateful-set.ts'

/** Every kind that is followed by rules of its own: the built-in ones, and a workload of an operator. */
export const FOLLOWED_KINDS: readonly FollowedKind[] = [
  deploymentKind,
  statefulSetKind,
  daemonSetKind,
  replicaSetKind,
  replicationControllerKind,
  jobKind,
  podKind,
  argoRolloutKind,
  persistentVolumeClaimKind,
  loadBalancerKind,
  ingressKind,
  horizontalPodAutoscalerKind,
  podDisruptionBudgetKind,
  apiServiceKind,
]

/** The followed kind of an object, or undefined if it is not followed. */
export function followedKindOf(
  object: KubeObject,
  kinds: readonly FollowedKind[] = FOLLOWED_KINDS,
): FollowedKind | undefined {
  const found = kinds.find(({ kind, group }) => kind === object.kind && group === groupOf(object.apiVersion))
  return found?.follows?.(object) === false ? undefined : found
}
