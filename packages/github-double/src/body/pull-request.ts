import type { Comparison } from '../git/comparison.ts'
import type { PullCommits } from '../git/pull-refs.ts'
import { nodeId } from '../ids.ts'
import type { PullRequest } from '../state/pull-request.ts'
import type { RepositoryState } from '../state/repository.ts'
import { type Place, repositoryApi, repositoryPage } from './links.ts'
import { eventRepositoryBody } from './repository.ts'
import { userBody } from './user.ts'

/** A pull request as it stands in events. GitHub tries the merge later, so that nothing of it is known yet. */
export function pullRequestBody(
  place: Place,
  repository: RepositoryState,
  pull: PullRequest,
  ends: PullCommits,
  comparison: Comparison,
) {
  const api = repositoryApi(place, repository)
  const page = `${repositoryPage(place, repository)}/pull/${pull.number}`
  const [own, issue] = [`${api}/pulls/${pull.number}`, `${api}/issues/${pull.number}`]
  const links = {
    self: own,
    html: page,
    issue,
    comments: `${issue}/comments`,
    review_comments: `${own}/comments`,
    review_comment: `${api}/pulls/comments{/number}`,
    commits: `${own}/commits`,
    statuses: `${api}/statuses/${ends.head}`,
  }
  return {
    url: own,
    id: pull.id,
    node_id: nodeId('PR', pull.id),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issue,
    commits_url: links.commits,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    comments_url: links.comments,
    statuses_url: links.statuses,
    number: pull.number,
    state: pull.mergedAt === undefined ? ('open' as const) : ('closed' as const),
    locked: false,
    title: pull.title,
    user: pull.author === undefined ? null : userBody(place, pull.author),
    body: null,
    labels: [],
    milestone: null,
    active_lock_reason: null,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.mergedAt ?? null,
    merged_at: pull.mergedAt ?? null,
    merge_commit_sha: pull.mergeCommit ?? null,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    head: endBody(place, pull.headRepository, pull.head, ends.head),
    base: endBody(place, repository, pull.base, ends.base),
    _links: Object.fromEntries(Object.entries(links).map(([name, href]) => [name, { href }])),
    author_association: pull.headRepository === repository ? ('MEMBER' as const) : ('NONE' as const),
    auto_merge: null,
    draft: false,
    merged: pull.mergedAt !== undefined,
    mergeable: null,
    rebaseable: null,
    mergeable_state: 'unknown',
    merged_by: pull.mergedBy === undefined ? null : userBody(place, pull.mergedBy),
    comments: 0,
    review_comments: 0,
    maintainer_can_modify: pull.headRepository !== repository,
    commits: comparison.commits.length,
    additions: comparison.additions,
    deletions: comparison.deletions,
    changed_files: comparison.files,
  }
}

function endBody(place: Place, repository: RepositoryState, branch: string, sha: string) {
  return {
    label: `${repository.owner.login}:${branch}`,
    ref: branch,
    sha,
    user: userBody(place, repository.owner),
    repo: eventRepositoryBody(place, repository),
  }
}
