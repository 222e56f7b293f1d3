import type { Schema } from '../schema.ts'
import type { RepositoryState } from '../state/repository.ts'
import type { Review } from '../state/workflow-run.ts'
import { type Place, repositoryApi, repositoryPage } from './links.ts'
import { userBody } from './user.ts'

/** What a reviewer has said of the jobs of a run that waited. */
export function reviewBody(place: Place, repository: RepositoryState, review: Review): Schema['environment-approvals'] {
  return {
    environments: review.environments.map(name => ({
      name,
      url: `${repositoryApi(place, repository)}/environments/${encodeURIComponent(name)}`,
      html_url: `${repositoryPage(place, repository)}/deployments/activity_log?environments_filter=${encodeURIComponent(name)}`,
      created_at: repository.createdAt,
      updated_at: repository.createdAt,
    })),
    state: review.state,
    user: userBody(place, review.by),
    comment: review.comment,
  }
}
