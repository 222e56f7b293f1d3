import { timeOf } from '../api/pods-and-events.ts'
import type { Symptom } from '../diagnosis/cause.ts'
import { isFreshNews } from '../diagnosis/fresh-news.ts'
import { podRefusal } from '../diagnosis/pod-refusal.ts'
import type { LiveObject, RolloutTarget, WorkloadFacts } from './followed-kind.ts'

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
  const time = timeOf(newest)
  const symptom = podRefusal(newest.message ?? '', time)
  if (!isFromBefore(workload, target) || isFreshNews(time, target.at)) return [symptom]
  const isOld = target.unchanged || Date.parse(time ?? '') < target.at
  // Right after a change it may be about the template of before.
  return [isOld ? { ...symptom, old: true } : { ...symptom, fatality: 'waiting' }]
}

/** Whether the object was there before the apply. */
export function isFromBefore({ metadata }: LiveObject, { at }: RolloutTarget): boolean {
  return Date.parse(metadata.creationTimestamp ?? '') < at
}
