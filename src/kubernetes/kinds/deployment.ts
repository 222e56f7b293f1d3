import type { Deployment, Pod } from '../api/workload-shapes.ts'
import { type RolloutTarget, takenOver, type WorkloadFacts } from './target.ts'

/** How far a Deployment's rollout is. */
export interface RolloutState {
  readonly state: 'progressing' | 'complete' | 'taken-over'
  /** A few words for the log: `1/2 updated, 1 available`. */
  readonly text: string
  readonly desired: number
  readonly updated: number
  readonly available: number
  /** Restarts of the new pods' containers: while this grows, nothing is stable. */
  readonly restarts: number
  /** Whether the cluster has seen what was applied; before that, its status is about something else. */
  readonly observed: boolean
}

/**
 * Judges the facts: complete means that the controller has seen the generation, every pod that is wanted is of the
 * new template and available, and no old pod is left. The wanted number is read anew each time, for an autoscaler may
 * change it.
 */
export function judgeRollout(target: RolloutTarget, facts: WorkloadFacts): RolloutState {
  const { deployment } = facts
  if (facts.gone) return { ...unseen('deleted by somebody else'), state: 'taken-over' }
  if (deployment === undefined) return unseen('not seen yet')
  if (takenOver(target, deployment)) return { ...unseen('changed by somebody else'), state: 'taken-over' }
  const { generation = 0 } = deployment.metadata
  const observedGeneration = deployment.status?.observedGeneration ?? 0
  const observed = generation >= target.generation && observedGeneration >= generation
  if (!observed) return unseen('waiting for the controller to see it')

  const desired = deployment.spec.replicas ?? 1
  const { replicas = 0, updatedReplicas: updated = 0, availableReplicas: available = 0 } = deployment.status ?? {}
  const old = replicas - updated
  const complete = updated === desired && replicas === desired && available === desired
  const numbers = { desired, updated, available, restarts: restartsOf(facts.pods), observed }
  const leaving = old > 0 ? `, ${old} old ${old === 1 ? 'pod' : 'pods'} left` : ''
  const pods = desired === 0 ? 'scaled to 0' : `${updated}/${desired} updated, ${available} available`
  const text = `${pods}${leaving}`
  return { state: complete ? 'complete' : 'progressing', text, ...numbers }
}

/** A Deployment that is paused does nothing: to wait for it would be to wait for a person. */
export function isPaused(deployment: Deployment | undefined): boolean {
  return deployment?.spec.paused === true
}

function unseen(text: string): RolloutState {
  return { state: 'progressing', text, desired: 0, updated: 0, available: 0, restarts: 0, observed: false }
}

function restartsOf(pods: readonly Pod[]): number {
  const statuses = pods.flatMap(({ status }) => [
    ...(status?.initContainerStatuses ?? []),
    ...(status?.containerStatuses ?? []),
  ])
  return statuses.reduce((sum, { restartCount = 0 }) => sum + restartCount, 0)
}
