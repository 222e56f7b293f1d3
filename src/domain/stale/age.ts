import { durationText } from '../../time/duration.ts'

/** How long something waits, as exact as a person needs it: `5 min`, `7 h`, `3 days`. In milliseconds. */
export function ageWords(ms: number): string {
  return durationText(ms, 'largest-unit')
}
