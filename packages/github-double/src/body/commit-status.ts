import { nodeId } from '../ids.ts'
import type { Schema } from '../schema.ts'
import { type CommitStatus, combinedState } from '../state/commit-status.ts'
import type { RepositoryState } from '../state/repository.ts'
import { type Place, repositoryApi } from './links.ts'
import { minimalRepositoryBody } from './repository.ts'
import { userBody } from './user.ts'

export function commitStatusBody(place: Place, repository: RepositoryState, status: CommitStatus): Schema['status'] {
  return {
    ...simpleStatusBody(place, repository, status),
    creator: userBody(place, status.creator.user),
  }
}

/** The combined status of a commit: `latest` are all contexts, `page` those shown. */
export function combinedStatusBody(
  place: Place,
  repository: RepositoryState,
  sha: string,
  latest: readonly CommitStatus[],
  page: readonly CommitStatus[],
): Schema['combined-commit-status'] {
  const commit = `${repositoryApi(place, repository)}/commits/${sha}`
  return {
    state: combinedState(latest),
    statuses: page.map(status => simpleStatusBody(place, repository, status)),
    sha,
    total_count: latest.length,
    repository: minimalRepositoryBody(place, repository),
    commit_url: commit,
    url: `${commit}/status`,
  }
}

function simpleStatusBody(place: Place, repository: RepositoryState, status: CommitStatus) {
  return {
    url: `${repositoryApi(place, repository)}/statuses/${status.sha}`,
    avatar_url: userBody(place, status.creator.user).avatar_url,
    id: status.id,
    node_id: nodeId('SC', status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
  } satisfies Schema['simple-commit-status']
}
