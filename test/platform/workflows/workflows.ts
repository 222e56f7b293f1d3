import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { git } from '../../../packages/github-double/src/git/git.ts'
import type { Repository } from '../../../packages/github-double/src/git/repository.ts'
import type { GitHubDouble, RecordedRun } from '../../../packages/github-double/src/github.ts'
import type { Event } from '../../../packages/github-double/src/state/event.ts'
import { type ActRun, runAct } from './act.ts'
import type { JobResult, OnLine } from './act-log.ts'
import { copyActions, type References } from './action-tree.ts'
import { secretsFor, type Trigger, tokenFor, triggerOf } from './trigger.ts'
import { stripUnknownKeys } from './unknown-keys.ts'
import { calledPermissions, type Granted, readWorkflow, startsOn, type WorkflowFile } from './workflow-file.ts'

/** How a run is watched, and stopped. */
export interface Watching {
  readonly onLine?: OnLine
  /** Called with each run that has ended; the next one waits for it. */
  readonly onEnd?: (run: EndedRun) => Promise<void>
  /** Aborted when the run is cancelled on its page. */
  readonly signal?: AbortSignal
}

/** A workflow run that has ended. */
export interface EndedRun {
  readonly recorded: RecordedRun
  /** 1, or more of a re-run. */
  readonly attempt: number
  readonly workflow: WorkflowFile
  readonly event: Trigger
  /** What the request log calls the run's own token. */
  readonly token: string
  /** How many requests the double had had when the run was recorded, and when that was: milliseconds since the epoch. */
  readonly requestsBefore: number
  readonly recordedAt: number
  /** How the jobs ended, by the names of their check runs. */
  readonly jobs: Readonly<Record<string, JobResult>>
  readonly act: ActRun
}

export interface WorkflowsOptions {
  readonly github: GitHubDouble
  readonly repository: Repository
  /** `owner/name` on the double. */
  readonly name: string
  /** Everything of the runs goes here. */
  readonly folder: string
  /** Folders put before the runner's PATH. */
  readonly path: readonly string[]
  /** A permission that the run's token lacks although the workflow asks for it, to see what it is for. */
  readonly withheld?: string
  /** The events it looks at; others are left to somebody else. Default: all. */
  readonly events?: readonly Event['name'][]
  /** The runner's own variables, beside those of the run. */
  readonly env?: Readonly<Record<string, string>>
  /** The secrets of an environment, and those of the repository where it is empty. Outsiders are given none. */
  readonly secrets: (environment: string) => Readonly<Record<string, string>>
}

/**
 * Starts a service's workflows as GitHub does: for each event of the double, the files of the event's own commit; each run
 * with its own ids, check runs and token. Runs go one after the other, as `concurrency` would have it.
 */
export class Workflows {
  readonly #options: WorkflowsOptions
  readonly #references: References
  #seen = 0
  #runs = 0

  constructor(options: WorkflowsOptions) {
    this.#options = options
    const tree = join(options.folder, 'commit-train')
    mkdirSync(tree, { recursive: true })
    this.#references = copyActions(tree)
  }

  /** Runs whatever the events since the last call start. An event made with a run's own token starts nothing. */
  async settle(watching: Watching = {}): Promise<EndedRun[]> {
    const ended: EndedRun[] = []
    while (this.#seen < this.#options.github.events.length) {
      const event = this.#options.github.events[this.#seen]
      this.#seen += 1
      const isOurs = this.#options.events?.includes(event?.name ?? 'push') ?? true
      if (event?.startsWorkflows && isOurs) ended.push(...(await this.#start(event, watching)))
    }
    return ended
  }

  /** Delivers the double's newest event once more, as GitHub now and then does. */
  async redeliver(): Promise<EndedRun[]> {
    const event = this.#options.github.events.at(-1)
    if (event === undefined || this.#seen === 0) throw new Error('there was no delivery yet')
    return this.#start(event, {})
  }

  /** Runs all jobs of a run that has ended once more: the same run and event, one attempt more. */
  async rerun({ recorded, event, workflow, attempt }: EndedRun): Promise<EndedRun> {
    const jobs = this.#jobsOf(workflow)
    const record = () => this.#options.github.rerunWorkflowRun(recorded.id, jobs.map(begun))
    return this.#run(event, workflow, await this.#textOf(event, workflow.path), { record, attempt: attempt + 1 }, {})
  }

  async #start(event: Event, watching: Watching): Promise<EndedRun[]> {
    const { bare } = this.#options.repository
    const trigger = await triggerOf(event, bare)
    const listed = await git(bare, ['ls-tree', '--name-only', trigger.sha, '.github/workflows/'])
    const ended: EndedRun[] = []
    for (const path of listed.split('\n').filter(Boolean)) {
      if (trigger.path !== undefined && trigger.path !== path) continue
      const text = await this.#textOf(trigger, path)
      const workflow = readWorkflow(path, text)
      if (!startsOn(workflow, trigger.name, trigger.branch)) continue
      const record = () =>
        this.#options.github.recordWorkflowRun({
          repository: this.#options.name,
          workflow: { path, name: workflow.name },
          event: trigger.name,
          headSha: trigger.head?.sha ?? trigger.sha,
          headBranch: trigger.head?.branch ?? trigger.branch ?? this.#options.repository.defaultBranch,
          headRepository: trigger.head?.repository ?? this.#options.name,
          jobs: this.#jobsOf(workflow).map(begun),
          payload: trigger.payload,
          startedAs: event.runId,
        })
      const run = await this.#run(trigger, workflow, text, { record, attempt: 1 }, watching)
      await watching.onEnd?.(run)
      ended.push(run)
    }
    return ended
  }

