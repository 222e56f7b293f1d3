import { DAY, HOUR, MINUTE } from '../duration.ts'

/** How long something waits, as exact as a person needs it: `5 min`, `7 h`, `3 days`. In milliseconds. */
export function ageWords(ms: number): string {
  if (ms < HOUR) return `${Math.max(0, Math.floor(ms / MINUTE))} min`
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)} h`
  return `${Math.floor(ms / DAY)} days`
}

/** A duration of the policy in words: `30 min`, `4 h`, `24 h`, `2 days`. */
export function afterWords(ms: number): string {
  if (ms % DAY === 0 && ms > DAY) return `${ms / DAY} days`
  return ms % HOUR === 0 ? `${ms / HOUR} h` : `${ms / MINUTE} min`
}
