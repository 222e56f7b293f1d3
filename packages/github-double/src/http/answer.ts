import type { Place } from '../body/links.ts'
import { operationOf } from '../description/description.ts'
import { checkRequest } from '../description/request.ts'
import { checkResponse } from '../description/response.ts'
import { answerQuery, GRAPHQL_OPERATION } from '../graphql/answer.ts'
import { Problem, Unmodelled } from '../problem.ts'
import type { Account } from '../state/account.ts'
import type { Store } from '../state/store.ts'
import { authenticate, authorize, permissionHeader, readable } from './access.ts'
import { checkApiVersion } from './api-version.ts'
import type { ContentWrites } from './content-writes.ts'
import { entityTag, matchesTag } from './entity-tag.ts'
import { type Fault, replyOf } from './fault.ts'
import type { MinutePoints } from './minute-points.ts'
import { cursorHeader, linkHeader, pageOf } from './paging.ts'
import { limitExceeded, type Rates } from './rate.ts'
import type { Reply } from './reply.ts'
import type { LoggedRequest } from './request-log.ts'
import type { Match } from './route.ts'

/** A request as it came over HTTP, its body read. */
export interface Arrived {
  readonly url: URL
  readonly authorization: string | undefined
  readonly accept: string
  /** `X-GitHub-Api-Version`. */
  readonly apiVersion: string | undefined
  readonly ifNoneMatch: string | undefined
  readonly text: string
  /** Undefined for an endpoint that is not modelled. */
  readonly match: Match | undefined
  /** How GitHub is to fail on it. */
  readonly fault: Fault | undefined
  /** Its entry in the log, which is filled in on the way. */
  readonly logged: LoggedRequest
}

/** What a request is answered from. */
export interface Answering {
  readonly store: Store
  readonly place: Place
  /** By what they count: requests, and the points of queries. */
  readonly rates: { readonly core: Rates; readonly graphql: Rates }
  readonly contentWrites: ContentWrites
  readonly minutePoints: MinutePoints
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** What is sent back. */
export interface Answer extends Reply {
  readonly headers: Readonly<Record<string, string>>
  /** Why this is not GitHub's answer; only with 501 and 500. */
  readonly unknown?: string
}

/** Answers a request from the store, in GitHub's order: version, token, limits, endpoint, repository, permission, form, rules. */
export async function answer(answering: Answering, arrived: Arrived): Promise<Answer> {
  const { match, logged } = arrived
  const headers: Record<string, string> = {}
  try {
    if (logged.operationId !== GRAPHQL_OPERATION) checkApiVersion(arrived.apiVersion)
    const account = authenticate(answering.store, arrived.authorization)
    logged.token = account.name
    if (account.scopes !== undefined) headers['x-oauth-scopes'] = account.scopes.join(', ')
    if (logged.operationId === GRAPHQL_OPERATION) {
      const { store, place, rates, minutePoints } = answering
      minutePoints.countQuery(account, answering.now())
      const { fault } = arrived
      const asked = { store, place, account, now: answering.now(), points: rates.graphql, fault, logged, headers }
      return { ...(await answerQuery(asked)), headers }
    }
    const counted = answering.rates.core.count(account, answering.now())
    Object.assign(headers, counted.headers)
    if (counted.exceeded) throw limitExceeded(account)
    if (match === undefined) throw new Unmodelled(`${logged.method} ${arrived.url.pathname}`)
    const { operationId } = match.route
    headers['x-accepted-github-permissions'] = permissionHeader(operationId)
    const injected = arrived.fault === undefined ? undefined : replyOf(arrived.fault)
    if (injected !== undefined) return { ...injected, headers }
    const [owner = '', repo = ''] = [match.params.get('owner'), match.params.get('repo')]
    answering.minutePoints.countRequest(account, `${owner}/${repo}`, match.route.method, answering.now())
    if (match.route.method !== 'GET') answering.contentWrites.count(account, `${owner}/${repo}`, answering.now())
    const reply = await handle(answering, arrived, account, match)
    Object.assign(headers, linksOf(operationId, arrived.url, reply))
    const described = checked(operationId, reply)
    logged.validated = true
    const tag = match.route.method === 'GET' ? entityTag(described, account, arrived.accept) : undefined
    if (tag === undefined) return { ...described, headers }
    headers.etag = tag
    if (!matchesTag(arrived.ifNoneMatch, tag)) return { ...described, headers }
    Object.assign(headers, answering.rates.core.giveBack(account, answering.now()).headers)
    return { status: 304, content: { empty: true }, headers }
  } catch (thrown) {
    return failure(thrown, match?.route.operationId, headers)
  }
}

async function handle({ store, place }: Answering, arrived: Arrived, account: Account, match: Match): Promise<Reply> {
  const { accept, text } = arrived
  const { body } = arrived.logged
  const { params, route } = match
  const { operationId, resource = '' } = route
  const query = arrived.url.searchParams
  const param = (name: string) => params.get(name) ?? ''
  const repository = readable(store, account, `${param('owner')}/${param('repo')}`)
  authorize(account, operationId)
  checkRequest({ operationId, resource, params, query, text, body })
  const other = [...query.keys()].find(name => !route.query.includes(name))
  if (other !== undefined) throw new Unmodelled(`the query parameter ${other} of ${operationId}`)
  const page = pageOf(query)
  return await route.handle({ store, place, repository, account, resource, query, page, accept, body, param })
}

/** An answer that is not as described is an error of the double, not of the caller. */
function checked(operationId: string, reply: Reply): Reply {
  const breaches = checkResponse(operationId, reply)
  if (breaches.length === 0) return reply
  throw new Error(`its answer to ${operationId} (${reply.status}) is not as described: ${breaches.join('; ')}`)
}

/** The headers that lead on: to the other pages of a list, or to what was made. */
function linksOf(operationId: string, url: URL, reply: Reply): Record<string, string> {
  const link = reply.total === undefined ? undefined : linkHeader(url, pageOf(url.searchParams), reply.total)
  const led = reply.cursors === undefined ? link : cursorHeader(url, reply.cursors)
  if (led !== undefined) return { link: led }
  const described = operationOf(operationId).responses[reply.status]
  const made = 'json' in reply.content ? (reply.content.json as { url?: unknown }).url : undefined
  return described?.headers.includes('Location') && typeof made === 'string' ? { location: made } : {}
}

function failure(thrown: unknown, operationId: string | undefined, headers: Record<string, string>): Answer {
  if (thrown instanceof Problem) {
    try {
      const reply = { status: thrown.status, content: { json: problemBody(thrown) } }
      const whole = { ...headers, ...thrown.headers }
      return { ...(operationId === undefined ? reply : checked(operationId, reply)), headers: whole }
    } catch (breach) {
      return failure(breach, operationId, headers)
    }
  }
  const unmodelled = thrown instanceof Unmodelled
  const status = unmodelled ? 501 : 500
  const why = unmodelled ? thrown.message : `the GitHub double broke: ${(thrown as Error).stack ?? thrown}`
  return { status, content: { json: { message: why, status: String(status) } }, headers, unknown: why }
}

function problemBody(problem: Problem): object {
  return {
    message: problem.message,
    ...(problem.errors === undefined ? {} : { errors: problem.errors }),
    documentation_url: 'https://docs.github.com/rest',
    status: String(problem.status),
  }
}
