import type { Time } from './rows.ts'

const HOUR = 3_600_000
/** Monday 2026-10-19, midnight in Berlin; summer time ends on the Sunday between. */
export const firstMoment = Date.parse('2026-10-19T00:00:00+02:00')
export const lastMoment = Date.parse('2026-11-02T00:00:00+01:00')
const CHANGE = Date.parse('2026-10-25T01:00:00Z')

/** How busy people are, 0 to 1: they work from eight to six on working days, and now and then at other times. */
export function busyness(at: Time): number {
  const wall = new Date(at + (at < CHANGE ? 2 : 1) * HOUR)
  const hour = wall.getUTCHours()
  if (wall.getUTCDay() % 6 === 0) return hour >= 9 && hour < 18 ? 0.05 : 0.01
  if (hour >= 8 && hour < 18) return 1
  return hour >= 18 && hour < 22 ? 0.15 : 0.01
}

/** Midnight of each day in Berlin. */
export function midnights(): readonly Time[] {
  return Array.from({ length: 14 }, (_, day) => firstMoment + day * 24 * HOUR).map(at => (at > CHANGE ? at + HOUR : at))
}
