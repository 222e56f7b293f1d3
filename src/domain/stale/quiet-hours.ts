import type { QuietPolicy } from '../../policy/slack.ts'
import type { Instant } from '../../time/instant.ts'
import { clockText, localClock } from '../../time/local-time.ts'

/** Why no notifications are sent now: `quiet hours 18:00-08:00`, `day off (saturday)`. */
export type QuietReason = string

/** Judges instants by the quiet hours of a policy. */
export function quietClock(policy: QuietPolicy | undefined): (at: Instant) => QuietReason | undefined {
  if (policy === undefined) return () => undefined
  const localTime = localClock(policy.zone)
  return at => {
    const { date, day, minute } = localTime(at)
    if (policy.dates.includes(date)) return `day off (${date})`
    if (policy.days.includes(day)) return `day off (${day})`
    const hours = policy.hours.find(({ from, until }) =>
      from < until ? from <= minute && minute < until : from <= minute || minute < until,
    )
    return hours === undefined ? undefined : `quiet hours ${clockText(hours.from)}-${clockText(hours.until)}`
  }
}
