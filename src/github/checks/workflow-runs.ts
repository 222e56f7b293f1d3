import type { JobFact, WorkflowRunFact } from '../../domain/checks/facts.ts'
import { UserError } from '../../errors.ts'
import type { GitHubClient } from '../client.ts'
import { type AllPages, PAGE_SIZE, readCountedPages } from '../pages.ts'

/** The workflow runs that GitHub lists for a commit. */
export async function readWorkflowRuns(github: GitHubClient, sha: string): Promise<AllPages<WorkflowRunFact>> {
  const octokit = await github.octokit()
  return readCountedPages(async page => {
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/actions/runs', {
      ...github.repository,
      head_sha: sha,
      exclude_pull_requests: true,
      per_page: PAGE_SIZE,
      page,
    })
    return { items: data.workflow_runs.map(runOf), total: data.total_count }
  })
}

/** One run, by its id: unlike the list, this does not lag. */
export async function getWorkflowRun(github: GitHubClient, runId: number): Promise<WorkflowRunFact> {
  const octokit = await github.octokit()
  const request = { ...github.repository, run_id: runId, exclude_pull_requests: true }
  const { data } = await octokit.request('GET /repos/{owner}/{repo}/actions/runs/{run_id}', request)
  return runOf(data)
}

/** The same; undefined for one that was deleted. */
export async function findWorkflowRun(github: GitHubClient, runId: number): Promise<WorkflowRunFact | undefined> {
  try {
    return await getWorkflowRun(github, runId)
  } catch (thrown) {
    if (thrown instanceof UserError && thrown.reason === 'github-not-found') return undefined
    throw thrown
  }
}

/** Whether a workflow run has come to its end. One that was deleted has. */
export async function hasRunEnded(github: GitHubClient, runId: number): Promise<boolean> {
  const run = await findWorkflowRun(github, runId)
  return run === undefined || run.status === 'completed'
}

/** The jobs of all attempts of a run. */
export async function readJobs(github: GitHubClient, runId: number): Promise<AllPages<JobFact>> {
  const octokit = await github.octokit()
  return readCountedPages(async page => {
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs', {
      ...github.repository,
      run_id: runId,
      filter: 'all',
      per_page: PAGE_SIZE,
      page,
    })
    const items = data.jobs.map(job => ({ id: Number(job.id), attempt: job.run_attempt ?? 1 }))
    return { items, total: data.total_count }
  })
}

interface ApiRun {
  readonly id: number | bigint
  readonly workflow_id: number | bigint
  readonly name?: string | null
  readonly path: string
  readonly display_title?: string
  readonly event: string
  readonly head_branch: string | null
  readonly check_suite_id?: number | bigint
  readonly run_attempt?: number
  readonly status: string | null
  readonly conclusion: string | null
  readonly html_url: string
}

function runOf(run: ApiRun): WorkflowRunFact {
  return {
    id: Number(run.id),
    workflowId: Number(run.workflow_id),
    workflowName: run.name ?? run.path,
    event: run.event,
    ...(run.display_title === undefined ? {} : { title: run.display_title }),
    headBranch: run.head_branch ?? undefined,
    suiteId: run.check_suite_id === undefined ? undefined : Number(run.check_suite_id),
    attempt: run.run_attempt ?? 1,
    status: run.status ?? '',
    conclusion: run.conclusion ?? undefined,
    url: run.html_url,
  }
}
