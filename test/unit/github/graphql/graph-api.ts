import type { ServerResponse } from 'node:http'
import { Budget } from '../../../../src/github/budget.ts'
import type { ScanTools } from '../../../../src/github/scan/scan-tools.ts'
import { type Answer, type FakeApi, startFakeApi } from '../fake-api.ts'

/** A query as it arrived. */
export interface Asked {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** A body to be answered with the status of success, or anything else that is done to the response. */
export type GraphReply = object | ((response: ServerResponse) => void)

export interface GraphApi {
  readonly api: FakeApi
  readonly asked: readonly Asked[]
  readonly tools: ScanTools
}

/** A server that answers each query as the test says: for answers that no well-behaved GitHub gives. */
export async function startGraphApi(
  reply: (asked: Asked, index: number) => GraphReply,
  { budget = 1000 }: { readonly budget?: number } = {},
): Promise<GraphApi> {
  const asked: Asked[] = []
  const answer: Answer = (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Asked
      asked.push(body)
      const made = reply(body, asked.length - 1)
      if (typeof made === 'function') return made(response)
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(made))
    })
  }
  const api = await startFakeApi(answer)
  const tools = { github: api.connect(), budget: new Budget(budget), log: api.log, clock: api.clock }
  return { api, asked, tools }
}

/** What every answer says about its cost. */
export function cost(points: number, remaining = 4000): object {
  return { rateLimit: { cost: points, limit: 5000, remaining, resetAt: '2026-11-21T09:00:00Z' } }
}

/** A server's page of an error. */
export function page(status: number): GraphReply {
  return response => response.writeHead(status, { 'content-type': 'text/html' }).end('<html>')
}
