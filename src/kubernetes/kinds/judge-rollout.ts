import type { Pod } from '../api/pods-and-events.ts'
import type { RolloutProgress, RolloutTarget, WorkloadFacts } from './followed-kind.ts'

/** The state of a workload's rollout. */
export interface RolloutState extends RolloutProgress {
  readonly state: 'progressing' | 'complete' | 'taken-over'
  /** Restarts of the new pods' containers: while this grows, nothing is stable. */
  readonly restarts: number
}

/** Judges the facts about a workload of any followed kind. */
export function judgeRollout(target: RolloutTarget, { workload, deleted, pods }: WorkloadFacts): RolloutState {
  if (deleted) return { ...unobserved('deleted by another client'), state: 'taken-over' }
  if (workload === undefined) return unobserved('not seen yet')
  if (target.kind.isTakenOver(target, workload)) {
    return { ...unobserved('changed by another client'), state: 'taken-over' }
  }
  const progress = target.kind.progressOf(target, workload)
  if (!progress.observed) return unobserved('waiting for its controller')
  return { ...progress, state: progress.complete ? 'complete' : 'progressing', restarts: restartsOf(pods) }
}

function unobserved(text: string): RolloutState {
  return {
    state: 'progressing',
    observed: false,
    complete: false,
    text,
    desired: 0,
    updated: 0,
    available: 0,
    restarts: 0,
  }
}

function restartsOf(pods: readonly Pod[]): number {
  const statuses = pods.flatMap(({ status }) => [
    ...(status?.initContainerStatuses ?? []),
    ...(status?.containerStatuses ?? []),
  ])
  return statuses.reduce((sum, { restartCount = 0 }) => sum + restartCount, 0)
}
