import { nodeId } from '../ids.ts'
import type { Schema } from '../schema.ts'
import type { CheckRun } from '../state/check.ts'
import type { RepositoryState } from '../state/repository.ts'
import { appBody } from './app.ts'
import { type Place, repositoryApi, repositoryPage } from './links.ts'

export function checkRunBody(place: Place, repository: RepositoryState, run: CheckRun): Schema['check-run'] {
  const url = `${repositoryApi(place, repository)}/check-runs/${run.id}`
  const page = `${repositoryPage(place, repository)}/runs/${run.id}`
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId('CR', run.id),
    head_sha: run.suite.sha,
    external_id: run.externalId,
    url,
    html_url: run.jobOfAttempt === undefined ? page : (run.detailsUrl ?? page),
    details_url: run.detailsUrl ?? page,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: { ...run.output, annotations_count: 0, annotations_url: `${url}/annotations` },
    check_suite: { id: run.suite.id },
    app: appBody(place, run.suite.app),
    pull_requests: [],
  }
}
