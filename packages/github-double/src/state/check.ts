import type { CheckConclusion, CheckStatus } from '../schema.ts'
import type { App } from './account.ts'
import type { RepositoryState } from './repository.ts'
import type { Store } from './store.ts'

/** One app's checks of one commit. Each workflow run has a suite of its own. */
export interface CheckSuite {
  readonly id: number
  readonly sha: string
  readonly app: App
  /** True when it belongs to a workflow run. */
  readonly ofWorkflowRun: boolean
  readonly createdAt: string
}

export interface CheckOutput {
  readonly title: string | null
  readonly summary: string | null
  readonly text: string | null
}

export interface CheckRun {
  readonly id: number
  readonly suite: CheckSuite
  /** The attempt of the workflow run that it is a job of; undefined for one that was made over REST. */
  readonly jobOfAttempt: number | undefined
  readonly externalId: string
  name: string
  status: CheckStatus
  conclusion: CheckConclusion | null
  /** Where the check's own page is. */
  detailsUrl: string | undefined
  startedAt: string | null
  completedAt: string | null
  output: CheckOutput
}

/** A check run's fields but for those the store gives. */
export type NewCheckRun = Omit<CheckRun, 'id' | 'suite' | 'jobOfAttempt'>

export function addCheckSuite(
  store: Store,
  repository: RepositoryState,
  app: App,
  sha: string,
  ofWorkflowRun: boolean,
): CheckSuite {
  const suite = { id: store.ids.next('checkSuite'), sha, app, ofWorkflowRun, createdAt: store.timestamp() }
  repository.checkSuites.push(suite)
  return suite
}

export function addCheckRun(
  store: Store,
  repository: RepositoryState,
  suite: CheckSuite,
  made: NewCheckRun,
  jobOfAttempt?: number,
): CheckRun {
  const run = { ...made, id: store.ids.next('checkRun'), suite, jobOfAttempt }
  repository.checkRuns.push(run)
  return run
}

/**
 * The app's first suite for a commit, made when there is none: GitHub makes one itself. What a workflow makes with its own
 * token is of the app behind all workflows, so it lands in the first one's suite, whichever workflow that is.
 */
export function suiteFor(store: Store, repository: RepositoryState, app: App, sha: string): CheckSuite {
  const known = repository.checkSuites.find(suite => suite.sha === sha && suite.app.id === app.id)
  return known ?? addCheckSuite(store, repository, app, sha, false)
}

/** Every check run of a commit, newest first. */
export function checkRunsOf(repository: RepositoryState, sha: string): CheckRun[] {
  return repository.checkRuns.filter(run => run.suite.sha === sha).toReversed()
}

/**
 * The newest check run of each name in each suite, newest first: a job that ran again hides its earlier run,
 * while two workflows with a job of the same name are both there.
 */
export function latestCheckRuns(runs: readonly CheckRun[]): CheckRun[] {
  const seen = new Set<string>()
  return runs.filter(run => {
    const key = `${run.suite.id} ${run.name}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
