import type { Condition } from '../api/pods-and-events.ts'
import { apiText } from '../api/text.ts'
import type { Symptom } from '../diagnosis/cause.ts'
import type { FollowedKind, LiveObject, RolloutProgress, RolloutTarget, WorkloadFacts } from './followed-kind.ts'
import { hasEndedBefore } from './news.ts'
import { isOwnedBy } from './owned-pods.ts'
import { creationSymptoms, POD_CREATION_EVENTS } from './pod-creation.ts'

/** The fields of a Job that the rollout rules read. */
export interface Job extends LiveObject {
  readonly spec: { readonly completions?: number; readonly parallelism?: number; readonly suspend?: boolean }
  readonly status?: {
    readonly startTime?: string
    readonly completionTime?: string
    readonly active?: number
    readonly succeeded?: number
    readonly failed?: number
    readonly conditions?: readonly Condition[]
  }
}

/** A Job: its success is its end, and it counts itself how often its pods may fail. */
export const jobKind: FollowedKind<Job> = {
  kind: 'Job',
  group: 'batch',
  podTemplate: ['spec', 'template'],
  resource: { apiVersion: 'batch/v1', plural: 'jobs' },
  eventReasons: POD_CREATION_EVENTS,
  countsCrashes: true,
  // A queue (Kueue) resumes it, and fits it to what is free.
  leftToControllers: ['spec.suspend', 'spec.parallelism', 'spec.completions'],
  newPods: ({ metadata }, _, pods) => ({ owners: [], pods: pods.filter(pod => isOwnedBy(pod, metadata.uid)) }),
  hasEnded: job => isTrue(job, 'Complete') || failure(job) !== undefined,
  progressOf,
  symptoms,
  deadline: (target, { workload }) => (workload === undefined ? undefined : failed(target, workload)),
}

function progressOf(target: RolloutTarget, job: Job): RolloutProgress {
  const { spec, status = {} } = job
  const complete = isTrue(job, 'Complete')
  const suspended = spec.suspend === true && isTrue(job, 'Suspended')
  const { active = 0, succeeded = 0, failed = 0 } = status
  const wanted = spec.completions ?? spec.parallelism ?? 1
  const running = [
    `${succeeded}/${wanted} succeeded`,
    ...(active > 0 ? [`${active} active`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ].join(', ')
  const earlier = complete && hasEndedBefore(status.completionTime, target)
  return {
    // It counts no generations, for it cannot be changed.
    observed: status.startTime !== undefined || (status.conditions ?? []).length > 0,
    complete: complete || suspended,
    final: complete,
    text: suspended ? 'suspended' : `${running}${earlier ? ', before this deployment' : ''}`,
  }
}

function symptoms(target: RolloutTarget, facts: WorkloadFacts<Job>): readonly Symptom[] {
  const { workload } = facts
  const over = workload === undefined ? undefined : failed(target, workload)
  return [...creationSymptoms(target, facts), ...(over === undefined ? [] : [over])]
}

function failed(target: RolloutTarget, job: Job): Symptom | undefined {
  const condition = failure(job)
  if (condition === undefined) return undefined
  const { reason = '', message = '', lastTransitionTime } = condition
  const earlier = hasEndedBefore(lastTransitionTime, target) ? ', before this deployment' : ''
  const text = `${[reason, apiText(message)].filter(text => text !== '').join(': ')}${earlier}`
  return { code: 'job-failed', text, since: lastTransitionTime }
}

/** Newer clusters say that a Job will fail before its last pods have ended. */
function failure({ status }: Job): Condition | undefined {
  return status?.conditions?.find(({ type, status }) => /^(Failed|FailureTarget)$/.test(type) && status === 'True')
}

function isTrue({ status }: Job, type: string): boolean {
  return status?.conditions?.some(condition => condition.type === type && condition.status === 'True') === true
}
