// The first three of src/ are loaded late by it: here before time begins, which knows nothing of loading.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importCommits } from '../../packages/github-double/src/git/import-commits.ts'
import { createRepository, type Repository } from '../../packages/github-double/src/git/repository.ts'
import { type GitHubDouble, startGitHub } from '../../packages/github-double/src/github.ts'
import '../../src/delivery/release/deployment-run.ts'
import '../../src/deployments/job/announce.ts'
import '../../src/github/octokit.ts'
import { FakeLeases } from '../unit/kubernetes/lease/fake-leases.ts'
import { Job } from './job.ts'
import { Reconciling } from './reconciling.ts'
import type { Ask, Story } from './story.ts'
import { Traffic } from './traffic.ts'
import { VirtualClock } from './virtual-clock.ts'

const START = Date.UTC(2026, 0, 5, 9)
const MINUTE = 60_000
const PEOPLE = 10
const DEPLOY = '.github/workflows/deploy.yml'
const DEPLOY_FILE = 'name: deploy\nrun-name: "Deployment ${{ github.event.deployment.id }}"\non: deployment\n'

/** A status as GitHub has it at the end. */
export interface StormStatus {
  readonly state: string
  readonly description: string
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** A deployment of the storm, with everything that was seen of it. */
export interface StormDeployment {
  readonly id: number
  readonly ask: Ask
  readonly askedAt: number
  /** Oldest first. */
  readonly statuses: readonly StormStatus[]
  /** What its job said. */
  readonly log: readonly string[]
}

/** What is left of a storm. */
export interface Aftermath {
  readonly deployments: readonly StormDeployment[]
  /** Each object that reached the cluster, in order. */
  readonly applied: readonly { readonly id: number; readonly at: number }[]
  readonly requests: GitHubDouble['requests']
}

interface Asked {
  readonly id: number
  readonly ask: Ask
  readonly askedAt: number
  job?: Job
}

/** Runs a story: real deployments and reconciliations against the GitHub double with its limits, in time that is simulated. */
export async function storm(story: Story): Promise<Aftermath> {
  const clock = new VirtualClock(START)
  const bare = await createRepository()
  const folder = await mkdtemp(join(tmpdir(), 'storm-'))
  const github = await startGitHub({
    now: () => clock.now(),
    repositories: story.repositories.map(name => ({ owner: 'acme', name, bare: bare.bare })),
    tokens: {
      ...Object.fromEntries(story.repositories.map(name => [`ghs_${name}`, { name, repositories: [`acme/${name}`] }])),
      ...Object.fromEntries(
        Array.from({ length: PEOPLE }, (_, at) => [`ghp_${at}`, { name: `person ${at}`, kind: 'user' as const }]),
      ),
    },
  })
  try {
    const it = new Storm(story, { clock, github, repository: bare, folder })
    await clock.run(it.live(), () => it.news())
    github.assertNoUnknownRequests()
    return await it.aftermath()
  } finally {
    await github.stop()
    await rm(folder, { recursive: true, force: true })
    await bare.remove()
  }
}

interface StormParts {
  readonly clock: VirtualClock
  readonly github: GitHubDouble
  readonly repository: Repository
  readonly folder: string
}

class Storm {
  readonly #story: Story
  readonly #clock: VirtualClock
  readonly #github: GitHubDouble
  readonly #repository: Repository
  /** For the temporary files of all jobs. */
  readonly #folder: string
  readonly #asked: Asked[] = []
  readonly #applied: { id: number; at: number }[] = []
  readonly #leases = new Map<string, FakeLeases>()
  readonly #reconciling: Reconciling
  readonly #traffic: Traffic
  /** What goes on beside requests. */
  #working = 0

  constructor(story: Story, { clock, github, repository, folder }: StormParts) {
    this.#story = story
    this.#traffic = new Traffic(github)
    this.#folder = folder
    this.#clock = clock
    this.#github = github
    this.#repository = repository
    this.#reconciling = new Reconciling({ apiUrl: github.url, clock, traffic: this.#traffic })
  }

  /** Changes with whatever happens; negative while something goes on. */
  news(): number {
    return this.#working > 0 ? -1 : this.#traffic.news()
  }

