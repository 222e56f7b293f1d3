import type { Place } from '../body/links.ts'
import { notFound, Problem, Unmodelled } from '../problem.ts'
import { routes } from '../routes.ts'
import type { Account } from '../state/account.ts'
import type { Store } from '../state/store.ts'
import { linkHeader, pageOf } from './paging.ts'
import type { Reply } from './reply.ts'
import type { LoggedRequest } from './request-log.ts'
import { type Match, matchRoute } from './route.ts'

/** A request as it came over HTTP, its body read but not yet parsed. */
export interface Arrived {
  readonly url: URL
  readonly authorization: string | undefined
  readonly accept: string
  readonly text: string
  /** Its entry in the log, which is filled in on the way. */
  readonly logged: LoggedRequest
}

/** What is sent back. */
export interface Answer extends Reply {
  readonly link?: string
  readonly account?: Account | undefined
  /** Why this is not GitHub's answer; only with 501 and 500. */
  readonly unknown?: string
}

/** Answers a request from the store, in GitHub's order: token, endpoint, repository, form, then the rules. */
export async function answer(store: Store, place: Place, arrived: Arrived): Promise<Answer> {
  let account: Account | undefined
  try {
    const match = matchRoute(routes, arrived.logged.method, arrived.url.pathname)
    arrived.logged.operationId = match?.route.operationId
    account = authenticate(store, arrived.authorization)
    arrived.logged.token = account.name
    if (match === undefined) throw new Unmodelled(`${arrived.logged.method} ${arrived.url.pathname}`)
    return { ...(await handle(store, place, arrived, account, match)), account }
  } catch (thrown) {
    return { ...failure(thrown), account }
  }
}

async function handle(store: Store, place: Place, arrived: Arrived, account: Account, match: Match): Promise<Answer> {
  const query = arrived.url.searchParams
  const other = [...query.keys()].find(name => !match.route.query.includes(name))
  if (other !== undefined) throw new Unmodelled(`the query parameter ${other} of ${match.route.operationId}`)
  const param = (name: string) => match.params.get(name) ?? ''
  const repository = store.findRepository(`${param('owner')}/${param('repo')}`)
  if (repository === undefined) throw notFound()
  if (arrived.text !== '' && arrived.logged.body === undefined) throw new Problem(400, 'Problems parsing JSON')
  const { accept, url, logged } = arrived
  const page = pageOf(query)
  const { body } = logged
  const reply = await match.route.handle({ store, place, repository, account, query, page, accept, body, param })
  const link = reply.total === undefined ? undefined : linkHeader(url, page, reply.total)
  return link === undefined ? reply : { ...reply, link }
}

function authenticate(store: Store, authorization: string | undefined): Account {
  if (authorization === undefined) throw new Problem(401, 'Requires authentication')
  const token = /^(?:token|bearer) +(\S+)$/i.exec(authorization)?.[1]
  const account = token === undefined ? undefined : store.accountOf(token)
  if (account === undefined) throw new Problem(401, 'Bad credentials')
  return account
}

function failure(thrown: unknown): Answer {
  if (thrown instanceof Problem) return { status: thrown.status, content: { json: problemBody(thrown) } }
  const unmodelled = thrown instanceof Unmodelled
  const status = unmodelled ? 501 : 500
  const why = unmodelled ? thrown.message : `the GitHub double broke: ${(thrown as Error).stack ?? thrown}`
  return { status, content: { json: { message: why, status: String(status) } }, unknown: why }
}

function problemBody(problem: Problem): object {
  return {
    message: problem.message,
    ...(problem.errors === undefined ? {} : { errors: problem.errors }),
    documentation_url: 'https://docs.github.com/rest',
    status: String(problem.status),
  }
}
