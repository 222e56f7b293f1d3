import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEachTest } from '../../../script/testing/cleanup.ts'
import { connectGitHub, type GitHubClient, type GitHubConnection } from '../../../src/github/client.ts'
import type { Clock } from '../../../src/time/clock.ts'
import { RecordingLogger } from '../recording-logger.ts'

export const TOKEN = 'ghs_0123456789secret'

/** One answer; a function may do with the response what no well-behaved server would. */
export type Answer =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  | ((request: IncomingMessage, response: ServerResponse) => void)

/** A server that gives one prepared answer after the other, the last one for ever; faults the double does not have. */
export interface FakeApi {
  readonly url: string
  readonly requests: { readonly method: string; readonly url: string; readonly headers: IncomingMessage['headers'] }[]
  readonly log: RecordingLogger
  readonly clock: SkippingClock
  connect(more?: Partial<GitHubConnection>): GitHubClient
}

/** A clock whose sleeps take no time and are remembered. */
export class SkippingClock implements Clock {
  readonly slept: number[] = []
  #now = 1_000_000

  now(): number {
    return this.#now
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted()
    this.slept.push(ms)
    this.#now += ms
  }
}

const servers: Server[] = []

afterEachTest(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
})

export async function startFakeApi(...answers: Answer[]): Promise<FakeApi> {
  const requests: FakeApi['requests'] = []
  const server = createServer((request, response) => {
    requests.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers })
    const answer = answers[Math.min(requests.length, answers.length) - 1]
    if (typeof answer === 'function') return answer(request, response)
    // The time is that of the test's clock.
    response.sendDate = false
    const headers = { 'content-type': 'application/json; charset=utf-8', ...answer?.headers }
    response.writeHead(answer?.status ?? 500, headers).end(JSON.stringify(answer?.body ?? {}))
  })
  servers.push(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const log = new RecordingLogger()
  const clock = new SkippingClock()
  const repository = { owner: 'acme', repo: 'hello' }
  return {
    url,
    requests,
    log,
    clock,
    connect: more => connectGitHub({ token: TOKEN, apiUrl: url, repository, log, clock, ...more }),
  }
}
