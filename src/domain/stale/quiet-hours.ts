import type { QuietPolicy } from '../../policy/slack.ts'
import type { Instant } from '../../time/instant.ts'

/** Why no notifications are sent now: `quiet hours 18:00-08:00`, `day off (saturday)`. */
export type QuietReason = string

/** Local time, by the rules of a zone. */
interface LocalTime {
  /** `2026-10-25`. */
  readonly date: string
  /** `sunday`. */
  readonly day: string
  /** Minutes since midnight, 0 to 1439. */
  readonly minute: number
}

/** Judges instants by the quiet hours of a policy. */
export function quietClock(policy: QuietPolicy | undefined): (at: Instant) => QuietReason | undefined {
  if (policy === undefined) return () => undefined
  const localTime = localClock(policy.zone)
  return at => {
    // Only from the instant to local time: the way back has none or two answers when the clocks change.
    const { date, day, minute } = localTime(at)
    if (policy.dates.includes(date)) return `day off (${date})`
    if (policy.days.includes(day)) return `day off (${day})`
    const hours = policy.hours.find(({ from, until }) =>
      from < until ? from <= minute && minute < until : from <= minute || minute < until,
    )
    return hours === undefined ? undefined : `quiet hours ${clock(hours.from)}-${clock(hours.until)}`
  }
}

function localClock(zone: string): (at: Instant) => LocalTime {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    weekday: 'long',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  return at => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]))
    return {
      date: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`,
      day: (parts.get('weekday') ?? '').toLowerCase(),
      minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
    }
  }
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
