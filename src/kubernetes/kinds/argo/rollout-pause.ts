import type { ArgoRollout } from './rollout-object.ts'

/** A pause that a person has to end. */
export interface Held {
  /** `paused at step 2 of 5 (weight 20 %)` */
  readonly text: string
  readonly since: string | undefined
}

/** Where the canary of a Rollout is: `step 2 of 5`; undefined for one without steps, and after the last. */
export function stepOfCanary({ spec, status = {} }: ArgoRollout): string | undefined {
  const steps = spec.strategy?.canary?.steps ?? []
  const { currentStepIndex: index } = status
  return index === undefined || index >= steps.length ? undefined : `step ${index + 1} of ${steps.length}`
}

/**
 * The pause of a Rollout that does not end by itself; undefined where there is none. A timed pause looks the same in the
 * status: only the step says how long it is.
 */
export function heldPause(rollout: ArgoRollout): Held | undefined {
  const { spec, status = {} } = rollout
  for (const { reason, startTime: since } of status.pauseConditions ?? []) {
    const where = stepOfCanary(rollout)
    if (reason === 'CanaryPauseStep') {
      const { pause } = spec.strategy?.canary?.steps?.[status.currentStepIndex ?? 0] ?? {}
      if (pause?.duration === undefined || pause.duration === null) {
        return { text: `paused${where === undefined ? '' : ` at ${where}`}${weightText(rollout)}`, since }
      }
    } else if (reason === 'BlueGreenPause') {
      if (spec.strategy?.blueGreen?.autoPromotionEnabled === false) {
        return { text: 'paused before the switch of its active Service', since }
      }
    } else {
      const what = reason === 'InconclusiveAnalysisRun' ? 'an analysis was inconclusive' : reason
      return { text: `paused${where === undefined ? '' : ` at ${where}`}: ${what}`, since }
    }
  }
  return undefined
}

/** The share of the last step that set one: ` (weight 20 %)`. */
function weightText({ spec, status = {} }: ArgoRollout): string {
  const passed = (spec.strategy?.canary?.steps ?? []).slice(0, status.currentStepIndex ?? 0)
  const weight = passed.findLast(({ setWeight }) => setWeight !== undefined)?.setWeight
  return weight === undefined ? '' : ` (weight ${weight} %)`
}
