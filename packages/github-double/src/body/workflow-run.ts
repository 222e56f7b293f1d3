import type { GitCommit } from '../git/commit.ts'
import { nodeId } from '../ids.ts'
import type { Schema } from '../schema.ts'
import type { RepositoryState } from '../state/repository.ts'
import { outcomeOf, type WorkflowRun } from '../state/workflow-run.ts'
import { type Place, repositoryApi, repositoryPage } from './links.ts'
import { minimalRepositoryBody } from './repository.ts'
import { userBody } from './user.ts'

/** A run; `head` is the commit it ran for. */
export function workflowRunBody(
  place: Place,
  repository: RepositoryState,
  run: WorkflowRun,
  head: GitCommit,
): Schema['workflow-run'] {
  const api = repositoryApi(place, repository)
  const url = `${api}/actions/runs/${run.id}`
  return {
    id: run.id,
    name: run.workflow.name,
    node_id: nodeId('WFR', run.id),
    head_branch: run.headBranch,
    head_sha: head.sha,
    path: run.workflow.path,
    display_title: run.title ?? defaultTitle(run, head),
    run_number: run.runNumber,
    event: run.event,
    ...outcomeOf(repository, run),
    workflow_id: run.workflow.id,
    check_suite_id: run.suite.id,
    check_suite_node_id: nodeId('CS', run.suite.id),
    url,
    html_url: `${repositoryPage(place, repository)}/actions/runs/${run.id}`,
    pull_requests: [],
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    actor: userBody(place, run.actor),
    run_attempt: run.attempt,
    referenced_workflows: [],
    run_started_at: run.createdAt,
    triggering_actor: userBody(place, run.actor),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${api}/check-suites/${run.suite.id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: run.attempt > 1 ? `${url}/attempts/${run.attempt - 1}` : null,
    workflow_url: `${api}/actions/workflows/${run.workflow.id}`,
    head_commit: {
      id: head.sha,
      tree_id: head.tree,
      message: head.message,
      timestamp: head.committer.date,
      author: { name: head.author.name, email: head.author.email },
      committer: { name: head.committer.name, email: head.committer.email },
    },
    repository: minimalRepositoryBody(place, repository),
    head_repository: minimalRepositoryBody(place, run.headRepository),
  }
}

/** What GitHub calls a run without a `run-name`. */
function defaultTitle({ event, workflow }: WorkflowRun, head: GitCommit): string {
  if (event === 'workflow_dispatch' || event === 'schedule') return workflow.name
  return head.message.split('\n')[0] ?? ''
}
