import type { Instant } from './instant.ts'
import { zoneFormat } from './zone-format.ts'

/** Local time, by the rules of a zone. */
export interface LocalTime {
  /** `2026-10-25`. */
  readonly date: string
  /** `sunday`. */
  readonly day: string
  /** Minutes since midnight, 0 to 1439. */
  readonly minute: number
}

/** Only from the instant to local time: the way back has none or two answers when the clocks change. */
export function localClock(zone: string): (at: Instant) => LocalTime {
  const format = zoneFormat('en', zone, {
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

/** Whether a time zone has that name. */
export function isZone(zone: string): boolean {
  try {
    return zoneFormat('en', zone) !== undefined
  } catch (thrown) {
    if (thrown instanceof RangeError) return false
    throw thrown
  }
}

/** `08:00` of 480 minutes. */
export function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
