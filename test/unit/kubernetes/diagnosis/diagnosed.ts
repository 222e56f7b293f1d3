import type { ContainerState, ContainerStatus } from '../../../../src/kubernetes/api/pods-and-events.ts'
import { PodHistoryRecorder } from '../../../../src/kubernetes/diagnosis/pod-history.ts'
import { TOLERANCES } from '../../../../src/kubernetes/diagnosis/tolerance.ts'
import type { RolloutTarget } from '../../../../src/kubernetes/kinds/followed-kind.ts'
import { FollowedWorkload, type JudgedBy } from '../../../../src/kubernetes/rollout/followed-workload.ts'
import { AFTER, type DeploymentFacts, deployment, facts, target } from '../workload-facts.ts'

export const INCOMPLETE = { availableReplicas: 0 }

/** In a set and a cluster where nothing makes ConfigMaps or Secrets. */
export const STRICT: JudgedBy = { tolerance: TOLERANCES.strict, operators: { of: () => ({ kind: 'nothing' }) } }

export function causes(
  change: Partial<DeploymentFacts>,
  memory = new PodHistoryRecorder(),
  about: RolloutTarget = target,
  judged: JudgedBy = STRICT,
) {
  const all = facts({ workload: deployment({ status: INCOMPLETE }), ...change })
  memory.update(all.pods)
  const workload = new FollowedWorkload(about, 0, judged)
  workload.update(all, memory, 0)
  return workload.causes
}

export const short = (found: ReturnType<typeof causes>) => found.map(({ code, fatality }) => `${code} ${fatality}`)
export const waiting = (reason: string, message = ''): Partial<ContainerStatus> => ({
  state: { waiting: { reason, message } },
})
export const ended = (exitCode: number, change: object = {}): ContainerState => ({
  terminated: { exitCode, reason: 'Error', finishedAt: AFTER, ...change },
})

export const NOT_FOUND =
  'Failed to pull image "r/web:nope": rpc error: code = NotFound desc = failed to pull and unpack image "r/web:nope": failed to resolve reference "r/web:nope": r/web:nope: not found'
export const NOT_FOUND_STATUS = NOT_FOUND.replace('Failed to pull image "r/web:nope": ', '')
