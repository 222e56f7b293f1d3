import { Agent, type IncomingMessage, request as startRequest } from 'node:http'

/** One request over the proxy's socket. */
export interface SocketRequest {
  readonly method: 'GET' | 'PATCH'
  /** Path and query. */
  readonly path: string
  readonly body?: string
  readonly contentType?: string
  readonly signal?: AbortSignal | undefined
}

/** Sends a request and gives the answer as soon as its head is there; rejects when none comes. */
export type Send = (request: SocketRequest) => Promise<IncomingMessage>

/**
 * HTTP over a unix socket. Short requests share kept-alive connections; a stream has one of its own, so that it never
 * takes a place from them.
 */
export function socketHttp(socketPath: string): { readonly send: Send; readonly stream: Send; close(): void } {
  const shared = new Agent({ keepAlive: true, maxSockets: 64 })
  const via =
    (agent: Agent | false): Send =>
    ({ method, path, body, contentType, signal }) =>
      new Promise((resolve, reject) => {
        const headers: Record<string, string | number> = {
          // kubectl proxy refuses every other host, to be safe from rebinding.
          Host: 'localhost',
          Accept: 'application/json',
        }
        if (contentType !== undefined) headers['Content-Type'] = contentType
        if (body !== undefined) headers['Content-Length'] = Buffer.byteLength(body)
        const options = { socketPath, agent, method, path, headers, ...(signal === undefined ? {} : { signal }) }
        const outgoing = startRequest(options, resolve)
        outgoing.on('error', reject)
        outgoing.end(body)
      })
  return { send: via(shared), stream: via(false), close: () => shared.destroy() }
}

/** The whole answer as text. */
export async function textOfAnswer(answer: IncomingMessage): Promise<string> {
  answer.setEncoding('utf8')
  let text = ''
  for await (const part of answer) text += part
  return text
}

/** The answer line by line as it arrives; a last line without its end is not whole and is left out. */
export async function* linesOfAnswer(answer: IncomingMessage): AsyncGenerator<string> {
  answer.setEncoding('utf8')
  let rest = ''
  for await (const part of answer) {
    const lines = (rest + part).split('\n')
    rest = lines.pop() ?? ''
    yield* lines.filter(line => line !== '')
  }
}
