import { checkRunsOf, latestCheckRuns } from './check.ts'
import { latestStatusesOf } from './commit-status.ts'
import type { RepositoryState } from './repository.ts'

/**
 * Every context of a commit with its state, as the creation of a deployment looks at them: commit statuses and check
 * runs alike. Only `success` passes; a skipped or neutral check run counts as a failure here.
 */
export function contextsOf(repository: RepositoryState, sha: string): { context: string; state: string }[] {
  const statuses = latestStatusesOf(repository, sha).map(({ context, state }) => ({ context, state: state as string }))
  const checks = latestCheckRuns(checkRunsOf(repository, sha)).map(run => ({
    context: run.name,
    state: run.conclusion === null ? 'pending' : run.conclusion === 'success' ? 'success' : 'failure',
  }))
  return [...statuses, ...checks]
}
