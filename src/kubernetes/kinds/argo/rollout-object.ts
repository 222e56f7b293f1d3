import { groupOf, type KubeObject, mappingAt } from '../../api/objects.ts'
import type { Condition } from '../../api/pods-and-events.ts'
import type { LiveObject } from '../followed-kind.ts'

/** A step of a canary, as far as it can hold the rollout up. */
interface CanaryStep {
  readonly setWeight?: number
  /** Without a duration a person has to go on. */
  readonly pause?: { readonly duration?: number | string | null } | null
}

/** The fields of a Rollout of Argo Rollouts that the rules read. */
export interface ArgoRollout extends LiveObject {
  readonly spec: {
    readonly replicas?: number
    readonly paused?: boolean
    readonly template?: unknown
    /** Another object that has the pod template. */
    readonly workloadRef?: WorkloadRef
    readonly strategy?: {
      readonly canary?: { readonly steps?: readonly CanaryStep[]; readonly antiAffinity?: unknown }
      readonly blueGreen?: { readonly autoPromotionEnabled?: boolean; readonly antiAffinity?: unknown }
    }
  }
  readonly status?: {
    readonly phase?: string
    readonly message?: string
    /** The generation as a text. */
    readonly observedGeneration?: string
    /** The generation of what `workloadRef` names, as a text. */
    readonly workloadObservedGeneration?: string
    readonly currentPodHash?: string
    readonly stableRS?: string
    readonly currentStepIndex?: number
    readonly updatedReplicas?: number
    readonly abort?: boolean
    readonly controllerPause?: boolean
    readonly pauseConditions?: readonly PauseCondition[]
    readonly conditions?: readonly Condition[]
  }
}

interface WorkloadRef {
  readonly apiVersion?: string
  readonly kind?: string
  readonly name?: string
  /** `onsuccess`, `progressively`: the object is scaled down to 0 once the Rollout has pods. */
  readonly scaleDown?: string
}

interface PauseCondition {
  readonly reason: string
  readonly startTime?: string
}

/** On a ReplicaSet and its pods: which pod template of the Rollout it runs. */
export const POD_HASH = 'rollouts-pod-template-hash'

/** Whether an object is a Rollout of Argo Rollouts. */
export function isArgoRollout({ apiVersion, kind }: Pick<KubeObject, 'apiVersion' | 'kind'>): boolean {
  return kind === 'Rollout' && groupOf(apiVersion) === 'argoproj.io'
}

/** The object that has the pod template of a Rollout, where it has none of its own. */
export function templateSource(rollout: unknown): WorkloadRef | undefined {
  return mappingAt(rollout, 'spec', 'workloadRef') as WorkloadRef | undefined
}

/** The condition of a type; undefined where there is none. */
export function conditionIn({ status }: ArgoRollout, type: string): Condition | undefined {
  return status?.conditions?.find(condition => condition.type === type)
}
