import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { bundleAnswer } from '../body/attestation-bundle.ts'
import type { Place } from '../body/links.ts'
import { GRAPHQL_OPERATION } from '../graphql/answer.ts'
import { routes } from '../routes.ts'
import type { Store } from '../state/store.ts'
import { type Answer, type Answering, answer } from './answer.ts'
import { API_VERSION } from './api-version.ts'
import { ContentWrites, type SecondaryLimit } from './content-writes.ts'
import type { Faults } from './fault.ts'
import { MinutePoints } from './minute-points.ts'
import { Rates } from './rate.ts'
import type { LoggedRequest, UnknownRequest } from './request-log.ts'
import { matchRoute } from './route.ts'

/** What the HTTP side works on and records into. */
export interface Served {
  readonly store: Store
  /** Known once the port is. */
  readonly place: () => Place
  readonly requests: LoggedRequest[]
  readonly unknownRequests: UnknownRequest[]
  /** Milliseconds every request waits before it is handled. */
  readonly latency: number
  readonly faults: Faults
  readonly secondaryLimit: SecondaryLimit
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** A request whose body has been read. */
export interface Sent {
  readonly method: string
  /** Path and query, or the whole address. */
  readonly url: string
  /** By their names in lower case. */
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** What comes back: nothing at all, the end of the connection, or an answer, which may stop half-way. */
export type Returned =
  | { readonly kind: 'no-answer' }
  | { readonly kind: 'hang-up' }
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers: Readonly<Record<string, string | number>>
      /** Undefined: there is no body. */
      readonly bytes: Buffer | undefined
      readonly cutShort: boolean
    }

/** Answers requests as GitHub does, whichever way they come. Rejects for a bug of the double alone. */
export type AnswerSent = (sent: Sent) => Promise<Returned>

/** What answers all requests of one double. */
export function answering(served: Served): AnswerSent {
  const rates = { core: new Rates('core'), graphql: new Rates('graphql') }
  const contentWrites = new ContentWrites(served.store.limits, served.secondaryLimit)
  const minutePoints = new MinutePoints(served.store.limits, served.secondaryLimit)
  return sent => serve(served, { rates, contentWrites, minutePoints }, sent)
}

export function createGitHubServer(served: Served, answerSent: AnswerSent): Server {
  return createServer((incoming, outgoing) => {
    // A client that goes away half-way is its own affair; anything else is a bug that has to be seen.
    overHttp(answerSent, incoming, outgoing).catch(thrown => {
      if (!incoming.destroyed) record(served, incoming.method, incoming.url, String(thrown))
      outgoing.destroy()
    })
  })
}

async function overHttp(answerSent: AnswerSent, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const { method = 'GET', url = '/', headers } = incoming
  const returned = await answerSent({ method, url, headers, text: Buffer.concat(chunks).toString() })
  if (returned.kind === 'no-answer') return
  if (returned.kind === 'hang-up') return void outgoing.destroy()
  const { status, headers: sent, bytes, cutShort } = returned
  outgoing.writeHead(status, sent)
  if (bytes === undefined) outgoing.end()
  else if (cutShort) outgoing.write(bytes.subarray(0, bytes.length / 2), () => outgoing.destroy())
  else outgoing.end(bytes)
}

async function serve(
  served: Served,
  limits: Pick<Answering, 'rates' | 'contentWrites' | 'minutePoints'>,
  sent: Sent,
): Promise<Returned> {
  const { method, text } = sent
  const { store, now } = served
  const place = served.place()
  const url = new URL(sent.url, place.api)
  const kept = bundleAnswer(store, `${url.pathname}${url.search}`, sent.headers.authorization)
  if (kept !== undefined) {
    const { status, bytes, type } = kept
    const headers = { 'content-type': type, 'content-length': bytes.length }
    return { kind: 'answer', status, headers, bytes, cutShort: false }
  }
  const match = matchRoute(routes, method, url.pathname)
  const isQuery = method === 'POST' && url.pathname === '/graphql'
  const operationId = isQuery ? GRAPHQL_OPERATION : match?.route.operationId
  const fault = served.faults.take(operationId)
  const logged: LoggedRequest = {
    id: `D0B1:${served.requests.length + 1}`,
    method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    body: parse(text),
    receivedAt: now(),
    receivedMonotonic: performance.now(),
    operationId,
    fault: fault?.how,
    token: undefined,
    validated: false,
    answeredMonotonic: undefined,
    status: undefined,
  }
  served.requests.push(logged)
  const wait = served.latency + (fault?.how === 'slow' ? fault.milliseconds : 0)
  if (wait > 0) await sleep(wait)
  if (fault?.how === 'no-answer') return { kind: 'no-answer' }
  if (fault?.how === 'hang-up') return { kind: 'hang-up' }
  const { authorization, accept = '', 'if-none-match': ifNoneMatch } = sent.headers
  const version = sent.headers['x-github-api-version']
  const apiVersion = Array.isArray(version) ? version[0] : version
  const arrived = { url, authorization, accept, apiVersion, ifNoneMatch, text, match, fault, logged }
  const answered = await answer({ store, place, ...limits, now }, arrived)
  if (answered.unknown !== undefined) record(served, method, url.pathname, answered.unknown)
  if (fault?.how === 'reply-lost') return { kind: 'hang-up' }
  logged.status = answered.status
  logged.answeredMonotonic = performance.now()
  const stamp = { id: logged.id, date: new Date(now()).toUTCString() }
  return returnedOf(answered, stamp, fault?.how === 'cut-short')
}

function returnedOf(
  { content, headers, status }: Answer,
  { id, date }: { readonly id: string; readonly date: string },
  cutShort: boolean,
): Returned {
  const known = { ...headers, date, 'x-github-request-id': id, 'x-github-api-version-selected': API_VERSION }
  if ('empty' in content) return { kind: 'answer', status, headers: known, bytes: undefined, cutShort: false }
  const bytes = 'bytes' in content ? Buffer.from(content.bytes) : Buffer.from(JSON.stringify(content.json))
  const type = 'bytes' in content ? content.type : 'application/json; charset=utf-8'
  const whole = { ...known, 'content-type': type, 'content-length': bytes.length }
  return { kind: 'answer', status, headers: whole, bytes, cutShort }
}

function record(served: Served, method: string | undefined, path: string | undefined, why: string): void {
  served.unknownRequests.push({ method: method ?? '', path: path ?? '', why })
}

/** Undefined for no body and for one that is not JSON; a caller that needs it distinguishes them by the text. */
function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
