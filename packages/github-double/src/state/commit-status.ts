import type { CommitState } from '../schema.ts'
import type { Account } from './account.ts'
import type { RepositoryState } from './repository.ts'

export interface CommitStatus {
  readonly id: number
  readonly sha: string
  readonly state: CommitState
  readonly context: string
  readonly description: string | null
  readonly targetUrl: string | null
  readonly creator: Account
  readonly createdAt: string
}

/** Every status of a commit, newest first. */
export function statusesOf(repository: RepositoryState, sha: string): CommitStatus[] {
  return repository.commitStatuses.filter(status => status.sha === sha).toReversed()
}

/** The newest status of each context of a commit, newest first. */
export function latestStatusesOf(repository: RepositoryState, sha: string): CommitStatus[] {
  const seen = new Set<string>()
  return statusesOf(repository, sha).filter(status => {
    if (seen.has(status.context)) return false
    seen.add(status.context)
    return true
  })
}

/** GitHub's combined state: any failure or error fails it; without a status it is pending, not success. */
export function combinedState(statuses: readonly CommitStatus[]): 'failure' | 'pending' | 'success' {
  if (statuses.some(status => status.state === 'failure' || status.state === 'error')) return 'failure'
  if (statuses.length === 0 || statuses.some(status => status.state === 'pending')) return 'pending'
  return 'success'
}
