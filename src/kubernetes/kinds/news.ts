import type { Symptom } from '../diagnosis/cause.ts'
import { isFreshNews } from '../diagnosis/fresh-news.ts'
import type { LiveObject, RolloutTarget } from './followed-kind.ts'

/** What is said about an object that was there before the apply counts only where it is certainly from after it. */
export function asNews(symptom: Symptom, object: LiveObject, target: RolloutTarget): Symptom {
  if (!isFromBefore(object, target) || isFreshNews(symptom.since, target.at)) return symptom
  const isOld = target.unchanged || Date.parse(symptom.since ?? '') < target.at
  // Right after a change it may be about what was before the change.
  return isOld ? { ...symptom, old: true } : { ...symptom, fatality: 'waiting' }
}

/** Whether the object was there before the apply. */
export function isFromBefore({ metadata }: LiveObject, { at, unchanged }: RolloutTarget): boolean {
  // Times have whole seconds: what is unchanged can be of this very second.
  return unchanged || Date.parse(metadata.creationTimestamp ?? '') < at
}

/** Whether something ended before the apply. Times have whole seconds: where nothing was changed, the same second is before. */
export function hasEndedBefore(time: string | undefined, { at, unchanged }: RolloutTarget): boolean {
  const ended = Date.parse(time ?? '')
  return unchanged ? ended <= at : ended < at
}
