import type { User } from './account.ts'
import type { RepositoryState } from './repository.ts'
import type { Store } from './store.ts'

/** A branch that asks to be merged into another one, of the repository that keeps it. */
export interface PullRequest {
  readonly id: number
  readonly number: number
  readonly title: string
  /** Undefined when the account is gone. */
  readonly author: User | undefined
  readonly createdAt: string
  updatedAt: string
  /** Undefined until it is merged. */
  readonly mergedAt: string | undefined
  readonly mergedBy: User | undefined
  /** What merging it made: the commit on the branch merged into. */
  readonly mergeCommit: string | undefined
  /** The commits it consists of. With a squash or a rebase these are not on the branch merged into. */
  commits: readonly string[]
  /** The branch merged into. */
  readonly base: string
  /** The branch with the change. */
  readonly head: string
  /** Where that branch is: in the same repository, or in a fork of it. */
  readonly headRepository: RepositoryState
}

/** A pull request's fields but for those the store gives. */
export type NewPullRequest = Omit<PullRequest, 'id' | 'number' | 'createdAt' | 'updatedAt'>

export function addPullRequest(store: Store, repository: RepositoryState, made: NewPullRequest): PullRequest {
  const now = store.timestamp()
  const number = repository.issues.length + repository.pullRequests.length + 1
  const pull = { ...made, id: store.ids.next('pullRequest'), number, createdAt: now, updatedAt: now }
  repository.pullRequests.push(pull)
  return pull
}

/** The pull requests that a commit came from or belongs to, oldest first. */
export function pullRequestsOf(repository: RepositoryState, sha: string): PullRequest[] {
  return repository.pullRequests.filter(one => one.mergeCommit === sha || one.commits.includes(sha))
}

/** Every pull request that is not merged yet and whose head is this branch, each with the repository that keeps it. */
export function pullRequestsFrom(
  store: Store,
  head: RepositoryState,
  branch: string,
): { readonly repository: RepositoryState; readonly pull: PullRequest }[] {
  return store.repositories.flatMap(repository =>
    repository.pullRequests
      .filter(pull => pull.mergedAt === undefined && pull.headRepository === head && pull.head === branch)
      .map(pull => ({ repository, pull })),
  )
}
