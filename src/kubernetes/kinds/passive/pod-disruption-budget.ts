import type { Condition } from '../../api/pods-and-events.ts'
import { apiText } from '../../api/text.ts'
import type { FollowedKind, LiveObject, RolloutProgress, RolloutTarget } from '../followed-kind.ts'

/** The fields of a PodDisruptionBudget that the rules read. */
export interface DisruptionBudget extends LiveObject {
  readonly status?: {
    readonly observedGeneration?: number
    readonly disruptionsAllowed?: number
    readonly conditions?: readonly Condition[]
  }
}

/** A PodDisruptionBudget: its controller has counted its pods. How many it allows to go is no failure. */
export const podDisruptionBudgetKind: FollowedKind<DisruptionBudget> = {
  kind: 'PodDisruptionBudget',
  group: 'policy',
  resource: { apiVersion: 'policy/v1', plural: 'poddisruptionbudgets' },
  eventReasons: [],
  progressOf,
  symptoms: (_, { workload }) => {
    const failed = workload === undefined ? undefined : failure(workload)
    return failed === undefined
      ? []
      : [{ code: 'budget-not-counted', text: apiText(failed.message ?? ''), since: failed.lastTransitionTime }]
  },
}

function progressOf(target: RolloutTarget, budget: DisruptionBudget): RolloutProgress {
  const { metadata, status = {} } = budget
  const { generation = 0 } = metadata
  const { observedGeneration = 0, disruptionsAllowed = 0 } = status
  return {
    observed: generation >= target.generation && observedGeneration >= generation,
    complete: failure(budget) === undefined,
    text: `${disruptionsAllowed} ${disruptionsAllowed === 1 ? 'disruption' : 'disruptions'} allowed now`,
  }
}

function failure({ status }: DisruptionBudget): Condition | undefined {
  return status?.conditions?.find(
    ({ type, status, reason }) => type === 'DisruptionAllowed' && status === 'False' && reason === 'SyncFailed',
  )
}
