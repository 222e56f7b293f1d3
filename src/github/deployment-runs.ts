import type { Rejection, WorkflowRunFacts } from '../domain/deployment/workflow-run.ts'
import { UserError } from '../errors.ts'
import type { Instant } from '../time/instant.ts'
import type { GitHubClient } from './client.ts'
import { PAGE_SIZE } from './pages.ts'

/** GitHub hands out no more of a list that is narrowed. */
const MOST_RUNS = 1000

/** Runs that started something, and whether they are all. */
interface StartedRuns {
  readonly runs: readonly WorkflowRunFacts[]
  readonly isComplete: boolean
  /** When GitHub answered, by its own clock; undefined where it does not say. */
  readonly at: Instant | undefined
}

/** Reads the runs of `event` since a time. GitHub lists the newest first. */
export async function readStartedRuns(
  github: GitHubClient,
  event: 'deployment' | 'workflow_dispatch',
  since: Instant,
): Promise<StartedRuns> {
  const octokit = await github.octokit()
  const runs = new Map<number, WorkflowRunFacts>()
  let at: Instant | undefined
  for (let page = 1; page <= MOST_RUNS / PAGE_SIZE; page++) {
    const request = { ...github.repository, event, exclude_pull_requests: true, per_page: PAGE_SIZE, page }
    const { data, headers } = await octokit.request('GET /repos/{owner}/{repo}/actions/runs', request)
    const answered = Date.parse(headers.date ?? '')
    if (!Number.isNaN(answered)) at = answered
    const listed = data.workflow_runs.map(runFacts)
    for (const run of listed) if (run.createdAt >= since) runs.set(run.id, run)
    const isLast = listed.length < PAGE_SIZE || listed.some(run => run.createdAt < since)
    if (isLast) return { runs: [...runs.values()], isComplete: true, at }
  }
  return { runs: [...runs.values()], isComplete: false, at }
}

/** Reads a run; undefined for one that was deleted. */
export async function readRun(github: GitHubClient, runId: number): Promise<WorkflowRunFacts | undefined> {
  const octokit = await github.octokit()
  const request = { ...github.repository, run_id: runId, exclude_pull_requests: true }
  try {
    return runFacts((await octokit.request('GET /repos/{owner}/{repo}/actions/runs/{run_id}', request)).data)
  } catch (thrown) {
    if (thrown instanceof UserError && thrown.reason === 'github-not-found') return undefined
    throw thrown
  }
}

/** The reviewer who rejected a run, where one did. */
export async function readRejection(github: GitHubClient, runId: number): Promise<Rejection | undefined> {
  const octokit = await github.octokit()
  const request = { ...github.repository, run_id: runId }
  const { data } = await octokit.request('GET /repos/{owner}/{repo}/actions/runs/{run_id}/approvals', request)
  const rejected = data.find(({ state }) => state === 'rejected')
  return rejected === undefined ? undefined : { by: rejected.user.login, comment: rejected.comment }
}

interface ApiRun {
  readonly id: number | bigint
  readonly run_attempt?: number | undefined
  readonly event: string
  readonly head_sha: string
  readonly display_title: string
  readonly status: string | null
  readonly conclusion: string | null
  readonly created_at: string
  readonly html_url: string
}

function runFacts(run: ApiRun): WorkflowRunFacts {
  const isOver = run.status === 'completed'
  return {
    id: Number(run.id),
    attempt: run.run_attempt ?? 1,
    event: run.event,
    sha: run.head_sha.toLowerCase(),
    title: run.display_title,
    isOver,
    state: (isOver ? run.conclusion : run.status) ?? 'unknown',
    createdAt: Date.parse(run.created_at),
    url: run.html_url,
  }
}
