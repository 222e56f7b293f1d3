import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Store } from '../state/store.ts'
import { answer } from './answer.ts'
import { sentArguments } from './arguments.ts'
import type { Faults } from './fault.ts'
import type { Rates } from './rate.ts'
import type { LoggedRequest, UnknownRequest } from './request-log.ts'

/** What the HTTP side works on and records into. */
export interface Served {
  readonly store: Store
  readonly requests: LoggedRequest[]
  readonly unknownRequests: UnknownRequest[]
  /** Milliseconds every request waits before it is handled. */
  readonly latency: number
  readonly faults: Faults
  readonly rates: Rates
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

const page = Buffer.from('<!DOCTYPE html><html><body><h1>Something went wrong</h1></body></html>')

export function createSlackServer(served: Served): Server {
  return createServer((incoming, outgoing) => {
    // A client that goes away half-way is its own affair; anything else is a bug that has to be seen.
    serve(served, incoming, outgoing).catch(thrown => {
      if (!incoming.destroyed) served.unknownRequests.push({ method: incoming.url ?? '', why: String(thrown) })
      outgoing.destroy()
    })
  })
}

async function serve(served: Served, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const url = new URL(incoming.url ?? '/', 'http://slack.invalid')
  const sent = sentArguments(incoming.headers['content-type'] ?? '', Buffer.concat(chunks).toString(), url.searchParams)
  const method = /^\/api\/([\w.]+)$/.exec(url.pathname)?.[1] ?? url.pathname
  const fault = served.faults.take(method, sent.channel)
  const logged: LoggedRequest = {
    method,
    arguments: sent,
    receivedAt: served.now(),
    fault: fault?.how,
    token: undefined,
    status: undefined,
    error: undefined,
  }
  served.requests.push(logged)
  const wait = served.latency + (fault?.how === 'slow' ? fault.milliseconds : 0)
  if (wait > 0) await sleep(wait)
  if (fault?.how === 'no-answer') return
  if (fault?.how === 'hang-up') return void outgoing.destroy()
  if (fault?.how === 'status') return sendPage(outgoing, logged, fault.status)
  const { authorization } = incoming.headers
  const answered = answer(served, { authorization, fault, logged })
  if (answered.unknown !== undefined) served.unknownRequests.push({ method, why: answered.unknown })
  if (fault?.how === 'reply-lost') return void outgoing.destroy()
  if (fault?.how === 'late-502') return sendPage(outgoing, logged, 502)
  logged.status = answered.status
  const bytes = Buffer.from(JSON.stringify(answered.body))
  const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length }
  outgoing.writeHead(answered.status, { ...answered.headers, ...headers })
  if (fault?.how === 'cut-short') outgoing.write(bytes.subarray(0, bytes.length / 2), () => outgoing.destroy())
  else outgoing.end(bytes)
}

function sendPage(outgoing: ServerResponse, logged: LoggedRequest, status: number): void {
  logged.status = status
  outgoing.writeHead(status, { 'content-type': 'text/html', 'content-length': page.length }).end(page)
}
