/** A deployment, as the Deployments page lists it. */
export interface ListedDeployment {
  readonly id: number
  readonly sha: string
  readonly environment: string
  readonly creator: { readonly login: string }
  readonly created_at: string
}

export interface ListedStatus {
  readonly id: number
  readonly state: string
  readonly description: string
  readonly log_url: string
  readonly created_at: string
}

/** Asks GitHub's REST API as somebody else than the action does: over HTTP, with a token of its own. */
export class GitHubReader {
  readonly #base: string
  readonly #token: string

  constructor(apiUrl: string, repository: string, token: string) {
    this.#base = `${apiUrl}/repos/${repository}`
    this.#token = token
  }

  /** Makes a deployment as a person or their workflow does; resolves with its id. */
  async createDeployment(sha: string, environment: string): Promise<number> {
    const body = {
      ...{ ref: sha, environment, task: 'deploy', auto_merge: false, required_contexts: [] },
      payload: { 'commit-train': 1 },
    }
    const made = await this.#send('POST', '/deployments', body)
    return (made as { id: number }).id
  }

  /** Dispatches a workflow of the default branch. */
  async dispatch(file: string, inputs: Readonly<Record<string, string>>): Promise<void> {
    await this.#send('POST', `/actions/workflows/${file}/dispatches`, { ref: 'main', inputs })
  }

  /** Newest first. */
  async deployments(environment: string): Promise<readonly ListedDeployment[]> {
    const query = `environment=${encodeURIComponent(environment)}&per_page=100`
    return (await this.#send('GET', `/deployments?${query}`)) as ListedDeployment[]
  }

  /** Oldest first. */
  async statuses(deploymentId: number): Promise<readonly ListedStatus[]> {
    const newestFirst = (await this.#send(
      'GET',
      `/deployments/${deploymentId}/statuses?per_page=100`,
    )) as ListedStatus[]
    return newestFirst.toReversed()
  }

  async #send(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${this.#base}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, accept: 'application/vnd.github+json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
}
