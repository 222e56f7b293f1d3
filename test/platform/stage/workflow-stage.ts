import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestPlatform } from '../vitest/use-platform.ts'
import { serviceWorkflows } from '../workflows/service-workflows.ts'
import { type EndedRun, type Watching, Workflows } from '../workflows/workflows.ts'
import { LiveStage, SECRET } from './live-stage.ts'
import { type SeenStatus, TOKENS } from './stage.ts'

/** The manifest of a service that is up at once. */
export const DEPLOYMENT_TEMPLATE = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: hello
spec:
  replicas: 1
  selector: { matchLabels: { app: hello } }
  template:
    metadata: { labels: { app: hello } }
    spec:
      terminationGracePeriodSeconds: 1
      containers:
        - name: app
          image: {{ .deploy.image }}
          command: ["/busybox", "sleep", "3600"]
`

/** A live stage whose deployments are run by the example service's own workflow files, through act. */
export class WorkflowStage {
  readonly live: LiveStage
  readonly workflows: Workflows
  /** Secrets that every environment has beside the usual ones. */
  moreSecrets: Readonly<Record<string, string>> = {}

  private constructor(live: LiveStage) {
    this.live = live
    this.workflows = this.withheld('')
  }

  static async open(platform: TestPlatform, options: { readonly latency?: number } = {}): Promise<WorkflowStage> {
    return new WorkflowStage(await LiveStage.open(platform, 'workflows', options))
  }

  close(): Promise<void> {
    return this.live.close()
  }

  /** The workflows with tokens that lack a permission. */
  withheld(permission: string): Workflows {
    const { stage, platform } = this.live
    return new Workflows({
      withheld: permission,
      github: stage.github,
      repository: stage.repository,
      name: 'acme/hello',
      folder: join(stage.folder, permission === '' ? 'workflows' : `workflows-without-${permission}`),
      path: [platform.bin],
      secrets: environment => ({
        KUBECONFIG: readFileSync(platform.kubeconfig, 'utf8'),
        GREETING_TOKEN: `${SECRET} of ${environment}`,
        SOMETHING_ELSE: 'not for templates',
        ...this.moreSecrets,
      }),
    })
  }

  /** A commit of a service that has adopted both ways in. */
  commit(
    changes: Readonly<Record<string, string | null>> = {},
    given: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const { image, namespace } = this.live
    const files = serviceWorkflows({
      image,
      namespace,
      'gomplate-version': '4.3.3',
      'stable-for': '1s',
      timeout: '60s',
      ...given,
    })
    return this.live.commit({ ...files, 'deploy/templates/deployment.yaml': DEPLOYMENT_TEMPLATE, ...changes })
  }

  /** Makes a deployment; answers its id. What a workflow makes has the mark. */
  async ask(token: string, sha: string, environment = 'staging', task = 'deploy'): Promise<number> {
    const payload = token === TOKENS.person ? {} : { 'commit-train': 1 }
    const body = { ref: sha, environment, task, auto_merge: false, required_contexts: [], payload }
    return ((await (await this.#send(token, '/deployments', body)).json()) as { id: number }).id
  }

  /** Dispatches the workflow with the token of another workflow's run, as a bot without an App does, and runs it. */
  async dispatch(
    inputs: Readonly<Record<string, string>>,
    { ref = 'main', ...watching }: Watching & { readonly ref?: string } = {},
  ): Promise<EndedRun> {
    this.live.stage.github.addToken('ghs_bot', { name: 'bot', permissions: { actions: 'write' } })
    await this.#send('ghs_bot', '/actions/workflows/deploy-by-dispatch.yml/dispatches', { ref, inputs })
    return only(await this.workflows.settle(watching))
  }

  /** Oldest first, as anybody can read them. */
  statuses(id: number): Promise<SeenStatus[]> {
    return this.live.stage.statuses({ id, sha: '', event: { name: '', payload: {} } })
  }

  async statesOf(id: number): Promise<string[]> {
    return (await this.statuses(id)).map(({ state }) => state)
  }

  /** The conclusions of a commit's check runs by name, as everybody can read them. */
  async checksOf(sha: string): Promise<Record<string, string | null>> {
    const response = await this.#send(TOKENS.person, `/commits/${sha}/check-runs`)
    const { check_runs } = (await response.json()) as { check_runs: { name: string; conclusion: string | null }[] }
    return Object.fromEntries(check_runs.map(({ name, conclusion }) => [name, conclusion]))
  }

  /** A request below the repository; with a body it is a POST. Throws where GitHub refuses it. */
  async #send(token: string, path: string, body?: object): Promise<Response> {
    const response = await fetch(`${this.live.stage.github.url}/repos/acme/hello${path}`, {
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response
  }
}

/** The only one of several runs. */
export function only(runs: readonly EndedRun[]): EndedRun {
  const [run, ...others] = runs
  if (run === undefined || others.length > 0) throw new Error(`${runs.length} runs instead of one`)
  return run
}
