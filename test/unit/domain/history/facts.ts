import type { DeploymentFacts, DeploymentStatusFacts } from '../../../../src/domain/history/deployment-facts.ts'
import type { CommitFacts, RepositoryFacts } from '../../../../src/domain/history/facts.ts'
import { oneCheck } from './one-check.ts'

export const HOUR = 3_600_000
/** Monday 2026-10-19 12:00 UTC. */
export const NOON = Date.UTC(2026, 9, 19, 12)

/** A commit with the given SHA, merged at noon, its checks green. */
export function commit(sha: string, some: Partial<CommitFacts> = {}): CommitFacts {
  return {
    sha,
    parents: [],
    title: `title of ${sha}`,
    author: 'Ada',
    login: 'ada',
    message: `title of ${sha}`,
    pullRequest: undefined,
    merged: { at: NOON, source: 'pull-request' },
    checks: oneCheck(sha, 'success'),
    changedPaths: undefined,
    ...some,
  }
}

type Step = readonly [hours: number, state: DeploymentStatusFacts['state']]

let ids = 0

/** A deployment asked for so many hours after noon, with its statuses so many hours after noon. */
export function deployment(
  sha: string,
  hours: number,
  steps: readonly Step[] = [[hours, 'success']],
  some: Partial<DeploymentFacts> = {},
): DeploymentFacts {
  ids += 1
  return {
    id: ids,
    sha,
    task: 'deploy',
    environment: 'production',
    state: 'inactive',
    createdAt: NOON + hours * HOUR,
    creator: 'ada',
    ours: true,
    statuses: steps.map(([at, state]) => ({ state, createdAt: NOON + at * HOUR, description: '', logUrl: '' })),
    runWaits: undefined,
    ...some,
  }
}

/** A repository with this line, head first, and these deployments by environment, newest first. */
export function repository(
  commits: readonly CommitFacts[],
  environments: Readonly<Record<string, readonly DeploymentFacts[]>>,
): RepositoryFacts {
  const head = commits[0]?.sha
  return {
    head: { repository: 'acme/shop', closed: undefined, branch: 'main', head, policyText: undefined },
    environments: new Map(
      Object.entries(environments).map(([name, deployments]) => [name, { deployments, complete: true }]),
    ),
    line: { commits, end: 'root' },
  }
}
