import { nodeId } from '../ids.ts'
import type { Schema } from '../schema.ts'
import type { CheckRun } from '../state/check.ts'
import type { RepositoryState } from '../state/repository.ts'
import type { WorkflowRun } from '../state/workflow-run.ts'
import { type Place, repositoryApi, repositoryPage } from './links.ts'

/** A job of a run: its check run has the same id. */
export function jobBody(place: Place, repository: RepositoryState, run: WorkflowRun, job: CheckRun): Schema['job'] {
  const api = repositoryApi(place, repository)
  return {
    id: job.id,
    run_id: run.id,
    run_url: `${api}/actions/runs/${run.id}`,
    run_attempt: job.jobOfAttempt ?? run.attempt,
    node_id: nodeId('CR', job.id),
    head_sha: run.suite.sha,
    url: `${api}/actions/jobs/${job.id}`,
    html_url: job.detailsUrl ?? repositoryPage(place, repository),
    status: job.status,
    conclusion: job.conclusion,
    created_at: job.startedAt ?? run.createdAt,
    started_at: job.startedAt ?? run.createdAt,
    completed_at: job.completedAt,
    name: job.name,
    steps: [],
    check_run_url: `${api}/check-runs/${job.id}`,
    labels: ['ubuntu-latest'],
    runner_id: null,
    runner_name: null,
    runner_group_id: null,
    runner_group_name: null,
    workflow_name: run.workflow.name,
    head_branch: run.headBranch,
  }
}
