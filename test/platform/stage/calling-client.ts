import type { LiveStage } from './live-stage.ts'

/** Calls through a Service that answers `served`, one request after another, each with a connection of its own. */
export class CallingClient {
  readonly #url: string
  readonly #over = new AbortController()
  readonly #failed: string[] = []
  #requests = 0
  #calling: Promise<void> = Promise.resolve()

  private constructor(url: string) {
    this.#url = url
  }

  static async start(it: LiveStage, service: string): Promise<CallingClient> {
    const address = await it.kubectl('get', 'service', service, '-o', 'jsonpath={.spec.clusterIP}')
    const client = new CallingClient(`http://${address}/`)
    client.#calling = client.#call()
    return client
  }

  async stop(): Promise<{ readonly requests: number; readonly failed: readonly string[] }> {
    this.#over.abort()
    await this.#calling
    return { requests: this.#requests, failed: this.#failed }
  }

  async #call(): Promise<void> {
    while (!this.#over.signal.aborted) {
      this.#requests += 1
      try {
        const answer = await fetch(this.#url, { headers: { connection: 'close' }, signal: AbortSignal.timeout(10_000) })
        const text = await answer.text()
        if (text !== 'served\n') this.#failed.push(`${answer.status} ${text}`)
      } catch (thrown) {
        this.#failed.push(String(thrown))
      }
    }
  }
}
