import { type Finding, UserError } from '../../errors.ts'
import type { Logger } from '../../log/logger.ts'
import type { Budget } from '../budget.ts'
import type { GitHubClient } from '../client.ts'
import { type Fields, isFields } from './answer.ts'
import { type GraphError, isRateLimit, readErrors } from './errors.ts'
import type { Query } from './query.ts'

/** What came of a query. */
type GraphAnswer =
  /** Data, whole or in part, with the errors beside it. */
  | { readonly kind: 'answered'; readonly data: Fields; readonly errors: readonly GraphError[] }
  /** GitHub broke over the query as a whole, most often because it took too long. */
  | { readonly kind: 'broke'; readonly finding: Finding }
  /** Nothing more may be asked: the budget or GitHub's own limit is used up. */
  | { readonly kind: 'stopped'; readonly finding: Finding }

/** What a query is sent with. */
export interface GraphQLConnection {
  readonly github: GitHubClient
  readonly budget: Budget
  readonly log: Logger
}

/**
 * Sends one query, if the budget has its cost. Throws a `UserError` for what smaller queries would not solve:
 * `github-token-invalid`, `github-forbidden`, `github-not-found`, `github-rejected`.
 */
export async function sendQuery(connection: GraphQLConnection, query: Query): Promise<GraphAnswer> {
  const { github, budget } = connection
  if (!budget.allowsPoints(query.points)) return stopped(budget)
  const octokit = await github.octokit()
  let data: unknown
  let errors: readonly GraphError[] = []
  try {
    data = await octokit.graphql(query.text, { ...query.variables })
  } catch (thrown) {
    if (thrown instanceof UserError) return broken(budget, query, thrown)
    const answer = partialAnswer(thrown)
    if (answer === undefined) throw thrown
    data = answer.data
    errors = readErrors(answer.errors)
  }
  const limit = isFields(data) && isFields(data.rateLimit) ? data.rateLimit : {}
  const { cost, remaining, resetAt } = limit
  const points = typeof cost === 'number' ? cost : query.points
  const left =
    typeof remaining === 'number' ? { remaining, resetAt: typeof resetAt === 'string' ? resetAt : '' } : undefined
  budget.spend(points, left)
  const limited = errors.find(error => error.path.length === 0 && isRateLimit(error))
  if (limited !== undefined) {
    const text = `GitHub's rate limit is used up half-way (${limited.message}): run again later, or less often`
    budget.stop({ reason: 'github-rate-limited', text })
    return stopped(budget)
  }
  if (isFields(data) && errors.every(error => error.path.length > 0)) return { kind: 'answered', data, errors }
  const said = errors.map(error => error.message).join('; ') || 'its answer has no data'
  return { kind: 'broke', finding: { reason: 'github-unreachable', text: `GitHub failed to answer a query (${said})` } }
}

function broken(budget: Budget, { points }: Query, thrown: UserError): GraphAnswer {
  const finding = { reason: thrown.reason, text: thrown.message }
  if (thrown.reason === 'github-rate-limited') {
    budget.stop(finding)
    return stopped(budget)
  }
  if (thrown.reason !== 'github-unreachable' && thrown.reason !== 'github-broken') throw thrown
  // What GitHub gave up on costs points all the same.
  budget.spend(points)
  return { kind: 'broke', finding }
}

function stopped({ stopped: finding }: Budget): GraphAnswer {
  if (finding === undefined) throw new Error('the budget stopped without a reason')
  return { kind: 'stopped', finding }
}

/** The library throws an answer that has errors, with the data that came beside them. */
function partialAnswer(thrown: unknown): { readonly data: unknown; readonly errors: unknown } | undefined {
  if (!(thrown instanceof Error) || thrown.name !== 'GraphqlResponseError') return undefined
  return thrown as Error & { readonly data: unknown; readonly errors: unknown }
}
