import { timeOf } from '../api/pods-and-events.ts'
import type { Symptom } from '../diagnosis/cause.ts'
import { podRefusal } from '../diagnosis/pod-refusal.ts'
import type { RolloutTarget, WorkloadFacts } from './followed-kind.ts'
import { asNews } from './news.ts'

/** Events of controllers about the pods that they make. */
export const POD_CREATION_EVENTS = ['FailedCreate', 'SuccessfulCreate'] as const

const CREATION: ReadonlySet<string> = new Set(POD_CREATION_EVENTS)

/** That the workload's controller cannot create its pods, by its newest event: what succeeds afterwards has healed. */
export function creationSymptoms(target: RolloutTarget, { workload, events }: WorkloadFacts): readonly Symptom[] {
  if (workload === undefined) return []
  const newest = events.findLast(
    ({ involvedObject, reason = '' }) => involvedObject.uid === workload.metadata.uid && CREATION.has(reason),
  )
  if (newest?.reason !== 'FailedCreate') return []
  return [asNews(podRefusal(newest.message ?? '', timeOf(newest)), workload, target)]
}
