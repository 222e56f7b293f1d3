/** When a cron expression of five fields begins, in local time. */
export interface Cron {
  readonly text: string
  readonly minutes: ReadonlySet<number>
  readonly hours: ReadonlySet<number>
  readonly days: ReadonlySet<number>
  readonly months: ReadonlySet<number>
  /** 0 is Sunday. */
  readonly weekdays: ReadonlySet<number>
  /** Whether day of the month and weekday both say something: then either is enough, as cron has it. */
  readonly eitherDay: boolean
}

/** A moment in local time. */
export interface CronMoment {
  readonly minute: number
  readonly hour: number
  readonly day: number
  readonly month: number
  readonly weekday: number
}

interface Field {
  readonly from: number
  readonly to: number
  readonly names?: readonly string[]
}

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const FIELDS: readonly Field[] = [
  { from: 0, to: 59 },
  { from: 0, to: 23 },
  { from: 1, to: 31 },
  { from: 1, to: 12, names: MONTHS },
  // Sunday is 0 and 7.
  { from: 0, to: 7, names: WEEKDAYS },
]

/** Minute, hour, day of the month, month, weekday, each with `*`, lists, ranges, steps and names. Undefined for what is none. */
export function parseCron(text: string): Cron | undefined {
  const parts = text.trim().split(/\s+/)
  if (parts.length !== FIELDS.length) return undefined
  const sets = FIELDS.map((field, at) => valuesOf((parts[at] ?? '').toLowerCase(), field))
  const [minutes, hours, days, months, weekdays] = sets
  if (!minutes || !hours || !days || !months || !weekdays) return undefined
  const ofWeek = new Set([...weekdays].map(day => day % 7))
  const eitherDay = parts[2] !== '*' && parts[4] !== '*'
  return { text, minutes, hours, days, months, weekdays: ofWeek, eitherDay }
}

export function cronMatches(cron: Cron, at: CronMoment): boolean {
  if (!cron.minutes.has(at.minute) || !cron.hours.has(at.hour) || !cron.months.has(at.month)) return false
  const [day, weekday] = [cron.days.has(at.day), cron.weekdays.has(at.weekday)]
  return cron.eitherDay ? day || weekday : day && weekday
}

function valuesOf(text: string, field: Field): ReadonlySet<number> | undefined {
  const values = new Set<number>()
  for (const item of text.split(',')) {
    const [, range = '', step] = /^([^/]+)(?:\/([1-9][0-9]?))?$/.exec(item) ?? []
    const [first, last, ...more] = range.split('-')
    const from = range === '*' ? field.from : numberOf(first ?? '', field)
    const open = step === undefined ? from : field.to
    const to = range === '*' ? field.to : last === undefined ? open : numberOf(last, field)
    if (from === undefined || to === undefined || from > to || more.length > 0) return undefined
    for (let value = from; value <= to; value += Number(step ?? 1)) values.add(value)
  }
  return values
}

function numberOf(text: string, { from, to, names = [] }: Field): number | undefined {
  const named = names.indexOf(text)
  if (named >= 0) return named + from
  const value = /^[0-9]{1,2}$/.test(text) ? Number(text) : undefined
  return value !== undefined && value >= from && value <= to ? value : undefined
}
