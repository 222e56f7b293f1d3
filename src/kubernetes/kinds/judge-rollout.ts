import type { Pod } from '../api/pods-and-events.ts'
import type { RolloutProgress, RolloutTarget, WorkloadFacts } from './followed-kind.ts'
import { type Takeover, takeoverOf, takeoverText } from './takeover.ts'

/** The state of an object's rollout. */
export interface RolloutState extends RolloutProgress {
  readonly state: 'progressing' | 'complete' | 'taken-over'
  /** How the object was taken over, if it was. */
  readonly takeover?: Takeover
  /** Restarts of the new pods' containers: while this grows, nothing is stable. */
  readonly restarts: number
}

/** Judges the facts about an object of any followed kind. */
export function judgeRollout(target: RolloutTarget, facts: WorkloadFacts): RolloutState {
  const { workload, pods } = facts
  const takeover = takeoverOf(target, facts)
  if (takeover !== undefined) return takenOver(target, takeover, facts)
  if (workload === undefined) return unobserved('not seen yet')
  const progress = target.kind.progressOf(target, workload, facts)
  if (!progress.observed) return unobserved('waiting for its controller')
  return { ...progress, state: progress.complete ? 'complete' : 'progressing', restarts: restartsOf(pods) }
}

/** Its pods serve as its status says, also those of another client; nothing is known of an object that was deleted. */
function takenOver(target: RolloutTarget, takeover: Takeover, facts: WorkloadFacts): RolloutState {
  const { workload } = facts
  const { observed, desired, available } =
    workload === undefined ? { observed: false } : target.kind.progressOf(target, workload, facts)
  const numbers =
    observed && desired !== undefined && available !== undefined ? { desired, updated: available, available } : {}
  return { ...unobserved(takeoverText(takeover)), ...numbers, state: 'taken-over', takeover }
}

/** Without numbers: those of the status are about something else. */
function unobserved(text: string): RolloutState {
  return { state: 'progressing', observed: false, complete: false, text, restarts: 0 }
}

function restartsOf(pods: readonly Pod[]): number {
  const statuses = pods.flatMap(({ status }) => [
    ...(status?.initContainerStatuses ?? []),
    ...(status?.containerStatuses ?? []),
  ])
  return statuses.reduce((sum, { restartCount = 0 }) => sum + restartCount, 0)
}
