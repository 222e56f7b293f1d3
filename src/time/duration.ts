const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
/** 24 hours, also when the clocks change. */
export const DAY = 24 * HOUR

const UNITS = { s: SECOND, m: MINUTE, h: HOUR, d: DAY } as const

/** Seconds, minutes, hours, days. */
export type DurationUnit = keyof typeof UNITS

/** Milliseconds of a whole number with one of these units, such as `90s`. Undefined for anything else. */
export function parseDuration(text: string, units: readonly DurationUnit[]): number | undefined {
  const [, amount, letter] = /^(\d{1,6})([a-z])$/.exec(text) ?? []
  const unit = units.find(each => each === letter)
  return unit === undefined ? undefined : Number(amount) * UNITS[unit]
}

/**
 * How exact a duration is written.
 *
 * - `tenths`: `0.4 s`, `14 s`, `3 min 20 s`: tenths of a second below 10 s.
 * - `seconds`: `0 s`, `14 s`, `3 min 20 s`: whole seconds, rounded.
 * - `largest-unit`: `5 min`, `7 h`, `3 days`: rounded down, days from 48 hours on.
 */
export type DurationPrecision = 'tenths' | 'seconds' | 'largest-unit'

/** A duration for people. In milliseconds; a negative one counts as none. */
export function durationText(ms: number, precision: DurationPrecision): string {
  const time = Math.max(0, ms)
  if (precision === 'largest-unit') {
    if (time < HOUR) return `${Math.floor(time / MINUTE)} min`
    return time < 2 * DAY ? `${Math.floor(time / HOUR)} h` : `${Math.floor(time / DAY)} days`
  }
  if (precision === 'tenths' && time < 10 * SECOND) return `${(time / SECOND).toFixed(1)} s`
  const whole = Math.round(time / SECOND)
  return whole < 120 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}
