import { connect, createServer, type Server, type Socket } from 'node:net'

/** A socket in front of the real engine that can be cut, as when the engine dies. */
export class EngineProxy {
  /** For `DOCKER_HOST`. */
  readonly host: string
  readonly #server: Server
  readonly #sockets: Set<Socket>

  private constructor(host: string, server: Server, sockets: Set<Socket>) {
    this.host = host
    this.#server = server
    this.#sockets = sockets
  }

  /** `path` is where the new socket is; `engine` the real engine's `DOCKER_HOST`. */
  static async open(path: string, engine: string): Promise<EngineProxy> {
    const sockets = new Set<Socket>()
    const server = createServer({ allowHalfOpen: true }, near => {
      const far = connect({ path: engine.replace('unix://', ''), allowHalfOpen: true })
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(from)
        from.on('error', () => to.destroy())
        from.on('close', () => sockets.delete(from))
        from.pipe(to)
      }
    })
    await new Promise<void>(resolve => server.listen(path, resolve))
    return new EngineProxy(`unix://${path}`, server, sockets)
  }

  /** Every connection breaks, and there are no answers any more. */
  cut(): void {
    this.#server.close()
    for (const socket of this.#sockets) socket.destroy()
  }
}
