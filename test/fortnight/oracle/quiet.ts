import { QUIET, type Time } from '../rows.ts'

const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: QUIET.zone, dateStyle: 'short', timeStyle: 'short' })

const weekday = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' })

/** Whether notifications are off, by local time. */
export function isQuiet(at: Time): boolean {
  // `2026-10-25 08:00`
  const [date = '', time = ''] = wall.format(at).split(' ')
  const day = weekday.format(new Date(`${date}T12:00:00Z`)).toLowerCase()
  if (QUIET.days.some(one => one === day) || QUIET.dates.some(one => one === date)) return true
  return QUIET.hours.some(hours => {
    const [from = '', until = ''] = hours.split('-')
    return from < until ? time >= from && time < until : time >= from || time < until
  })
}
