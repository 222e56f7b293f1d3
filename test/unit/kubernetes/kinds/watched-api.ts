import type { KubernetesClient } from '../../../../src/kubernetes/api/client.ts'

/** An API server that has empty lists, and streams that deliver what the test shows. */
export class WatchedApi {
  /** The lists that were read, by path. */
  readonly listed: string[] = []
  /** With which query each list was read. */
  readonly queries: Record<string, unknown> = {}
  readonly #streams = new Map<string, (line: string) => void>()

  readonly client: KubernetesClient = {
    get: (path, options) => {
      this.listed.push(path)
      this.queries[path] = options?.query
      return Promise.resolve({ code: 200, at: 0, body: { metadata: { resourceVersion: '1' }, items: [] } })
    },
    text: () => Promise.resolve(''),
    create: () => Promise.reject(new Error('nothing is created here')),
    replace: () => Promise.reject(new Error('nothing is replaced here')),
    remove: () => Promise.reject(new Error('nothing is deleted here')),
    apply: () => Promise.reject(new Error('unexpected')),
    patch: () => Promise.reject(new Error('unexpected')),
    lines: (path, options) => this.#lines(path, options),
    close: () => undefined,
  }

  /** Delivers an object on the stream of a list. */
  show(path: string, object: object, type: 'MODIFIED' | 'DELETED' = 'MODIFIED'): void {
    const deliver = this.#streams.get(path)
    if (deliver === undefined) throw new Error(`${path} is not watched`)
    deliver(JSON.stringify({ type, object }))
  }

  async *#lines(path: string, { signal, onOpen }: Parameters<KubernetesClient['lines']>[1] = {}) {
    const lines: string[] = []
    let wake = (): void => undefined
    this.#streams.set(path, line => {
      lines.push(line)
      wake()
    })
    signal?.addEventListener('abort', () => wake())
    onOpen?.()
    while (signal?.aborted !== true) {
      const line = lines.shift()
      if (line !== undefined) yield line
      else
        await new Promise<void>(resolve => {
          wake = resolve
        })
    }
  }
}
