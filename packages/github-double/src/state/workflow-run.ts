import type { CheckConclusion, CheckStatus } from '../schema.ts'
import { ACTIONS_APP, ACTIONS_USER, type Account } from './account.ts'
import { addCheckRun, addCheckSuite, type CheckRun, type CheckSuite, checkRunsOf, latestCheckRuns } from './check.ts'
import { allowsRef, gateOf, type JobGate } from './environment.ts'
import type { RepositoryState } from './repository.ts'
import type { Store } from './store.ts'

/** A workflow file. Its id stays the same for the same path. */
export interface Workflow {
  readonly id: number
  readonly path: string
  readonly name: string
  readonly createdAt: string
}

/** One job of a run: ended when it has a conclusion, else in `status` (default: `in_progress`). */
export interface Job {
  readonly name: string
  readonly conclusion?: CheckConclusion | null
  readonly status?: Exclude<CheckStatus, 'completed'>
  /** The environment that it names; without rules it waits for nothing. */
  readonly environment?: string
  /** `continue-on-error`: whatever becomes of it, the run does not fail. */
  readonly continueOnError?: boolean
}

export interface NewWorkflowRun {
  /** Path in the repository, and the name in the file. */
  readonly workflow: { readonly path: string; readonly name: string }
  readonly event: string
  readonly headSha: string
  readonly jobs: readonly Job[]
  /** Default: the default branch. */
  readonly headBranch?: string
  /** What rules of environments are compared with; default: `headBranch`. A deployment has its own, perhaps a SHA. */
  readonly ref?: string
  /** `owner/name` of the fork a pull request came from; default: the repository itself. */
  readonly headRepository?: string
  /** How the run ended, where its jobs do not say it: `startup_failure` of a run without jobs. */
  readonly conclusion?: string
  /** What its `run-name` has become; default: what GitHub makes of the event. */
  readonly title?: string | undefined
}

/** A reviewer of an environment has approved or rejected the jobs of a run that wait for it. */
export interface Review {
  readonly state: 'approved' | 'rejected'
  readonly by: Account['user']
  readonly comment: string
  readonly environments: readonly string[]
  readonly createdAt: string
}

export interface WorkflowRun {
  readonly id: number
  readonly workflow: Workflow
  readonly event: string
  readonly headBranch: string
  readonly ref: string
  readonly headRepository: RepositoryState
  readonly suite: CheckSuite
  readonly runNumber: number
  attempt: number
  /** The attempt since which no job of an earlier one is a part of the run. */
  wholeSince: number
  /** Ids of jobs that may fail without their run. */
  readonly mayFail: Set<number>
  /** What jobs wait for, by their ids. */
  readonly gates: Map<number, JobGate>
  readonly actor: Account['user']
  readonly createdAt: string
  updatedAt: string
  readonly fixedConclusion: string | undefined
  readonly title: string | undefined
  /** In order of creation. */
  readonly reviews: Review[]
}

/** What happens on GitHub when an event starts a workflow: the run, its check suite, a check run for each job. */
export function addWorkflowRun(
  store: Store,
  repository: RepositoryState,
  made: NewWorkflowRun,
  serverUrl: string,
): WorkflowRun {
  const workflow = workflowOf(store, repository, made.workflow)
  const now = store.timestamp()
  const run: WorkflowRun = {
    id: store.ids.next('workflowRun'),
    workflow,
    event: made.event,
    headBranch: made.headBranch ?? repository.defaultBranch,
    ref: made.ref ?? made.headBranch ?? repository.defaultBranch,
    headRepository: store.findRepository(made.headRepository ?? '') ?? repository,
    suite: addCheckSuite(store, repository, ACTIONS_APP, made.headSha, true),
    runNumber: repository.workflowRuns.filter(other => other.workflow === workflow).length + 1,
    attempt: 1,
    wholeSince: 1,
    mayFail: new Set(),
    gates: new Map(),
    actor: ACTIONS_USER,
    createdAt: now,
    updatedAt: now,
    fixedConclusion: made.conclusion,
    title: made.title,
    reviews: [],
  }
  repository.workflowRuns.push(run)
  startJobs(store, repository, run, made.jobs, serverUrl)
  return run
}

/** The jobs of a run that was there without any. */
export function startJobs(
  store: Store,
  repository: RepositoryState,
  run: WorkflowRun,
  jobs: readonly Job[],
  serverUrl: string,
): void {
  for (const job of jobs) addJob(store, repository, run, job, serverUrl)
}

/**
 * A rejection ends the jobs that wait: GitHub calls them, and the run, failed. Throws for who is no reviewer of an environment
 * that has rules. Without environments it is about all that waits.
 */
export function reviewRun(store: Store, repository: RepositoryState, run: WorkflowRun, review: Review): void {
  const named = review.environments.map(name => name.toLowerCase())
  const waiting = jobsOf(repository, run).filter(job => {
    const gate = run.gates.get(job.id)
    if (job.status !== 'waiting' || (gate !== undefined && !gate.review)) return false
    return gate === undefined || named.length === 0 || named.includes(gate.environment.toLowerCase())
  })
  for (const { environment } of waiting.flatMap(job => run.gates.get(job.id) ?? [])) {
    const { reviewers = [] } = repository.environments.get(environment.toLowerCase()) ?? {}
    const isReviewer = reviewers.some(login => login.toLowerCase() === review.by.login.toLowerCase())
    if (!isReviewer) throw new Error(`${review.by.login} is no reviewer of ${environment}`)
  }
  run.reviews.push(review)
  for (const job of waiting) {
    if (review.state === 'rejected') concludeJob(store, job, 'failure')
    else pass(run, job, 'review')
  }
}

