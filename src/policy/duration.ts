/** A duration of the policy: `30m`, `4h`, `2d`. A day is 24 hours, whatever the clock on the wall does. */
export const DURATION = '^[1-9][0-9]{0,3}[mhd]$'

export const DURATION_WORDS = 'a whole number with m, h or d, such as 30m, 4h or 2d'

/** Of what `DURATION` matches, in milliseconds. */
export function parseDuration(text: string): number {
  const unit = { m: MINUTE, h: HOUR, d: DAY }[text.at(-1) ?? '']
  if (unit === undefined || !new RegExp(DURATION, 'u').test(text)) throw new Error(`'${text}' is no duration`)
  return Number(text.slice(0, -1)) * unit
}

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
