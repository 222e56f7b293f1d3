import { DAY, MINUTE } from '../../time/duration.ts'
import type { Instant } from '../../time/instant.ts'

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
/** A weekday says which day only for less than a week; the rest is for clocks that are apart. */
const BY_WEEKDAY = 6 * DAY

/** `Fri 14:00 UTC`; of one that is further away the date. Never earlier than the time itself. */
export function untilText(time: Instant, since: Instant): string {
  const iso = new Date(Math.ceil(time / MINUTE) * MINUTE).toISOString()
  const day = time - since < BY_WEEKDAY ? DAYS[new Date(iso).getUTCDay()] : iso.slice(0, 10)
  return `${day} ${iso.slice(11, 16)} UTC`
}
