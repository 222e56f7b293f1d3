import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:https'

/** What the API server answered. */
export interface ClusterAnswer {
  readonly status: number
  /** Parsed when it is JSON, else text. */
  readonly body: unknown
}

/** A plain HTTPS client for the API server, so that waiting for something costs no kubectl process a look. */
export class ClusterClient {
  readonly #server: string
  readonly #agent: Agent

  /** Connects as the user of a kubeconfig written by `writeKubeconfig`. */
  constructor(kubeconfig: string) {
    const config = JSON.parse(readFileSync(kubeconfig, 'utf8')) as {
      clusters: [{ cluster: { server: string; 'certificate-authority-data': string } }]
      users: [{ user: { 'client-certificate-data': string; 'client-key-data': string } }]
    }
    const decoded = (text: string) => Buffer.from(text, 'base64')
    const { cluster } = config.clusters[0]
    const { user } = config.users[0]
    this.#server = cluster.server
    this.#agent = new Agent({
      keepAlive: true,
      ca: decoded(cluster['certificate-authority-data']),
      cert: decoded(user['client-certificate-data']),
      key: decoded(user['client-key-data']),
    })
  }

  /** Sends one request; any answer is a result. Throws when there is none. */
  async send(method: string, path: string, body?: unknown): Promise<ClusterAnswer> {
    const text = body === undefined ? '' : JSON.stringify(body)
    return new Promise((resolve, reject) => {
      // Without its length, node sends the body of a DELETE so that the server takes it for the next request.
      const length = Buffer.byteLength(text)
      const headers = length === 0 ? {} : { 'content-type': 'application/json', 'content-length': length }
      const sent = request(
        new URL(path, this.#server),
        { method, agent: this.#agent, headers, timeout: 10_000 },
        answer => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('error', reject)
          answer.on('end', () => {
            const answered = Buffer.concat(chunks).toString()
            const json = answer.headers['content-type']?.startsWith('application/json') === true
            resolve({ status: answer.statusCode ?? 0, body: json ? JSON.parse(answered) : answered })
          })
        },
      )
      sent.on('timeout', () => sent.destroy(new Error(`${method} ${path}: no answer for 10 s`)))
      sent.on('error', reject)
      sent.end(text)
    })
  }

  /** The object at `path`, or undefined if there is none. Throws on any other answer. */
  async get<T>(path: string): Promise<T | undefined> {
    const { status, body } = await this.send('GET', path)
    if (status === 404) return undefined
    if (status !== 200) throw new Error(`GET ${path}: ${status} ${JSON.stringify(body)}`)
    return body as T
  }

  /** Creates an object. Throws when it is not created. */
  async create(path: string, object: unknown): Promise<void> {
    const { status, body } = await this.send('POST', path, object)
    if (status !== 201) throw new Error(`POST ${path}: ${status} ${JSON.stringify(body)}`)
  }

  close(): void {
    this.#agent.destroy()
  }
}
