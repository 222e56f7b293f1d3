import { methods } from '../methods.ts'
import { Problem, Unmodelled } from '../problem.ts'
import type { Account } from '../state/account.ts'
import type { Store } from '../state/store.ts'
import { requireScope } from './access.ts'
import { Arguments } from './arguments.ts'
import type { Fault } from './fault.ts'
import { type Rates, rateLimited } from './rate.ts'
import type { LoggedRequest } from './request-log.ts'

/** What a request is answered from. */
export interface Answering {
  readonly store: Store
  readonly rates: Rates
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** A request as it came over HTTP. */
export interface Arrived {
  readonly authorization: string | undefined
  readonly fault: Fault | undefined
  /** Its entry in the log, which is filled in on the way. */
  readonly logged: LoggedRequest
}

/** What is sent back. */
export interface Answer {
  readonly status: number
  readonly body: object
  readonly headers: Readonly<Record<string, string>>
  /** Why this is not Slack's answer; only with 501 and 500. */
  readonly unknown?: string
}

/** Answers a request from the store: token, rate limit, method, scope, arguments, rules. */
export function answer(answering: Answering, arrived: Arrived): Answer {
  const { logged, fault } = arrived
  const headers: Record<string, string> = {}
  try {
    const account = authenticate(answering.store, arrived.authorization)
    logged.token = account.name
    headers['x-oauth-scopes'] = account.scopes.join(',')
    if (fault?.how === 'rate-limited') throw rateLimited(fault.retryAfter)
    answering.rates.count(account.app, logged.method, String(logged.arguments.channel ?? ''), answering.now())
    if (fault?.how === 'error') throw new Problem(fault.code)
    const body = handle(answering, logged, account)
    return { status: 200, body: { ok: true, ...body }, headers }
  } catch (thrown) {
    return failure(thrown, logged, headers)
  }
}

function handle({ store }: Answering, logged: LoggedRequest, account: Account): object {
  const method = methods.find(one => one.name === logged.method)
  if (method === undefined) throw new Unmodelled(`the method ${logged.method}`)
  const other = Object.keys(logged.arguments).find(name => !Object.hasOwn(method.arguments, name))
  if (other !== undefined) throw new Unmodelled(`the argument ${other} of ${method.name}`)
  if (method.scope !== undefined) requireScope(account, method.scope)
  return method.handle({ store, account, given: new Arguments(logged.arguments, method.arguments) })
}

function authenticate(store: Store, authorization: string | undefined): Account {
  const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1]
  if (token === undefined) throw new Problem('not_authed')
  const found = store.accountOf(token)
  if (found === undefined) throw new Problem('invalid_auth')
  if (found.revoked) throw new Problem('token_revoked')
  return found
}

function failure(thrown: unknown, logged: LoggedRequest, headers: Record<string, string>): Answer {
  if (thrown instanceof Problem) {
    logged.error = thrown.code
    const body = { ok: false, error: thrown.code, ...thrown.more }
    return { status: thrown.status, body, headers: { ...headers, ...thrown.headers } }
  }
  const unmodelled = thrown instanceof Unmodelled
  const why = unmodelled ? thrown.message : `the Slack double broke: ${(thrown as Error).stack ?? thrown}`
  return { status: unmodelled ? 501 : 500, body: { ok: false, error: why }, headers, unknown: why }
}