  #textOf({ sha }: Trigger, path: string): Promise<string> {
    return git(this.#options.repository.bare, ['show', `${sha}:${path}`])
  }

  async #run(
    trigger: Trigger,
    workflow: WorkflowFile,
    text: string,
    { record, attempt }: { record: () => RecordedRun | Promise<RecordedRun>; attempt: number },
    { onLine, signal }: Watching,
  ): Promise<EndedRun> {
    const { github, folder } = this.#options
    const { path } = workflow
    const jobs = this.#jobsOf(workflow)
    const [requestsBefore, recordedAt] = [github.requests.length, Date.now()]
    const recorded = await record()
    this.#runs += 1
    const own = join(folder, `run-${this.#runs}`)
    mkdirSync(own, { recursive: true })
    const token = `run ${recorded.id}${attempt === 1 ? '' : `, attempt ${attempt}`}`
    const value = `ghs_run${recorded.id}x${attempt}`
    const granted = Object.entries(onePermissions(jobs)).filter(([one]) => one !== this.#options.withheld)
    github.addToken(value, { name: token, permissions: tokenFor(trigger, Object.fromEntries(granted.map(apiName))) })
    const act = await runAct({
      folder: own,
      workflow: { file: path.slice(path.lastIndexOf('/') + 1), text: stripUnknownKeys(text).text },
      event: trigger,
      env: this.#environment(trigger, recorded, attempt, path),
      secrets: { ...secretsFor(trigger, this.#options.secrets), GITHUB_TOKEN: value },
      actor: trigger.sender,
      references: this.#references,
      path: this.#options.path,
      onLine,
      signal,
    })
    const results: Record<string, JobResult> = {}
    for (const job of jobs) {
      // A called job that never started was skipped with the job that calls it.
      const ended = act.results[job.key] ?? act.results[job.key.split('/')[0] ?? ''] ?? 'skipped'
      // act has no word of its own for it.
      const result = signal?.aborted && ended === 'failure' ? 'cancelled' : ended
      results[job.name] = result
      const id = recorded.jobs[job.name]
      if (id !== undefined) github.concludeJob(id, result)
    }
    return { recorded, attempt, workflow, event: trigger, token, requestsBefore, recordedAt, jobs: results, act }
  }

  /** The jobs that get a runner: those that call a workflow are replaced by its jobs, under GitHub's double name. */
  #jobsOf(workflow: WorkflowFile): readonly { name: string; key: string; permissions: Granted }[] {
    return workflow.jobs.flatMap(job => {
      if (job.uses === undefined) {
        if (job.permissions === undefined) throw new Error(`job ${job.id} says nothing about permissions`)
        return [{ name: job.name, key: job.name, permissions: job.permissions }]
      }
      const [, repository = '', path = '', ref = ''] = /^([^/]+\/[^/]+)\/(.+)@(.+)$/.exec(job.uses) ?? []
      const folder = this.#references[`${repository}@${ref}`]
      if (folder === undefined) throw new Error(`job ${job.id} calls ${job.uses}, which is nowhere`)
      const called = readWorkflow(path, readFileSync(join(folder, path), 'utf8'))
      return called.jobs.map(inner => ({
        name: `${job.name} / ${inner.name}`,
        key: `${job.name}/${inner.name}`,
        permissions: calledPermissions(job, inner),
      }))
    })
  }

  #environment(trigger: Trigger, recorded: RecordedRun, attempt: number, path: string): Record<string, string> {
    const { github, name, repository } = this.#options
    return {
      ...this.#options.env,
      GITHUB_API_URL: github.url,
      GITHUB_GRAPHQL_URL: `${github.url}/graphql`,
      GITHUB_SERVER_URL: github.serverUrl,
      GITHUB_REPOSITORY: name,
      GITHUB_REPOSITORY_OWNER: name.split('/')[0] ?? '',
      GITHUB_RUN_ID: String(recorded.id),
      GITHUB_RUN_NUMBER: String(this.#runs),
      GITHUB_RUN_ATTEMPT: String(attempt),
      GITHUB_TRIGGERING_ACTOR: trigger.sender,
      GITHUB_WORKFLOW_REF: `${name}/${path}@refs/heads/${repository.defaultBranch}`,
      GITHUB_WORKFLOW_SHA: trigger.sha,
      RUNNER_ENVIRONMENT: 'github-hosted',
      // What act takes for `github.sha` where the event does not hold it.
      SHA_REF: trigger.sha,
      STAND_IN_REPOSITORY: repository.bare,
    }
  }
}

/** A job as it is recorded when its run begins. */
function begun({ name }: { readonly name: string }): { name: string; conclusion: null } {
  return { name, conclusion: null }
}

/** A run has one token here, while GitHub gives one to each job: enough as long as all of them may do the same. */
function onePermissions(jobs: readonly { permissions: Granted }[]): Granted {
  const [first, ...others] = jobs.map(job => job.permissions)
  if (first === undefined) throw new Error('a workflow without jobs')
  if (others.some(other => JSON.stringify(other) !== JSON.stringify(first))) {
    throw new Error('jobs with different permissions in one run are not modelled')
  }
  return first
}

/** Workflow files write `pull-requests`, everything else of GitHub's `pull_requests`. */
function apiName<T>([name, level]: readonly [string, T]): readonly [string, T] {
  return [name.replaceAll('-', '_'), level]
}
