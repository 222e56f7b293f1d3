import type { Place } from '../body/links.ts'
import { type Fault, replyOf } from '../http/fault.ts'
import type { Rates } from '../http/rate.ts'
import { json, type Reply } from '../http/reply.ts'
import type { LoggedRequest } from '../http/request-log.ts'
import { Problem, Unmodelled } from '../problem.ts'
import type { Account } from '../state/account.ts'
import type { Store } from '../state/store.ts'
import { costOf, MOST_NODES } from './cost.ts'
import { executeQuery } from './execute.ts'
import { PlannedErrors } from './planned-errors.ts'
import { type ErrorEntry, QueryProblem } from './problem.ts'
import { readQuery } from './query.ts'

/** The name of the endpoint, where operations of REST have theirs. */
export const GRAPHQL_OPERATION = 'graphql'

/** A query that came over HTTP from a known token. */
export interface ArrivedQuery {
  readonly store: Store
  readonly place: Place
  readonly account: Account
  /** Milliseconds since the epoch. */
  readonly now: number
  /** Counts the points of each token. */
  readonly points: Rates
  readonly fault: Fault | undefined
  /** Its entry in the log, which is filled in on the way. */
  readonly logged: LoggedRequest
  /** The headers of the answer, whatever it is. */
  readonly headers: Record<string, string>
}

/** Answers as GitHub does: errors of the query itself, of its limits and of single fields all come with 200. */
export async function answerQuery(arrived: ArrivedQuery): Promise<Reply> {
  const { account, now, points, fault, logged, headers } = arrived
  const { text, variables, operationName } = bodyOf(logged.body)
  Object.assign(headers, points.look(account, now).headers)
  if (text === undefined) return errorsOnly([{ message: 'A query attribute must be specified and must be a string.' }])
  const query = readQuery(text, operationName)
  if (!('document' in query)) return errorsOnly(query.map(({ message, locations }) => entry(message, locations)))
  const cost = costOf(query, variables)
  logged.points = cost.points
  if (cost.nodes > MOST_NODES) return errorsOnly([tooManyNodes(cost.nodes)])
  if (fault?.how === 'out-of-points') points.spendAll(account, now)
  const counted = points.count(account, now, cost.points)
  Object.assign(headers, counted.headers)
  if (counted.exceeded) return errorsOnly([outOfPoints(account)])
  const injected = fault === undefined ? undefined : replyOf(fault)
  if (injected !== undefined) return injected
  const planned = fault?.how === 'partial-data' ? plan(fault) : undefined
  const { store, place } = arrived
  const executed = await executeQuery(query, variables, { store, place, account, now, cost, planned, budget: counted })
  if (planned !== undefined && planned.missed.length > 0)
    throw new Unmodelled(`an error at ${planned.missed.join(', ')}: the query has no such field`)
  // The query by the schema's rules, the answer by its types, while it was made.
  logged.validated = true
  return json(executed)
}

function bodyOf(body: unknown): { text?: string; variables: Record<string, unknown>; operationName?: string } {
  if (typeof body !== 'object' || body === null) throw new Problem(400, 'Problems parsing JSON')
  const { query, variables, operationName } = body as Record<string, unknown>
  return {
    ...(typeof query === 'string' ? { text: query } : {}),
    ...(typeof operationName === 'string' ? { operationName } : {}),
    variables: (variables ?? {}) as Record<string, unknown>,
  }
}

function plan({ paths, type, message }: Extract<Fault, { how: 'partial-data' }>): PlannedErrors {
  return new PlannedErrors(paths, new QueryProblem(type, message))
}

function errorsOnly(errors: readonly ErrorEntry[]): Reply {
  return json({ errors })
}

function entry(message: string, locations: ErrorEntry['locations']): ErrorEntry {
  return locations === undefined ? { message } : { locations, message }
}

function tooManyNodes(nodes: number): ErrorEntry {
  const written = nodes.toLocaleString('en-US')
  const message = `This query requests up to ${written} possible nodes which exceeds the maximum limit of 500,000.`
  return { type: 'MAX_NODE_LIMIT_EXCEEDED', message }
}

function outOfPoints(account: Account): ErrorEntry {
  const whose = account.kind === 'user' ? 'user' : 'installation'
  return { type: 'RATE_LIMITED', message: `API rate limit exceeded for ${whose} ID ${account.user.id}.` }
}
