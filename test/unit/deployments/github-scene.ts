import { git } from '../../../packages/github-double/src/git/git.ts'
import { importCommits } from '../../../packages/github-double/src/git/import-commits.ts'
import { createRepository, type Repository } from '../../../packages/github-double/src/git/repository.ts'
import { type GitHubDouble, startGitHub } from '../../../packages/github-double/src/github.ts'
import { afterEachFile, afterEachTest } from '../../../script/testing/cleanup.ts'
import type { DeployContext } from '../../../src/deployments/context.ts'
import type { JobEffects } from '../../../src/deployments/effects.ts'
import type { NamedDeployment } from '../../../src/deployments/requested-deployment.ts'
import type { RunState, StateKey } from '../../../src/deployments/run-state.ts'
import { connectGitHub } from '../../../src/github/client.ts'
import { Masks } from '../../../src/secrets/masks.ts'
import { SkippingClock } from '../github/fake-api.ts'
import { HeldClock } from '../held-clock.ts'
import { RecordingLogger } from '../recording-logger.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { FakeSlack } from './slack/fake-slack.ts'

const POLICY = `services: [hello]
environments:
  staging: { slack: { channel: C0DEPLOYS } }
  production:
`

/** The repository of a test file: commits take longer than all else here, and nothing about it differs between tests. */
let repository: Promise<Repository> | undefined
const doubles: GitHubDouble[] = []

afterEachTest(async () => {
  for (const github of doubles.splice(0)) {
    await github.stop()
    github.assertNoUnknownRequests()
  }
})

afterEachFile(async () => {
  await (await repository)?.remove()
  repository = undefined
})

/** A GitHub of its own, without deployments, checks and runs. */
export async function startDouble(): Promise<{ readonly github: GitHubDouble; readonly bare: string }> {
  repository ??= createRepository()
  const { bare } = await repository
  const github = await startGitHub({
    repositories: [{ owner: 'acme', name: 'hello', bare }],
    tokens: {
      ghs_workflow: { name: 'workflow' },
      ghp_person: { name: 'person', kind: 'user', login: 'ada' },
      ghs_app: { name: 'vercel', kind: 'app' },
      ghs_reader: { name: 'reader', permissions: { actions: 'read', contents: 'read', deployments: 'read' } },
      ghs_locking: { name: 'locking', permissions: { contents: 'write', deployments: 'write', checks: 'read' } },
      ghs_reporter: { name: 'reporter', permissions: { checks: 'write' } },
    },
  })
  doubles.push(github)
  return { github, bare }
}

/** A status as GitHub's page shows it. */
export interface SeenStatus {
  readonly state: string
  readonly description: string
  readonly log_url: string
}

/** What a deployment is asked for with. */
interface RequestOptions {
  readonly environment?: string
  readonly task?: string
  /** Of a person (default), an App or a workflow. */
  readonly token?: 'ghp_person' | 'ghs_app' | 'ghs_workflow'
  readonly payload?: object | string
}

/** One request to deploy, and the run that GitHub starts for it. */
export interface Requested {
  readonly id: number
  readonly sha: string
  readonly named: NamedDeployment
  readonly context: DeployContext
}

/** The effects that are alike in every step of a deployment's life: GitHub is the double, the rest is in memory. */
export class GitHubScene {
  readonly github: GitHubDouble
  readonly clock = new HeldClock()
  readonly log = new RecordingLogger()
  readonly masked: string[] = []
  readonly masks = new Masks({ emit: value => void this.masked.push(value) })
  readonly slack = new FakeSlack()
  /** Of the job. */
  token: 'ghs_workflow' | 'ghs_locking' = 'ghs_workflow'
  /** Whether there is a token for Slack. */
  withSlack = false
  /** What the runner keeps, by key. */
  readonly kept = new Map<StateKey, string>()

  /** Called when something was kept. */
  onSaved: (key: StateKey) => unknown = () => undefined
  readonly #bare: string
  /** The job that deploys, by its run. */
  readonly #jobs = new Map<number, number>()

  constructor({ github, bare }: Awaited<ReturnType<typeof startDouble>>) {
    this.github = github
    this.#bare = bare
  }

  static async open(): Promise<GitHubScene> {
    return new GitHubScene(await startDouble())
  }

  readonly state: RunState = {
    read: key => this.kept.get(key) ?? '',
    save: (key, value) => {
      this.kept.set(key, value)
      this.onSaved(key)
    },
  }

