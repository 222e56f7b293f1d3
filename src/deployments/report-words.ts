import { seconds } from '../time/duration.ts'
import type { Report } from './progress.ts'

/** `1 created, 3 unchanged`: what became of the objects that were applied; empty when there are none. */
export function objectCounts(applied: NonNullable<Report['applied']>): string {
  return (['created', 'changed', 'unchanged'] as const)
    .map(action => ({ action, count: applied.filter(object => object.action === action).length }))
    .filter(({ count }) => count > 0)
    .map(({ action, count }) => `${count} ${action}`)
    .join(', ')
}

/** `6.4 s (gate 0.3 s, render 0.1 s)`: how long a run took, and each of its steps. */
export function timesOf(steps: Report['steps'], ms: number): string {
  const each = steps.map(({ step, ms }) => `${step} ${seconds(ms)}`).join(', ')
  return `${seconds(ms)}${each === '' ? '' : ` (${each})`}`
}
