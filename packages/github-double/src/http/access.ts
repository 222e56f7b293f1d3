import { requiredPermission } from '../description/permissions.ts'
import { notFound, Problem } from '../problem.ts'
import type { Account } from '../state/account.ts'
import { permits } from '../state/permission.ts'
import { fullName, type RepositoryState } from '../state/repository.ts'
import type { Store } from '../state/store.ts'

/** Who a token speaks for; 401 for none and for an unknown one. */
export function authenticate(store: Store, authorization: string | undefined): Account {
  if (authorization === undefined) throw new Problem(401, 'Requires authentication')
  const token = /^(?:token|bearer) +(\S+)$/i.exec(authorization)?.[1]
  const account = token === undefined ? undefined : store.accountOf(token)
  if (account === undefined) throw new Problem(401, 'Bad credentials')
  return account
}

/** The repository of a request; GitHub answers the same for a private one that a token cannot read and for one that does not exist. */
export function readable(store: Store, account: Account, name: string): RepositoryState {
  const repository = store.findRepository(name)
  if (repository === undefined) throw notFound()
  const seen = account.repositories?.some(one => one.toLowerCase() === fullName(repository).toLowerCase()) ?? true
  if (!seen) throw notFound()
  return repository
}

/** 403 when the token lacks the permission that the operation asks for. */
export function authorize(account: Account, operationId: string): void {
  const { name, level } = requiredPermission(operationId)
  if (permits(account.permissions, name, level)) return
  const means = account.kind === 'user' ? 'personal access token' : 'integration'
  throw new Problem(403, `Resource not accessible by ${means}`)
}

/** The header in which GitHub names that permission: `deployments=write`. */
export function permissionHeader(operationId: string): string {
  const { name, level } = requiredPermission(operationId)
  return `${name}=${level}`
}