/** The wait timers of the run's environments are over. */
export function endWait(repository: RepositoryState, run: WorkflowRun): void {
  for (const job of jobsOf(repository, run)) if (run.gates.get(job.id)?.timer === true) pass(run, job, 'timer')
}

/** A job that waits for nothing more is queued. */
function pass(run: WorkflowRun, job: CheckRun, what: 'review' | 'timer'): void {
  const gate = run.gates.get(job.id)
  if (gate !== undefined) gate[what] = false
  if (job.status === 'waiting' && gate?.review !== true && gate?.timer !== true) job.status = 'queued'
}

/**
 * A re-run: the same run and suite, one attempt more, new check runs that hide those of the same name. `whole`: of all jobs,
 * else of those that failed.
 */
export function rerunWorkflowRun(
  store: Store,
  repository: RepositoryState,
  run: WorkflowRun,
  { jobs, whole }: { readonly jobs: readonly Job[]; readonly whole: boolean },
  serverUrl: string,
): void {
  run.attempt += 1
  if (whole) run.wholeSince = run.attempt
  run.updatedAt = store.timestamp()
  for (const job of jobs) addJob(store, repository, run, job, serverUrl)
}

/** Ends one job that was still running. */
export function concludeJob(store: Store, job: CheckRun, conclusion: CheckConclusion): void {
  job.status = 'completed'
  job.conclusion = conclusion
  job.completedAt = store.timestamp()
}

/** The check runs of all jobs of a run, those of earlier attempts too, newest first. */
export function allJobsOf(repository: RepositoryState, run: WorkflowRun): CheckRun[] {
  return checkRunsOf(repository, run.suite.sha).filter(
    check => check.suite === run.suite && check.jobOfAttempt !== undefined,
  )
}

/** The check runs of a run's newest jobs, newest first. */
export function jobsOf(repository: RepositoryState, run: WorkflowRun): CheckRun[] {
  return latestCheckRuns(allJobsOf(repository, run).filter(job => (job.jobOfAttempt ?? 0) >= run.wholeSince))
}

/** The run's status and conclusion, as its jobs make them. */
export function outcomeOf(
  repository: RepositoryState,
  run: WorkflowRun,
): { status: string; conclusion: string | null } {
  if (run.fixedConclusion !== undefined) return { status: 'completed', conclusion: run.fixedConclusion }
  const jobs = jobsOf(repository, run)
  if (jobs.length === 0 || jobs.every(job => job.status === 'queued')) return { status: 'queued', conclusion: null }
  const open = jobs.filter(job => job.status !== 'completed')
  // Nothing goes on, but for a reviewer who is asked.
  if (open.length > 0 && open.every(job => job.status === 'waiting')) return { status: 'waiting', conclusion: null }
  if (open.length > 0) return { status: 'in_progress', conclusion: null }
  const conclusions = jobs.map(job => (run.mayFail.has(job.id) ? 'success' : job.conclusion))
  for (const worst of ['failure', 'timed_out', 'cancelled', 'action_required'] as const) {
    if (conclusions.includes(worst))
      return { status: 'completed', conclusion: worst === 'timed_out' ? 'failure' : worst }
  }
  const conclusion = conclusions.every(one => one === 'skipped') ? 'skipped' : 'success'
  return { status: 'completed', conclusion }
}

function workflowOf(store: Store, repository: RepositoryState, file: { path: string; name: string }): Workflow {
  const known = repository.workflows.find(workflow => workflow.path === file.path)
  if (known !== undefined) return known
  const workflow = { id: store.ids.next('workflow'), ...file, createdAt: store.timestamp() }
  repository.workflows.push(workflow)
  return workflow
}

function addJob(store: Store, repository: RepositoryState, run: WorkflowRun, job: Job, serverUrl: string): void {
  const rules = repository.environments.get(job.environment?.toLowerCase() ?? '') ?? {}
  // What the rules do not let in ends without a step, a log and a review.
  const conclusion = allowsRef(rules, run.ref) ? (job.conclusion ?? null) : 'failure'
  const gate = conclusion === null && job.environment !== undefined ? gateOf(job.environment, rules) : undefined
  const going = gate === undefined ? (job.status ?? 'in_progress') : 'waiting'
  const status = conclusion === null ? going : 'completed'
  const now = store.timestamp()
  const check = addCheckRun(
    store,
    repository,
    run.suite,
    {
      externalId: '',
      name: job.name,
      status,
      conclusion,
      detailsUrl: undefined,
      startedAt: status === 'queued' ? null : now,
      completedAt: conclusion === null ? null : now,
      output: { title: null, summary: null, text: null },
    },
    run.attempt,
  )
  if (gate !== undefined) run.gates.set(check.id, gate)
  if (job.continueOnError === true) run.mayFail.add(check.id)
  const place = `${repository.owner.login}/${repository.name}/actions/runs/${run.id}/job/${check.id}`
  check.detailsUrl = `${serverUrl}/${place}`
}
