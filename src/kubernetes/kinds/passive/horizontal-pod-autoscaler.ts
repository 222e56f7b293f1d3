import type { Condition } from '../../api/pods-and-events.ts'
import { apiText } from '../../api/text.ts'
import type { Symptom } from '../../diagnosis/cause.ts'
import type { FollowedKind, LiveObject, RolloutProgress, RolloutTarget, WorkloadFacts } from '../followed-kind.ts'

/** The fields of a HorizontalPodAutoscaler that the rules read. */
export interface Autoscaler extends LiveObject {
  readonly status?: {
    readonly currentReplicas?: number
    readonly desiredReplicas?: number
    readonly conditions?: readonly Condition[]
  }
}

/**
 * A HorizontalPodAutoscaler: it can scale its target. That it has no metrics yet is remarked and not waited for: new pods
 * have none for a minute.
 */
export const horizontalPodAutoscalerKind: FollowedKind<Autoscaler> = {
  kind: 'HorizontalPodAutoscaler',
  group: 'autoscaling',
  // Version 1 keeps the conditions in an annotation.
  resource: { apiVersion: 'autoscaling/v2', plural: 'horizontalpodautoscalers' },
  eventReasons: [],
  // Its controller looks every 15 s (--horizontal-pod-autoscaler-sync-period).
  settlesAfterMs: 17_000,
  progressOf,
  symptoms,
}

function progressOf(_: RolloutTarget, autoscaler: Autoscaler): RolloutProgress {
  const { currentReplicas = 0, desiredReplicas = 0 } = autoscaler.status ?? {}
  const able = find(autoscaler, 'AbleToScale')
  const active = find(autoscaler, 'ScalingActive')
  const idle = active?.status === 'False' && /^FailedGet|^FailedCompute/.test(active.reason ?? '')
  const disabled = active?.status === 'False' && active.reason === 'ScalingDisabled'
  const works = active?.status === 'True' || disabled || idle
  const text = disabled ? 'its target is scaled to 0' : `${currentReplicas} pods, wants ${desiredReplicas}`
  return {
    // It counts no generations.
    observed: able !== undefined,
    complete: able?.status === 'True' && works,
    text: idle ? 'has no metrics' : text,
    ...(idle ? { remark: { reason: 'autoscaler-idle', text: apiText(active.message ?? '') } } : {}),
  }
}

function symptoms(_: RolloutTarget, { workload }: WorkloadFacts<Autoscaler>): readonly Symptom[] {
  const broken = [find(workload, 'AbleToScale'), find(workload, 'ScalingActive')].find(
    condition => condition?.status === 'False',
  )
  if (broken === undefined) return []
  const { reason = '', message = '', lastTransitionTime } = broken
  return [{ code: 'autoscaler-broken', text: `${reason}: ${apiText(message)}`, since: lastTransitionTime }]
}

function find(autoscaler: Autoscaler | undefined, type: string): Condition | undefined {
  return autoscaler?.status?.conditions?.find(condition => condition.type === type)
}
