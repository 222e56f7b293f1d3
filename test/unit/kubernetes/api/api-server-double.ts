import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** One answer, and what the request was. */
export type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void

/** An HTTP server on a unix socket that answers as the test says; the last handler answers all further requests. */
export class ApiServerDouble {
  readonly requests: {
    readonly method: string
    readonly url: string
    readonly body: string
    readonly headers: IncomingMessage['headers']
  }[] = []
  readonly socketPath: string
  readonly #folder: string
  readonly #server

  private constructor(folder: string, handlers: Handler[]) {
    this.#folder = folder
    this.socketPath = join(folder, 'api')
    this.#server = createServer(async (request, response) => {
      let body = ''
      for await (const part of request.setEncoding('utf8')) body += part
      this.requests.push({ method: request.method ?? '', url: request.url ?? '', body, headers: request.headers })
      const handler = handlers.length > 1 ? handlers.shift() : handlers[0]
      handler?.(request, response, body)
    })
  }

  static async start(...handlers: Handler[]): Promise<ApiServerDouble> {
    const double = new ApiServerDouble(await mkdtemp(join(tmpdir(), 'api-')), handlers)
    await new Promise<void>(resolve => double.#server.listen(double.socketPath, resolve))
    return double
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise(resolve => this.#server.close(resolve))
    await rm(this.#folder, { recursive: true })
  }
}

/** Answers with an object. */
export const json =
  (code: number, body: object, headers: Record<string, string> = {}): Handler =>
  (_, response) => {
    response.writeHead(code, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body))
  }

/** Answers with the API's own form of a refusal. */
export const status = (code: number, reason: string, headers: Record<string, string> = {}): Handler =>
  json(code, { kind: 'Status', reason, message: `${reason}!` }, headers)

/** Breaks the connection before anything is answered. */
export const broken: Handler = request => {
  request.socket.destroy()
}

/** Sends watch events; then `end`s the stream, breaks it, or leaves it open. */
export const events =
  (list: readonly object[], then: 'end' | 'break' | 'stay'): Handler =>
  (request, response) => {
    response.writeHead(200)
    response.write(list.map(event => `${JSON.stringify(event)}\n`).join(''), () => {
      if (then === 'end') response.end()
      if (then === 'break') setImmediate(() => request.socket.destroy())
    })
  }
