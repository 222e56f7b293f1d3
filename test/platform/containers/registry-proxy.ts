import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Answers a request itself and returns true, or leaves it to the registry. */
export type Intervene = (request: IncomingMessage, response: ServerResponse) => boolean

/** What a request has to wait for before it is answered or goes on; `undefined`: nothing. */
export type Hold = (request: IncomingMessage) => Promise<void> | undefined

/** A registry in front of the real one that misbehaves or hesitates when a test wants it. */
export class RegistryProxy {
  /** Host and port. */
  readonly address: string
  readonly requests: string[] = []
  intervene: Intervene = () => false
  hold: Hold = () => undefined
  readonly #server: Server

  private constructor(server: Server, address: string) {
    this.#server = server
    this.address = address
  }

  static async open(registry: string): Promise<RegistryProxy> {
    const server = createServer()
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const proxy = new RegistryProxy(server, `127.0.0.1:${(server.address() as AddressInfo).port}`)
    server.on('request', (asked: IncomingMessage, answer: ServerResponse) => proxy.#serve(registry, asked, answer))
    return proxy
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  async #serve(registry: string, asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    this.requests.push(`${asked.method} ${asked.url}`)
    await this.hold(asked)
    if (this.intervene(asked, answer)) {
      asked.resume()
      return
    }
    // The name stays that of the proxy, so that uploads come through here to their end.
    const options = { method: asked.method, headers: asked.headers }
    const passed = request(`http://${registry}${asked.url}`, options, reply => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(answer)
    })
    passed.on('error', () => answer.destroy())
    asked.pipe(passed)
  }
}