  async live(): Promise<void> {
    const { asks, outage, lostReplies, hours, repositories } = this.#story
    const commits = await this.#work(() => this.#commits())
    const at = async (ms: number, work: () => unknown): Promise<void> => {
      await this.#clock.sleep(ms)
      await work()
    }
    await Promise.all([
      ...asks.map(ask => at(ask.at, () => this.#deploy(ask, commits))),
      at(outage.from, () => this.#github.fail({ how: 'status', status: 503, times: Number.POSITIVE_INFINITY })),
      at(outage.to, () => this.#github.recover()),
      ...lostReplies.map(ms =>
        at(ms, () => this.#github.fail({ how: 'reply-lost', operationId: 'repos/create-deployment-status' })),
      ),
      ...repositories.flatMap(name =>
        Array.from({ length: hours * 2 + 4 }, (_, turn) =>
          at((7 + 30 * turn) * MINUTE, () => this.#reconciling.run(name)),
        ),
      ),
    ])
  }

  async aftermath(): Promise<Aftermath> {
    const deployments = await Promise.all(
      this.#asked.map(async ({ id, ask, askedAt, job }, at) => {
        const path = `/repos/acme/${ask.repository}/deployments/${id}/statuses?per_page=100`
        const listed = (await this.#fetch(path, at % PEOPLE)) as {
          state: string
          description: string
          created_at: string
        }[]
        const statuses = listed
          .map(({ state, description, created_at }) => ({ state, description, at: Date.parse(created_at) }))
          .toReversed()
        return { id, ask, askedAt, statuses, log: job?.log.lines ?? [] }
      }),
    )
    return { deployments, applied: this.#applied, requests: this.#github.requests }
  }

  /** A commit that may be deployed everywhere, and one with a red check. */
  async #commits(): Promise<{ readonly green: string; readonly red: string }> {
    const services = this.#story.services.join(', ')
    const policy = `services: [${services}]\nenvironments: { ${this.#story.environments.join(': , ')}: }\n`
    const files = { '.github/commit-train.yml': policy, [DEPLOY]: DEPLOY_FILE }
    const date = START / 1000
    const [green = '', red = ''] = await importCommits(
      this.#repository.bare,
      [
        { message: 'One', date, files },
        { message: 'Two', date, files: { ...files, broken: 'yes' } },
      ],
      'main',
    )
    for (const name of this.#story.repositories) {
      for (const [headSha, conclusion] of [
        [green, 'success'],
        [red, 'failure'],
      ] as const) {
        const workflow = { path: '.github/workflows/ci.yml', name: 'ci' }
        const jobs = [{ name: 'test', conclusion }]
        await this.#github.recordWorkflowRun({ repository: `acme/${name}`, workflow, event: 'push', headSha, jobs })
      }
    }
    return { green, red }
  }

  async #deploy(ask: Ask, commits: { readonly green: string; readonly red: string }): Promise<void> {
    const { repository: name, service, environment, fate } = ask
    const sha = fate === 'red-check' ? commits.red : commits.green
    const body = { ref: sha, task: `deploy:${service}`, environment, auto_merge: false, required_contexts: [] }
    const person = this.#asked.length % PEOPLE
    const made = (await this.#work(() => this.#fetch(`/repos/acme/${name}/deployments`, person, body))) as {
      readonly id: number
    }
    const asked: Asked = { id: made.id, ask, askedAt: this.#clock.now() }
    this.#asked.push(asked)
    if (fate === 'never') return
    const started = {
      ...{ repository: `acme/${name}`, workflow: { path: DEPLOY, name: 'deploy' }, event: 'deployment' },
      ...{ headSha: sha, payload: { deployment: made } },
    }
    const jobs = [{ name: 'deploy', status: 'queued' as const }]
    const run = await this.#work(() => this.#github.recordWorkflowRun({ ...started, jobs }))
    await this.#clock.sleep(ask.startsAfter)
    const conclude = async (conclusion: 'success' | 'failure' | 'cancelled'): Promise<void> => {
      this.#github.concludeJob(run.jobs.deploy ?? 0, conclusion)
      if (conclusion !== 'success') await this.#reconciling.run(name)
    }
    if (fate === 'dropped') return conclude('cancelled')
    const page = `${this.#github.serverUrl}/acme/${name}`
    asked.job = new Job({
      ...{ id: made.id, fate, befallsAfter: ask.befallsAfter, token: `ghs_${name}`, apiUrl: this.#github.url },
      named: { by: 'event', deployment: made, defaultBranch: 'main' },
      context: {
        ...{ owner: 'acme', repository: name, runId: run.id, attempt: 1, startedBy: '', page },
        logUrl: `${page}/actions/runs/${run.id}/attempts/1`,
        ...{ workspace: this.#folder, temp: this.#folder },
      },
      clock: this.#clock,
      traffic: this.#traffic,
      leases: this.#leasesOf(`${name} ${service} ${environment}`),
      onApplied: id => void this.#applied.push({ id, at: this.#clock.now() }),
    })
    await conclude(await asked.job.run())
  }

  /** Time stands still meanwhile. */
  async #work<T>(work: () => Promise<T>): Promise<T> {
    this.#working += 1
    try {
      return await work()
    } finally {
      this.#working -= 1
    }
  }

  #leasesOf(key: string): FakeLeases {
    const leases = this.#leases.get(key) ?? new FakeLeases()
    this.#leases.set(key, leases)
    return leases
  }

  async #fetch(path: string, person: number, body?: object): Promise<unknown> {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    this.#traffic.another()
    // A connection that is kept may be closed at the very moment it is used again.
    const headers = { authorization: `Bearer ghp_${person}`, connection: 'close' }
    const response = await fetch(`${this.#github.url}${path}`, { ...init, headers })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
}
