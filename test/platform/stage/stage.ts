import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FileContent } from '../../../packages/github-double/src/git/commit-stream.ts'
import { createRepository, type Repository } from '../../../packages/github-double/src/git/repository.ts'
import { type GitHubDouble, startGitHub } from '../../../packages/github-double/src/github.ts'
import type { CheckConclusion } from '../../../packages/github-double/src/schema.ts'
import type { RunContext } from '../action/environment.ts'
import { type ActionRun, type RunningAction, startAction } from '../action/run-action.ts'
import { startAnyImage } from './any-image.ts'
import { SERVICE_FILES } from './service-files.ts'

/** The token of the workflow's run, and the one of a person who looks from outside. */
export const TOKENS = { workflow: 'ghs_workflow', person: 'ghp_person' } as const

/** A deployment as the Deployments page lists its statuses, oldest first. */
export interface SeenStatus {
  readonly state: string
  readonly description: string
  readonly log_url: string
  readonly created_at: string
}

/** A deployment that was asked for, with the event GitHub would have sent. */
export interface Asked {
  readonly id: number
  readonly sha: string
  readonly event: RunContext['event']
}

export interface DeployOptions {
  /** What the action's time limits are multiplied with; default: 1. */
  readonly patience?: number
  readonly inputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  /** Folders put before the runner's PATH. */
  readonly path?: readonly string[]
  /** Started by something else than the deployment's own event. */
  readonly event?: RunContext['event']
  /** Which entry of the action; default: `main`. */
  readonly entry?: 'pre' | 'main' | 'post'
  /** What earlier entries kept. */
  readonly state?: Readonly<Record<string, string>>
  /** The run it is part of; default: a new one. */
  readonly run?: { readonly id: number; readonly attempt?: number }
  /** Another API address, where no server answers. */
  readonly apiUrl?: string
  /** Changes to the checkout before the action starts. */
  readonly beforehand?: (workspace: string) => Promise<void>
}

/** One service repository with its GitHub: the world of a test. Nothing is shared with another stage. */
export class Stage {
  readonly github: GitHubDouble
  readonly repository: Repository
  /** Where everything of this stage lies; taken away at the end. */
  readonly folder: string
  readonly #images: Awaited<ReturnType<typeof startAnyImage>>
  #steps = 0

  private constructor(
    github: GitHubDouble,
    repository: Repository,
    images: Awaited<ReturnType<typeof startAnyImage>>,
    folder: string,
  ) {
    this.github = github
    this.repository = repository
    this.#images = images
    this.folder = folder
  }

  /** `latency`: milliseconds that GitHub waits before it answers; `now`: by its clock. */
  static async open({
    latency = 0,
    now = Date.now,
  }: {
    readonly latency?: number
    readonly now?: () => number
  } = {}): Promise<Stage> {
    const folder = await mkdtemp(join(tmpdir(), 'stage-'))
    const repository = await createRepository(join(folder, 'hello.git'))
    const github = await startGitHub({
      ...{ latency, now },
      repositories: [{ owner: 'acme', name: 'hello', bare: repository.bare }],
      tokens: {
        [TOKENS.workflow]: { name: 'workflow' },
        [TOKENS.person]: { name: 'person', kind: 'user', login: 'octocat' },
      },
    })
    return new Stage(github, repository, await startAnyImage(), folder)
  }

  /** The image that the action is given, unless the test gives another: every commit has it. */
  get image(): string {
    return this.#images.image
  }

  /** Ends everything; throws when a request went to an endpoint that the double does not know. */
  async close(): Promise<void> {
    await this.github.stop()
    this.#images.stop()
    await rm(this.folder, { recursive: true, force: true })
    this.github.assertNoUnknownRequests()
  }

  /** The service's files, some of them changed (`null` takes one away), as a commit on the default branch. */
  async commit(changes: Readonly<Record<string, FileContent>> = {}, message = 'A change'): Promise<string> {
    const first = (await this.repository.head()) === undefined
    return this.repository.commit({ files: first ? { ...SERVICE_FILES, ...changes } : changes, message })
  }

  /** CI ran for the commit, with one job of this conclusion; for the default branch, or for another branch or a tag. */
  async check(
    sha: string,
    conclusion: CheckConclusion | null = 'success',
    name = 'test',
    headBranch = 'main',
  ): Promise<void> {
    const workflow = { path: '.github/workflows/ci.yml', name: 'ci' }
    const jobs = [{ name, conclusion }]
    await this.github.recordWorkflowRun({ workflow, event: 'push', headSha: sha, headBranch, jobs })
  }

  /** A person asks for a deployment, over HTTP. */
  async ask(sha: string, environment = 'staging', task = 'deploy'): Promise<Asked> {
    const body = { ref: sha, environment, task, auto_merge: false, required_contexts: [] }
    const { id } = (await this.#fetch('/deployments', { method: 'POST', body: JSON.stringify(body) })) as { id: number }
    const event = this.github.events.at(-1)
    if (event === undefined) throw new Error('the double sent no event')
    return { id, sha, event }
  }

  /** The workflow run that GitHub starts for a deployment. */
  recordRun(asked: Asked): Promise<{ readonly id: number; readonly attempt?: number }> {
    return this.github.recordWorkflowRun({
      workflow: { path: '.github/workflows/deploy.yml', name: 'deploy' },
      event: 'deployment',
      headSha: asked.sha,
      jobs: [{ name: 'deploy', conclusion: null }],
    })
  }

  /** Starts the action for a deployment as a workflow on GitHub would. */
  async start(asked: Asked, options: DeployOptions = {}): Promise<RunningAction> {
    this.#steps += 1
    const folder = join(this.folder, `step-${this.#steps}`)
    const workspace = join(folder, 'work', 'hello')
    await this.repository.checkout(asked.sha, workspace)
    await options.beforehand?.(workspace)
    const run = options.run ?? (await this.recordRun(asked))
    return startAction({
      action: 'actions/deploy',
      entry: options.entry ?? 'main',
      state: options.state ?? {},
      inputs: { values: 'deploy/values/{environment}.yaml', image: this.image, ...options.inputs },
      env: options.env ?? {},
      token: TOKENS.workflow,
      patience: options.patience ?? 1,
      run: {
        repository: 'acme/hello',
        runId: run.id,
        runAttempt: run.attempt ?? 1,
        sha: asked.sha,
        event: options.event ?? asked.event,
        apiUrl: options.apiUrl ?? this.github.url,
        serverUrl: this.github.serverUrl,
      },
      places: { folder, workspace, path: options.path ?? [] },
    })
  }

  async deploy(asked: Asked, options: DeployOptions = {}): Promise<ActionRun> {
    return (await this.start(asked, options)).ended
  }

  /** What anybody sees who may read the repository: read back over HTTP, with another token than the action's. */
  async statuses(asked: Asked): Promise<SeenStatus[]> {
    const newestFirst = (await this.#fetch(`/deployments/${asked.id}/statuses?per_page=100`)) as SeenStatus[]
    return newestFirst.toReversed()
  }

  async #fetch(path: string, init: RequestInit = {}): Promise<unknown> {
    const headers = { authorization: `Bearer ${TOKENS.person}`, 'content-type': 'application/json' }
    const response = await fetch(`${this.github.url}/repos/acme/hello${path}`, { ...init, headers })
    if (!response.ok) throw new Error(`${init.method ?? 'GET'} ${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
}
