import { readFileSync } from 'node:fs'
import { Agent, get } from 'node:https'

/** One change of an object, as the API server sent it. */
export interface Seen {
  /** When it was received, by `performance.now()`. */
  readonly at: number
  readonly text: string
}

const LISTS = [
  ...['/api/v1:pods', '/api/v1:events', '/api/v1:persistentvolumeclaims'],
  ...['/apis/apps/v1:deployments', '/apis/apps/v1:replicasets', '/apis/apps/v1:statefulsets', '/apis/batch/v1:jobs'],
]

/** Receives everything that happens in a namespace, over streams of its own: it shares nothing with what is measured. */
export class Watcher {
  readonly seen: Seen[] = []
  readonly #agent: Agent

  private constructor(agent: Agent) {
    this.#agent = agent
  }

  /** Resolves when all streams are open. `kubeconfig`: one of the platform's own. `onSeen` is called with each change, too. */
  static async start(
    kubeconfig: string,
    namespace: string,
    lists: readonly string[] = LISTS,
    onSeen: (text: string) => void = () => undefined,
  ): Promise<Watcher> {
    const { clusters, users } = JSON.parse(readFileSync(kubeconfig, 'utf8')) as {
      clusters: [{ cluster: { server: string; 'certificate-authority-data': string } }]
      users: [{ user: { 'client-certificate-data': string; 'client-key-data': string } }]
    }
    const decoded = (text: string) => Buffer.from(text, 'base64')
    const agent = new Agent({
      ca: decoded(clusters[0].cluster['certificate-authority-data']),
      cert: decoded(users[0].user['client-certificate-data']),
      key: decoded(users[0].user['client-key-data']),
    })
    const watcher = new Watcher(agent)
    const open = (list: string) => {
      const [group = '', plural = ''] = list.split(':')
      const path = `${group}/namespaces/${namespace}/${plural}?watch=1`
      return watcher.#open(new URL(path, clusters[0].cluster.server), onSeen)
    }
    await Promise.all(lists.map(open))
    return watcher
  }

  close(): void {
    this.#agent.destroy()
  }

  #open(url: URL, onSeen: (text: string) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const request = get(url, { agent: this.#agent }, response => {
        resolve()
        let rest = ''
        response.on('error', () => undefined)
        response.setEncoding('utf8').on('data', (chunk: string) => {
          const at = performance.now()
          const lines = (rest + chunk).split('\n')
          rest = lines.pop() ?? ''
          for (const text of lines) {
            this.seen.push({ at, text })
            onSeen(text)
          }
        })
      })
      // Also when it is closed: then the promise is settled.
      request.on('error', reject)
      request.end()
    })
  }
}
