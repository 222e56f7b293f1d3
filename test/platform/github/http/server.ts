import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Place } from '../body/links.ts'
import type { Store } from '../state/store.ts'
import { type Answer, answer } from './answer.ts'
import { Rates } from './rate.ts'
import type { LoggedRequest, UnknownRequest } from './request-log.ts'

/** What the HTTP side works on and records into. */
export interface Served {
  readonly store: Store
  /** Known once the port is. */
  readonly place: () => Place
  readonly requests: LoggedRequest[]
  readonly unknownRequests: UnknownRequest[]
  /** Milliseconds every request waits before it is handled. */
  readonly latency: number
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

export function createGitHubServer(served: Served): Server {
  const rates = new Rates()
  return createServer((incoming, outgoing) => {
    // A client that goes away half-way is its own affair; anything else is a bug that has to be seen.
    serve(served, rates, incoming, outgoing).catch(thrown => {
      if (!incoming.destroyed) record(served, incoming.method, incoming.url, String(thrown))
      outgoing.destroy()
    })
  })
}

async function serve(served: Served, rates: Rates, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  const url = new URL(incoming.url ?? '/', served.place().api)
  const logged: LoggedRequest = {
    id: `D0B1:${served.requests.length + 1}`,
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    body: parse(text),
    receivedAt: served.now(),
    receivedMonotonic: performance.now(),
    operationId: undefined,
    token: undefined,
    status: undefined,
  }
  served.requests.push(logged)
  if (served.latency > 0) await sleep(served.latency)
  const { authorization, accept = '' } = incoming.headers
  const answered = await answer(served.store, served.place(), { url, authorization, accept, text, logged })
  logged.status = answered.status
  if (answered.unknown !== undefined) record(served, logged.method, url.pathname, answered.unknown)
  send(outgoing, answered, {
    'x-github-request-id': logged.id,
    'x-github-api-version-selected': '2022-11-28',
    ...(answered.account === undefined ? {} : rates.count(answered.account, served.now())),
  })
}

function send(outgoing: ServerResponse, answered: Answer, headers: Record<string, string>): void {
  const { content } = answered
  const bytes = 'bytes' in content ? content.bytes : Buffer.from(JSON.stringify(content.json))
  outgoing.writeHead(answered.status, {
    ...headers,
    ...(answered.link === undefined ? {} : { link: answered.link }),
    'content-type': 'bytes' in content ? content.type : 'application/json; charset=utf-8',
    'content-length': bytes.length,
  })
  outgoing.end(bytes)
}

function record(served: Served, method: string | undefined, path: string | undefined, why: string): void {
  served.unknownRequests.push({ method: method ?? '', path: path ?? '', why })
}

/** Undefined for no body and for one that is not JSON; whoever needs it tells them apart by the text. */
function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
