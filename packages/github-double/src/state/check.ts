import type { CheckConclusion, CheckStatus } from '../schema.ts'
import type { App } from './account.ts'
import type { RepositoryState } from './repository.ts'
import type { Store } from './store.ts'

/** One app's checks of one commit. Each workflow run has a suite of its own. */
export interface CheckSuite {
  readonly id: number
  readonly sha: string
  readonly app: App
  /** True when it belongs to a workflow run; check runs made over REST never go into such a suite here. */
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
export type NewCheckRun = Omit<CheckRun, 'id' | 'suite'>

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

export function addCheckRun(store: Store, repository: RepositoryState, suite: CheckSuite, made: NewCheckRun): CheckRun {
  const run = { ...made, id: store.ids.next('checkRun'), suite }
  repository.checkRuns.push(run)
  return run
}

/** The app's suite for a commit that is not a workflow run's, made when there is none: GitHub makes one itself. */
export function suiteFor(store: Store, repository: RepositoryState, app: App, sha: string): CheckSuite {
  const known = repository.checkSuites.find(
    suite => suite.sha === sha && suite.app.id === app.id && !suite.ofWorkflowRun,
  )
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
