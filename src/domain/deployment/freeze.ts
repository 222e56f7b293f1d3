import { type CronMoment, cronMatches } from '../../policy/cron.ts'
import type { FreezeWindow } from '../../policy/deploy-rules.ts'
import { MINUTE } from '../../time/duration.ts'
import type { Instant } from '../../time/instant.ts'
import { clockText, type LocalTime, localClock } from '../../time/local-time.ts'

/**
 * Until when nothing is deployed, in words: `2026-11-30 08:00 Europe/Berlin (weekend)`. Undefined when no window is open. A
 * window begins when local time is its time, so that a time that the clocks skip does not begin one, and lasts its length.
 */
export function frozenUntil(windows: readonly FreezeWindow[], now: Instant): string | undefined {
  const ends = windows.flatMap(window => {
    const end = endOf(window, now)
    return end === undefined ? [] : [{ end, window }]
  })
  const last = ends.toSorted((one, other) => other.end - one.end)[0]
  if (last === undefined) return undefined
  const { zone, reason } = last.window
  const { date, minute } = localClock(zone)(last.end)
  return `${date} ${clockText(minute)} ${zone}${reason === '' ? '' : ` (${reason})`}`
}

/** When a window that is open now ends; the newest beginning gives the latest end. */
function endOf({ from, lasts, zone }: FreezeWindow, now: Instant): Instant | undefined {
  const localTime = localClock(zone)
  const first = Math.floor(now / MINUTE) * MINUTE
  for (let start = first; start + lasts > now; start -= MINUTE) {
    if (cronMatches(from, momentOf(localTime(start)))) return start + lasts
  }
  return undefined
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

function momentOf({ date, day, minute }: LocalTime): CronMoment {
  const [, month = 0, dayOfMonth = 0] = date.split('-').map(Number)
  return { minute: minute % 60, hour: Math.floor(minute / 60), day: dayOfMonth, month, weekday: WEEKDAYS.indexOf(day) }
}