  get effects(): JobEffects {
    const { log, masks, clock, state } = this
    return {
      ...{ log, masks, clock, state },
      connectSlack: () => (this.withSlack ? this.slack : undefined),
      connectGitHub: (signal, retryLimits) =>
        connectGitHub({
          token: this.token,
          apiUrl: this.github.url,
          repository: { owner: 'acme', repo: 'hello' },
          log,
          // Pauses between attempts are no part of what is tested here.
          clock: new SkippingClock(),
          ...(signal === undefined ? {} : { signal }),
          ...(retryLimits === undefined ? {} : { retryLimits }),
        }),
    }
  }

  /** A new commit on a branch, with this policy. */
  async commit({
    branch = 'main',
    policy = POLICY,
    message = 'Greet in the evening',
  }: {
    branch?: string
    policy?: string | null
    message?: string
  } = {}): Promise<string> {
    // The branch's name makes commits of different branches different commits.
    const files = { '.github/commit-train.yml': policy, branch }
    const commit = { message, date: Date.UTC(2026, 0, 5) / 1000, files }
    const [sha = ''] = await importCommits(this.#bare, [commit], branch)
    return sha
  }

  /** The commit in the workspace of its run, as a step before ours leaves it. */
  async checkOut({ sha, context }: Pick<Requested, 'sha' | 'context'>): Promise<void> {
    await git(this.#bare, ['worktree', 'add', '--quiet', '--detach', context.workspace, sha])
  }

  /** CI ran for a commit. */
  async check(sha: string, conclusion: 'success' | 'failure' | 'cancelled' | null = 'success'): Promise<void> {
    const workflow = { path: '.github/workflows/ci.yml', name: 'ci' }
    await this.github.recordWorkflowRun({ workflow, event: 'push', headSha: sha, jobs: [{ name: 'test', conclusion }] })
  }

  /** A workflow says something of a commit with its own token. */
  async report(sha: string, conclusion: 'success' | 'failure'): Promise<void> {
    const body = JSON.stringify({ name: 'report', head_sha: sha, conclusion })
    await this.#fetch('/check-runs', { method: 'POST', body }, 'ghs_reporter')
  }

  /** A person asks for a deployment, or who has the token, and GitHub starts a run for it. */
  async request(
    sha: string,
    { environment = 'staging', task = 'deploy', token = 'ghp_person', payload = {} }: RequestOptions = {},
  ): Promise<Requested> {
    const body = { ref: sha, environment, task, auto_merge: false, required_contexts: [], payload }
    const init = { method: 'POST', body: JSON.stringify(body) }
    const made = (await this.#fetch('/deployments', init, token)) as { id: number }
    const { id } = made
    const named: NamedDeployment = { by: 'event', deployment: made, defaultBranch: 'main' }
    return { id, sha, named, context: await this.run(sha) }
  }

  /** The run of a workflow; with an id, a further attempt of it. */
  async run(sha: string, again?: DeployContext): Promise<DeployContext> {
    const workflow = { path: '.github/workflows/deploy.yml', name: 'deploy' }
    const jobs = [{ name: 'deploy', conclusion: null }]
    const runId = again?.runId ?? (await this.#started({ workflow, event: 'deployment', headSha: sha, jobs }))
    const attempt = (again?.attempt ?? 0) + 1
    const page = `${this.github.serverUrl}/acme/hello`
    return {
      ...{ owner: 'acme', repository: 'hello', runId, attempt, startedBy: 'ada', page },
      logUrl: `${page}/actions/runs/${runId}/attempts/${attempt}`,
      workspace: temporaryFolder(),
      temp: temporaryFolder(),
    }
  }

  async #started(run: Parameters<GitHubDouble['recordWorkflowRun']>[0]): Promise<number> {
    const { id, jobs } = await this.github.recordWorkflowRun(run)
    this.#jobs.set(id, jobs.deploy ?? 0)
    return id
  }

  /** The job of a run ends without its steps, as when its machine is lost. */
  loseJob({ runId }: DeployContext): void {
    this.github.concludeJob(this.#jobs.get(runId) ?? 0, 'failure')
  }

  /** What the Deployments page shows, oldest first. */
  async statuses({ id }: Pick<Requested, 'id'>): Promise<readonly SeenStatus[]> {
    return ((await this.#fetch(`/deployments/${id}/statuses?per_page=100`)) as SeenStatus[]).toReversed()
  }

  /** The same, each in one line. */
  async statusLines(requested: Pick<Requested, 'id'>): Promise<readonly string[]> {
    return (await this.statuses(requested)).map(({ state, description }) => `${state}: ${description}`)
  }

  /** How many of GitHub's requests wrote a status. */
  get statusWrites(): number {
    return this.github.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/statuses')).length
  }

  async #fetch(path: string, init: RequestInit = {}, token = 'ghp_person'): Promise<unknown> {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const response = await fetch(`${this.github.url}/repos/acme/hello${path}`, { ...init, headers })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
}
