import type { Pod } from '../api/pods-and-events.ts'
import type { LiveObject, RolloutProgress } from './followed-kind.ts'
import { isReady } from './owned-pods.ts'

/** On a workload that is held at a stage: `DeploymentHold` as JSON. Ours alone; no template has it. */
export const HELD_ANNOTATION = 'commit-train.dev/held'

/** Whether a workload is held at a stage. */
export function isHeld({ metadata }: LiveObject): boolean {
  return metadata.annotations?.[HELD_ANNOTATION] !== undefined
}

/** What of a Deployment says how many pods its stage has. */
interface HeldSpec {
  readonly replicas?: number
  readonly strategy?: {
    readonly rollingUpdate?: { readonly maxSurge?: number | string; readonly maxUnavailable?: number | string }
  }
}

interface HeldStatus {
  readonly replicas?: number
  readonly updatedReplicas?: number
  readonly availableReplicas?: number
}

/**
 * How far a Deployment is that is to be held at a stage: its pods of the new template are all ready, and all others are old ones
 * that are available. The new ones never count as available while it is held, the old ones do. The desired number is read again each
 * time, because an autoscaler may change it: the controller then scales old and new ones in proportion, so that more are new.
 */
export function heldProgress(
  spec: HeldSpec,
  { replicas = 0, updatedReplicas: updated = 0, availableReplicas: serving = 0 }: HeldStatus,
  pods: readonly Pod[],
): Omit<RolloutProgress, 'observed'> {
  const desired = spec.replicas ?? 1
  const stage = stagePods(spec, desired)
  const fresh = Math.max(stage.fresh, updated)
  const old = Math.max(0, stage.fresh + stage.old - fresh)
  const ready = pods.filter(pod => pod.metadata.deletionTimestamp === undefined && isReady(pod)).length
  const text = `${ready} of ${fresh} new ${fresh === 1 ? 'pod' : 'pods'} ready, ${serving} of ${old} old ${old === 1 ? 'pod' : 'pods'} available`
  return {
    complete: updated === fresh && ready === fresh && replicas === fresh + old && serving === old,
    text: desired === 0 ? 'scaled to 0' : text,
    desired,
    updated,
    available: serving + ready,
  }
}

/** As the controller counts: what comes on top is rounded up, what is missing down, and never are both of them nothing. */
function stagePods({ strategy }: HeldSpec, desired: number): { readonly fresh: number; readonly old: number } {
  const { maxSurge = 0, maxUnavailable = 0 } = strategy?.rollingUpdate ?? {}
  const surge = Math.min(desired, numberIn(maxSurge, desired, Math.ceil))
  if (surge > 0 || desired === 0) return { fresh: surge, old: desired }
  const fresh = Math.min(desired, Math.max(1, numberIn(maxUnavailable, desired, Math.floor)))
  return { fresh, old: desired - fresh }
}

function numberIn(value: number | string, desired: number, round: (share: number) => number): number {
  return typeof value === 'number' ? value : round((Number.parseFloat(value) * desired) / 100)
}
