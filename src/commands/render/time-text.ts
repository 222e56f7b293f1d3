import { durationText, MINUTE } from '../../time/duration.ts'
import type { Instant } from '../../time/instant.ts'

/** `2026-01-05 12:00Z (2 h ago)`: what stays true beside what is quickly read. */
export function shownTime(time: Instant, now: Instant): string {
  if (!Number.isFinite(time)) return 'at an unknown time'
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')}Z (${agoText(time, now)})`
}

function agoText(time: Instant, now: Instant): string {
  if (Math.abs(now - time) < MINUTE) return 'now'
  return time < now
    ? `${durationText(now - time, 'largest-unit')} ago`
    : // Two hours from some seconds ago are in two hours, not in one.
      `in ${durationText(Math.ceil((time - now) / MINUTE) * MINUTE, 'largest-unit')}`
}
