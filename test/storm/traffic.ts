import type { GitHubDouble } from '../../packages/github-double/src/github.ts'
import type { GitHubClient } from '../../src/github/client.ts'

/** A request that has not arrived after so long was given up by its client on the way. */
const GIVEN_UP_MS = 500

/** How GitHub fails without an answer. */
const NEVER_ANSWERED: readonly unknown[] = ['reply-lost', 'hang-up']

/** Whether any request is under way. */
export class Traffic {
  readonly #github: GitHubDouble
  readonly #clients = new Set<GitHubClient>()
  /** Requests of clients that send nothing more, and of no client. */
  #others = 0
  /** Requests that never arrive. */
  #lost = 0
  #missing = { count: 0, since: 0 }
  #answered = 0

  constructor(github: GitHubDouble) {
    this.#github = github
  }

  add(client: GitHubClient): GitHubClient {
    this.#clients.add(client)
    return client
  }

  /** The client sends nothing more. */
  remove(client: GitHubClient): void {
    if (this.#clients.delete(client)) this.#others += client.requests()
  }

  /** A request that no client sends. */
  another(): void {
    this.#others += 1
  }

  /** Changes with each request; negative while one is under way. */
  news(): number {
    const { requests } = this.#github
    const sent = this.#others + [...this.#clients].reduce((sum, client) => sum + client.requests(), 0)
    if (this.#isMissing(sent - requests.length)) return -1
    for (; this.#answered < requests.length; this.#answered++) {
      const { status, fault } = requests[this.#answered] ?? {}
      if (status === undefined && !NEVER_ANSWERED.includes(fault)) return -1
    }
    return requests.length
  }

  #isMissing(count: number): boolean {
    if (count <= this.#lost) return false
    const now = performance.now()
    if (count !== this.#missing.count) this.#missing = { count, since: now }
    if (now - this.#missing.since < GIVEN_UP_MS) return true
    this.#lost = count
    return false
  }
}
