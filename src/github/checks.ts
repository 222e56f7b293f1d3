import type { CheckFacts, CheckRunFact, StatusFact, WorkflowRunFact } from '../domain/checks/facts.ts'
import type { Finding } from '../errors.ts'
import type { GitHubClient } from './client.ts'
import { type AllPages, PAGE_SIZE, readCountedPages } from './pages.ts'

/** Which commit, and which run is asking. */
interface ChecksQuestion {
  readonly sha: string
  /** This workflow run (`GITHUB_RUN_ID`): its workflow is ours, and its runs are no checks of the commit. */
  readonly runId?: number
}

/**
 * Reads everything GitHub knows about a commit's checks: check runs, commit statuses, and the workflow runs that say
 * what started the check runs of Actions. All at once: one round trip in series, two when there are more than 100.
 */
export async function readChecks(github: GitHubClient, { sha, runId }: ChecksQuestion): Promise<CheckFacts> {
  const [checkRuns, statuses, workflowRuns, own] = await Promise.all([
    readCheckRuns(github, sha),
    readStatuses(github, sha),
    readWorkflowRuns(github, sha),
    runId === undefined ? [] : readWorkflowOf(github, runId),
  ])
  return {
    sha,
    checkRuns: checkRuns.items,
    statuses: statuses.items,
    workflowRuns: workflowRuns.items,
    ownWorkflowIds: own,
    unreadable: [
      ...missing(checkRuns, 'check runs'),
      ...missing(statuses, 'commit statuses'),
      ...missing(workflowRuns, 'workflow runs'),
    ],
  }
}

function missing(read: AllPages<unknown>, what: string): readonly Finding[] {
  if (read.missing === 0) return []
  const text = `GitHub counts ${read.missing} more ${what} for the commit than it lists: they cannot be judged`
  return [{ reason: 'check-unreadable', text }]
}

async function readCheckRuns(github: GitHubClient, sha: string): Promise<AllPages<CheckRunFact>> {
  const octokit = await github.octokit()
  return readCountedPages(async page => {
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
      ...github.repository,
      ref: sha,
      // GitHub's own `latest` goes by app and name: it hides a failed job behind another workflow's of the same name.
      filter: 'all',
      per_page: PAGE_SIZE,
      page,
    })
    const items = data.check_runs.map(run => ({
      id: Number(run.id),
      name: run.name,
      app: run.app?.slug ?? '',
      suiteId: run.check_suite === null ? undefined : Number(run.check_suite.id),
      status: run.status,
      conclusion: run.conclusion ?? undefined,
      url: run.html_url ?? run.details_url ?? '',
    }))
    return { items, total: data.total_count }
  })
}

async function readStatuses(github: GitHubClient, sha: string): Promise<AllPages<StatusFact>> {
  const octokit = await github.octokit()
  return readCountedPages(async page => {
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/commits/{ref}/status', {
      ...github.repository,
      ref: sha,
      per_page: PAGE_SIZE,
      page,
    })
    const items = data.statuses.map(status => ({
      id: Number(status.id),
      context: status.context,
      state: status.state,
      url: status.target_url ?? '',
    }))
    return { items, total: data.total_count }
  })
}

async function readWorkflowRuns(github: GitHubClient, sha: string): Promise<AllPages<WorkflowRunFact>> {
  const octokit = await github.octokit()
  return readCountedPages(async page => {
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/actions/runs', {
      ...github.repository,
      head_sha: sha,
      exclude_pull_requests: true,
      per_page: PAGE_SIZE,
      page,
    })
    const items = data.workflow_runs.map(run => ({
      id: Number(run.id),
      workflowId: Number(run.workflow_id),
      workflowName: run.name ?? run.path,
      event: run.event,
      suiteId: run.check_suite_id === undefined ? undefined : Number(run.check_suite_id),
      attempt: run.run_attempt ?? 1,
      status: run.status ?? '',
      conclusion: run.conclusion ?? undefined,
      url: run.html_url,
    }))
    return { items, total: data.total_count }
  })
}

async function readWorkflowOf(github: GitHubClient, runId: number): Promise<readonly number[]> {
  const octokit = await github.octokit()
  const { data } = await octokit.request('GET /repos/{owner}/{repo}/actions/runs/{run_id}', {
    ...github.repository,
    run_id: runId,
    exclude_pull_requests: true,
  })
  return [Number(data.workflow_id)]
}
