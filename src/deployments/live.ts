import type { Report } from './progress.ts'

/** What is live of one workload. */
export interface LiveWorkload {
  /** `Deployment/web`. */
  readonly object: string
  /** Whether any pod serves at all. */
  readonly serves: boolean
  /** `2 of 3 pods serve, the old version among them`. */
  readonly text: string
}

/** What is live after a deployment that did not end well, as far as it was followed. */
export function liveWorkloads({ rollout }: Pick<Report, 'rollout'>): readonly LiveWorkload[] {
  return (rollout?.workloads ?? []).map(({ object, desired, updated, available }) => {
    const old = Math.max(0, available - updated)
    const serving = available === 0 ? 'no pod serves' : `${available} of ${desired} pods serve`
    return { object, serves: available > 0, text: `${serving}${old > 0 ? ', the old version among them' : ''}` }
  })
}
