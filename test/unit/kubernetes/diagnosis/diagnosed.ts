import type { ContainerState, ContainerStatus } from '../../../../src/kubernetes/api/workload-shapes.ts'
import { diagnose } from '../../../../src/kubernetes/diagnosis/diagnose.ts'
import { PodMemory } from '../../../../src/kubernetes/diagnosis/pod-history.ts'
import { judgeRollout } from '../../../../src/kubernetes/kinds/deployment.ts'
import type { RolloutTarget, WorkloadFacts } from '../../../../src/kubernetes/kinds/target.ts'
import { AFTER, deployment, facts, target } from '../workload-facts.ts'

export const incomplete = { availableReplicas: 0 }

export function causes(change: Partial<WorkloadFacts>, memory = new PodMemory(), about: RolloutTarget = target) {
  const all = facts({ deployment: deployment({ status: incomplete }), ...change })
  memory.update(all.pods)
  return diagnose(about, judgeRollout(about, all), all, memory)
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
