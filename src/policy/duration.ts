import { parseDuration } from '../time/duration.ts'

/** A duration of the policy: `30m`, `4h`, `2d`. A day is 24 hours, whatever the local clock does. */
export const DURATION = '^[1-9][0-9]{0,3}[mhd]$'

export const DURATION_WORDS = 'a whole number with m, h or d, such as 30m, 4h or 2d'

/** Of what `DURATION` matches, in milliseconds. */
export function policyDuration(text: string): number {
  const ms = new RegExp(DURATION, 'u').test(text) ? parseDuration(text, ['m', 'h', 'd']) : undefined
  if (ms === undefined) throw new Error(`'${text}' is no duration`)
  return ms
}
