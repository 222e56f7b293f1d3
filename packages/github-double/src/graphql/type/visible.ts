import type { Account } from '../../state/account.ts'
import { fullName, type RepositoryState } from '../../state/repository.ts'

/** Whether a token knows of a repository at all. */
export function sees(account: Account, repository: RepositoryState): boolean {
  const name = fullName(repository).toLowerCase()
  return account.repositories?.some(one => one.toLowerCase() === name) ?? true
}
