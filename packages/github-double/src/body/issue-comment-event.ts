import type { Schema } from '../schema.ts'
import type { Account } from '../state/account.ts'
import type { Issue, IssueComment } from '../state/issue.ts'
import type { PullRequest } from '../state/pull-request.ts'
import type { RepositoryState } from '../state/repository.ts'
import { issueBody } from './issue.ts'
import { issueCommentBody } from './issue-comment.ts'
import type { Place } from './links.ts'
import { eventRepositoryBody } from './repository.ts'
import { userBody } from './user.ts'

/** What a workflow finds in its event file when a comment was written. */
export interface IssueCommentEvent {
  readonly action: 'created'
  readonly issue: ReturnType<typeof issueBody>
  readonly comment: ReturnType<typeof issueCommentBody>
  readonly repository: Schema['repository-webhooks']
  readonly sender: Schema['simple-user']
}

export function issueCommentEvent(
  place: Place,
  repository: RepositoryState,
  account: Account,
  issue: Issue | PullRequest,
  comment: IssueComment,
): IssueCommentEvent {
  return {
    action: 'created',
    issue: issueBody(place, repository, issue),
    comment: issueCommentBody(place, repository, comment),
    repository: eventRepositoryBody(place, repository),
    sender: userBody(place, account.user),
  }
}
