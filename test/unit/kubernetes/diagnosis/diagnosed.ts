import type { ContainerState, ContainerStatus } from '../../../../src/kubernetes/api/pods-and-events.ts'
import { PodMemory } from '../../../../src/kubernetes/diagnosis/pod-history.ts'
import type { RolloutTarget } from '../../../../src/kubernetes/kinds/followed-kind.ts'
import { FollowedWorkload } from '../../../../src/kubernetes/rollout/followed-workload.ts'
import { AFTER, type DeploymentFacts, deployment, facts, target } from '../workload-facts.ts'

export const incomplete = { availableReplicas: 0 }

export function causes(change: Partial<DeploymentFacts>, memory = new PodMemory(), about: RolloutTarget = target) {
  const all = facts({ workload: deployment({ status: incomplete }), ...change })
  memory.update(all.pods)
  const workload = new FollowedWorkload(about, 0)
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
