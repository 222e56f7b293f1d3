import type { Finding } from '../../errors.ts'
import { oneLine } from '../../text/one-line.ts'
import { isFields } from './answer.ts'

/** One error of an answer, which may hold data beside it. */
export interface GraphError {
  /** GitHub's own code, such as `NOT_FOUND`; empty when it gives none. */
  readonly type: string
  readonly message: string
  /** Which field failed, from the root on; empty when the whole query did. */
  readonly path: readonly (string | number)[]
}

/** Errors that the same question would get again. */
const LASTING: readonly string[] = ['NOT_FOUND', 'FORBIDDEN', 'INSUFFICIENT_SCOPES', 'UNPROCESSABLE']

const REFUSALS: readonly string[] = ['FORBIDDEN', 'INSUFFICIENT_SCOPES']

/** The permission that each field needs; the deepest of a path decides. */
const PERMISSIONS: Readonly<Record<string, string>> = {
  defaultBranchRef: 'contents: read',
  policy: 'contents: read',
  object: 'contents: read',
  history: 'contents: read',
  associatedPullRequests: 'pull-requests: read',
  contexts: 'checks: read, statuses: read',
  statusCheckRollup: 'checks: read, statuses: read',
  checkSuite: 'checks: read',
  checkSuites: 'checks: read',
  workflowRun: 'actions: read',
  statuses: 'deployments: read',
}

/** Environments are asked for under aliases of their own. */
const ENVIRONMENT_ALIAS = /^e\d+$/

export function readErrors(value: unknown): readonly GraphError[] {
  if (!Array.isArray(value)) return []
  return value.filter(isFields).map(({ type, message, path }) => ({
    type: typeof type === 'string' ? type : '',
    message: typeof message === 'string' ? oneLine(message) : '',
    path: Array.isArray(path) ? path.filter(step => typeof step === 'string' || typeof step === 'number') : [],
  }))
}

export function isLasting({ type }: GraphError): boolean {
  return LASTING.includes(type)
}

/** Whether the hour's points were used up: GitHub answers that with status 200. */
export function isRateLimit({ type, message }: GraphError): boolean {
  return type === 'RATE_LIMITED' || type === 'RATE_LIMIT' || /rate limit/i.test(message)
}

/** What an error means for a query about a repository. */
export function findingOfError(error: GraphError, repository: string, doing: string): Finding {
  const said = [error.type, error.message].filter(part => part !== '').join(' ')
  const start = `GitHub did not ${doing} of ${repository} (${said})`
  if (error.type === 'NOT_FOUND') {
    const text = `${start}: it was deleted or renamed, or the token may not see it`
    return { reason: 'github-not-found', text, where: repository }
  }
  if (REFUSALS.includes(error.type)) {
    const permission = permissionOf(error.path)
    const words = permission === '' ? 'check its permissions' : `give it '${permission}'`
    return { reason: 'github-forbidden', text: `${start}: the token may not; ${words}`, where: repository }
  }
  return { reason: 'github-unreachable', text: `${start}: run again`, where: repository }
}

function permissionOf(path: GraphError['path']): string {
  for (const step of path.toReversed()) {
    if (typeof step !== 'string') continue
    const permission = PERMISSIONS[step]
    if (permission !== undefined) return permission
    if (ENVIRONMENT_ALIAS.test(step)) return 'deployments: read'
  }
  return ''
}
