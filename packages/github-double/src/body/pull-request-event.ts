import type { Comparison } from '../git/comparison.ts'
import type { PullCommits } from '../git/pull-refs.ts'
import type { Schema } from '../schema.ts'
import type { Account } from '../state/account.ts'
import type { PullRequest } from '../state/pull-request.ts'
import type { RepositoryState } from '../state/repository.ts'
import type { Place } from './links.ts'
import { pullRequestBody } from './pull-request.ts'
import { eventRepositoryBody } from './repository.ts'
import { userBody } from './user.ts'

/** What happened: it was opened, or its head was pushed. */
export type PullRequestAction =
  | { readonly action: 'opened' }
  | { readonly action: 'synchronize'; readonly before: string; readonly after: string }

/** What a workflow finds in its event file when a pull request was opened or its head was pushed. */
export type PullRequestEvent = PullRequestAction & {
  readonly number: number
  readonly pull_request: ReturnType<typeof pullRequestBody>
  readonly repository: Schema['repository-webhooks']
  readonly sender: Schema['simple-user']
}

export function pullRequestEvent(
  place: Place,
  repository: RepositoryState,
  account: Account,
  action: PullRequestAction,
  pull: PullRequest,
  ends: PullCommits,
  comparison: Comparison,
): PullRequestEvent {
  return {
    ...action,
    number: pull.number,
    pull_request: pullRequestBody(place, repository, pull, ends, comparison),
    repository: eventRepositoryBody(place, repository),
    sender: userBody(place, account.user),
  }
}
