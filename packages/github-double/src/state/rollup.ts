import { type CheckRun, type CheckSuite, checkRunsOf, latestCheckRuns } from './check.ts'
import type { CommitStatus } from './commit-status.ts'
import type { RepositoryState } from './repository.ts'
import { outcomeOf } from './workflow-run.ts'

/** How far something is, and how it ended: as REST writes it. */
export interface Outcome {
  readonly status: string
  readonly conclusion: string | null
}

/** A suite's own status and conclusion: its workflow run's, else what its check runs make. */
export function suiteOutcome(repository: RepositoryState, suite: CheckSuite): Outcome {
  const run = repository.workflowRuns.find(one => one.suite === suite)
  if (run !== undefined) return outcomeOf(repository, run)
  const runs = latestCheckRuns(checkRunsOf(repository, suite.sha).filter(one => one.suite === suite))
  const open = runs.find(one => one.status !== 'completed')
  if (runs.length === 0 || open !== undefined) return { status: open?.status ?? 'queued', conclusion: null }
  const bad = runs.find(one => !passing(one))
  return { status: 'completed', conclusion: bad?.conclusion ?? 'success' }
}

/** The one state of all contexts of a commit: the worst. */
export function rollupState(runs: readonly CheckRun[], statuses: readonly CommitStatus[]): string {
  const ended = runs.filter(one => one.conclusion !== null)
  if (statuses.some(one => one.state === 'error')) return 'ERROR'
  if (statuses.some(one => one.state === 'failure') || ended.some(one => !passing(one))) return 'FAILURE'
  if (statuses.some(one => one.state === 'pending') || ended.length < runs.length) return 'PENDING'
  return 'SUCCESS'
}

function passing({ conclusion }: CheckRun): boolean {
  return conclusion === 'success' || conclusion === 'neutral' || conclusion === 'skipped'
}
