import { nodeId } from '../ids.ts'
import type { Issue } from '../state/issue.ts'
import type { PullRequest } from '../state/pull-request.ts'
import type { RepositoryState } from '../state/repository.ts'
import { type Place, repositoryApi, repositoryPage } from './links.ts'
import { userBody } from './user.ts'

/** An issue, or a pull request as the issue that it is as well, as it stands in events. */
export function issueBody(place: Place, repository: RepositoryState, issue: Issue | PullRequest) {
  const api = `${repositoryApi(place, repository)}/issues/${issue.number}`
  const pull = 'isClosed' in issue ? undefined : issue
  const isClosed = 'isClosed' in issue ? issue.isClosed : issue.mergedAt !== undefined
  const page = `${repositoryPage(place, repository)}/${pull === undefined ? 'issues' : 'pull'}/${issue.number}`
  const { author } = issue
  return {
    url: api,
    repository_url: repositoryApi(place, repository),
    labels_url: `${api}/labels{/name}`,
    comments_url: `${api}/comments`,
    events_url: `${api}/events`,
    html_url: page,
    id: issue.id,
    node_id: nodeId(pull === undefined ? 'I' : 'PR', issue.id),
    number: issue.number,
    title: issue.title,
    user: author === undefined ? null : userBody(place, author),
    labels: [],
    state: isClosed ? ('closed' as const) : ('open' as const),
    state_reason: null,
    locked: false,
    active_lock_reason: null,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: repository.issueComments.filter(one => one.issue === issue.number).length,
    created_at: issue.createdAt,
    updated_at: issue.createdAt,
    closed_at: isClosed ? issue.createdAt : null,
    author_association: 'NONE' as const,
    body: null,
    performed_via_github_app: null,
    timeline_url: `${api}/timeline`,
    reactions: {
      url: `${api}/reactions`,
      total_count: 0,
      ...{ '+1': 0, '-1': 0, laugh: 0, confused: 0, heart: 0, hooray: 0, eyes: 0, rocket: 0 },
    },
    ...(pull === undefined
      ? {}
      : {
          draft: false,
          pull_request: {
            url: `${repositoryApi(place, repository)}/pulls/${pull.number}`,
            html_url: page,
            diff_url: `${page}.diff`,
            patch_url: `${page}.patch`,
            merged_at: pull.mergedAt ?? null,
          },
        }),
  }
}
