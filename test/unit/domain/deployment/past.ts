import type { DeploymentFacts, DeploymentStatusFacts } from '../../../../src/domain/history/deployment-facts.ts'

export const HOUR = 3_600_000
/** A Monday, at midnight. */
export const START = Date.UTC(2026, 0, 5)

/** A deployment in short: what it deploys, when it was asked for, how it ended (an hour later unless said), in hours. */
export interface Short {
  readonly sha: string
  readonly at: number
  readonly end?: string
  readonly ended?: number
  readonly payload?: unknown
}

/** The deployments, the oldest first, as GitHub lists them: the newest first. */
export function recorded(...shorts: readonly Short[]): readonly DeploymentFacts[] {
  return shorts
    .map(({ sha, at, end = 'success', ended = at + 1, payload }, index): DeploymentFacts => {
      const begun: DeploymentStatusFacts = { ...NONE, state: 'in_progress', createdAt: START + at * HOUR }
      const last = end === 'open' ? [] : [{ ...NONE, ...statusOf(end), createdAt: START + ended * HOUR }]
      return {
        ...{ id: index + 1, sha, task: 'deploy', environment: 'production', state: 'active', creator: 'ada' },
        ...{ createdAt: START + at * HOUR, ours: true, runWaits: undefined, byPerson: true, payload },
        statuses: [begun, ...last],
      }
    })
    .toReversed()
}

const NONE = { description: '', logUrl: '' }

function statusOf(end: string): Pick<DeploymentStatusFacts, 'state' | 'description'> {
  if (end === 'success') return { state: 'success', description: '' }
  return { state: end.startsWith('Superseded') ? 'inactive' : 'failure', description: end }
}
