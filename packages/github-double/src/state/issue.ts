import type { App, User } from './account.ts'
import type { PullRequest } from './pull-request.ts'
import type { RepositoryState } from './repository.ts'
import type { Store } from './store.ts'

/** What people talk about. A pull request is one as well, with the same number. */
export interface Issue {
  readonly id: number
  readonly number: number
  readonly title: string
  readonly author: User
  readonly createdAt: string
  readonly isClosed: boolean
}

export interface IssueComment {
  readonly id: number
  readonly issue: number
  readonly author: User
  /** The App whose token wrote it. */
  readonly app: App | undefined
  body: string
  readonly createdAt: string
  updatedAt: string
  /** One of each kind and person. */
  readonly reactions: Reaction[]
}

export interface Reaction {
  readonly id: number
  readonly user: User
  readonly content: ReactionContent
  readonly createdAt: string
}

export const REACTIONS = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const
export type ReactionContent = (typeof REACTIONS)[number]

export function addIssue(
  store: Store,
  repository: RepositoryState,
  made: Pick<Issue, 'title' | 'author' | 'isClosed'>,
): Issue {
  // Issues and pull requests are counted together.
  const number = repository.issues.length + repository.pullRequests.length + 1
  const issue = { ...made, id: store.ids.next('issue'), number, createdAt: store.timestamp() }
  repository.issues.push(issue)
  return issue
}

/** An issue or a pull request by its number. */
export function issueOf({ issues, pullRequests }: RepositoryState, number: number): Issue | PullRequest | undefined {
  return issues.find(one => one.number === number) ?? pullRequests.find(one => one.number === number)
}

export function addIssueComment(
  store: Store,
  repository: RepositoryState,
  made: Pick<IssueComment, 'issue' | 'author' | 'app' | 'body'>,
): IssueComment {
  const now = store.timestamp()
  const comment = { ...made, id: store.ids.next('issueComment'), createdAt: now, updatedAt: now, reactions: [] }
  repository.issueComments.push(comment)
  return comment
}
