import { jobBody } from '../body/job.ts'
import { pendingDeploymentBody } from '../body/pending-deployment.ts'
import { reviewBody } from '../body/review.ts'
import { workflowRunBody } from '../body/workflow-run.ts'
import { readCommit } from '../git/commits.ts'
import { json, list, type Reply } from '../http/reply.ts'
import type { ApiRequest, Route } from '../http/route.ts'
import { notFound } from '../problem.ts'
import type { EnvironmentRules } from '../state/environment.ts'
import { allJobsOf, jobsOf, outcomeOf, type WorkflowRun } from '../state/workflow-run.ts'

/** Parameters that make a list a search, which has an end. */
const FILTERS = ['branch', 'check_suite_id', 'event', 'head_sha', 'status']

/** Newest first. */
async function listAll(request: ApiRequest): Promise<Reply> {
  const { store, repository, query, page } = request
  const narrowed = FILTERS.some(name => query.has(name))
  const known = narrowed
    ? repository.workflowRuns.slice(0, repository.workflowRuns.length - store.unlistedRuns)
    : repository.workflowRuns
  const found = known.filter(run => {
    const outcome = outcomeOf(repository, run)
    const wanted = query.get('status')
    return (
      // An empty one filters nothing.
      (query.get('head_sha') || run.suite.sha) === run.suite.sha &&
      (query.get('event') ?? run.event) === run.event &&
      (query.get('branch') ?? run.headBranch) === run.headBranch &&
      (query.get('check_suite_id') ?? String(run.suite.id)) === String(run.suite.id) &&
      (wanted === null || wanted === outcome.status || wanted === outcome.conclusion)
    )
  })
  const reachable = narrowed ? found.toReversed().slice(0, store.limits.filteredRuns) : found.toReversed()
  return await list(reachable, page, async shown => ({
    total_count: found.length,
    workflow_runs: await Promise.all(shown.map(run => bodyOf(request, run))),
  }))
}

async function get(request: ApiRequest): Promise<Reply> {
  return json(await bodyOf(request, runOf(request)))
}

/** `filter`: `latest` (default) is the newest attempt's, `all` those of all attempts. Newest first. */
async function listJobs(request: ApiRequest): Promise<Reply> {
  const { place, repository, query, page } = request
  const run = runOf(request)
  const jobs = query.get('filter') === 'all' ? allJobsOf(repository, run) : jobsOf(repository, run)
  return await list(jobs, page, shown => ({
    total_count: jobs.length,
    jobs: shown.map(job => jobBody(place, repository, run, job)),
  }))
}

/** Who has approved or rejected the run. */
function listReviews(request: ApiRequest): Reply {
  const { place, repository } = request
  return json(runOf(request).reviews.map(review => reviewBody(place, repository, review)))
}

/** The environments whose rules hold the run up, each with those who may let it through. */
function listPending(request: ApiRequest): Reply {
  const { place, repository, store, account } = request
  const run = runOf(request)
  const gates = jobsOf(repository, run).flatMap(job => (job.status === 'waiting' ? (run.gates.get(job.id) ?? []) : []))
  const open = gates.filter(({ review, timer }) => review || timer)
  const names = [...new Map(open.map(({ environment }) => [environment.toLowerCase(), environment])).values()]
  return json(
    names.map(environment => {
      const rules: EnvironmentRules = repository.environments.get(environment.toLowerCase()) ?? {}
      const reviewers = (rules.reviewers ?? []).map(login => store.person(login).user)
      const pending = { environment, rules, reviewers, since: run.createdAt, asker: account.user.login }
      return pendingDeploymentBody(place, repository, pending)
    }),
  )
}

function runOf({ repository, param }: ApiRequest): WorkflowRun {
  const run = repository.workflowRuns.find(one => String(one.id) === param('run_id'))
  if (run === undefined) throw notFound()
  return run
}

async function bodyOf({ place, repository }: ApiRequest, run: WorkflowRun) {
  return workflowRunBody(place, repository, run, await readCommit(repository.bare, run.suite.sha))
}

const BASE = '/repos/{owner}/{repo}/actions/runs'

export const workflowRunRoutes: readonly Route[] = [
  {
    operationId: 'actions/list-workflow-runs-for-repo',
    method: 'GET',
    path: BASE,
    query: ['head_sha', 'event', 'branch', 'status', 'check_suite_id', 'exclude_pull_requests', 'per_page', 'page'],
    handle: listAll,
  },
  {
    operationId: 'actions/get-workflow-run',
    method: 'GET',
    path: `${BASE}/{run_id}`,
    query: ['exclude_pull_requests'],
    handle: get,
  },
  {
    operationId: 'actions/get-reviews-for-run',
    method: 'GET',
    path: `${BASE}/{run_id}/approvals`,
    query: [],
    handle: listReviews,
  },
  {
    operationId: 'actions/get-pending-deployments-for-run',
    method: 'GET',
    path: `${BASE}/{run_id}/pending_deployments`,
    query: [],
    handle: listPending,
  },
  {
    operationId: 'actions/list-jobs-for-workflow-run',
    method: 'GET',
    path: `${BASE}/{run_id}/jobs`,
    query: ['filter', 'per_page', 'page'],
    handle: listJobs,
  },
]
