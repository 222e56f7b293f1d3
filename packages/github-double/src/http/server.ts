import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
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

export function createGitHubServer(served: Served): Server {
  const rates = { core: new Rates('core'), graphql: new Rates('graphql') }
  const contentWrites = new ContentWrites(served.store.limits, served.secondaryLimit)
  const minutePoints = new MinutePoints(served.store.limits, served.secondaryLimit)
  return createServer((incoming, outgoing) => {
    // A client that goes away half-way is its own affair; anything else is a bug that has to be seen.
    serve(served, { rates, contentWrites, minutePoints }, incoming, outgoing).catch(thrown => {
      if (!incoming.destroyed) record(served, incoming.method, incoming.url, String(thrown))
      outgoing.destroy()
    })
  })
}

async function serve(
  served: Served,
  limits: Pick<Answering, 'rates' | 'contentWrites' | 'minutePoints'>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  const { store, now } = served
  const place = served.place()
  const url = new URL(incoming.url ?? '/', place.api)
  const method = incoming.method ?? 'GET'
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
  if (fault?.how === 'no-answer') return
  if (fault?.how === 'hang-up') return void outgoing.destroy()
  const { authorization, accept = '', 'if-none-match': ifNoneMatch } = incoming.headers
  const version = incoming.headers['x-github-api-version']
  const apiVersion = Array.isArray(version) ? version[0] : version
  const arrived = { url, authorization, accept, apiVersion, ifNoneMatch, text, match, fault, logged }
  const answered = await answer({ store, place, ...limits, now }, arrived)
  if (answered.unknown !== undefined) record(served, method, url.pathname, answered.unknown)
  if (fault?.how === 'reply-lost') return void outgoing.destroy()
  logged.status = answered.status
  logged.answeredMonotonic = performance.now()
  const stamp = { id: logged.id, date: new Date(now()).toUTCString() }
  send(outgoing, answered, stamp, fault?.how === 'cut-short')
}

function send(
  outgoing: ServerResponse,
  { content, headers, status }: Answer,
  { id, date }: { readonly id: string; readonly date: string },
  cutShort: boolean,
): void {
  const known = { ...headers, date, 'x-github-request-id': id, 'x-github-api-version-selected': API_VERSION }
  if ('empty' in content) return void outgoing.writeHead(status, known).end()
  const bytes = 'bytes' in content ? content.bytes : Buffer.from(JSON.stringify(content.json))
  outgoing.writeHead(status, {
    ...known,
    'content-type': 'bytes' in content ? content.type : 'application/json; charset=utf-8',
    'content-length': bytes.length,
  })
  if (cutShort) outgoing.write(bytes.subarray(0, bytes.length / 2), () => outgoing.destroy())
  else outgoing.end(bytes)
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
