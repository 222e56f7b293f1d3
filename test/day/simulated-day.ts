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
import type { KubeObject } from '../../src/kubernetes/api/objects.ts'
import { Job } from '../storm/job.ts'
import { Reconciling } from '../storm/reconciling.ts'
import { Traffic } from '../storm/traffic.ts'
import { VirtualClock } from '../storm/virtual-clock.ts'
import { FakeObjects } from '../unit/delivery/release/fake-objects.ts'
import { FakeLeases } from '../unit/kubernetes/lease/fake-leases.ts'
import type { DayAftermath, DayRecord, Sight } from './day-aftermath.ts'
import { commitOf, LIVE_PATH, renderedOf } from './day-objects.ts'
import type { DayAsk, DayStory } from './day-story.ts'
import { askAtTerminal, askByComment, type DoorParts } from './simulated-doors.ts'

const START = Date.UTC(2026, 0, 5, 6)
const MINUTE = 60_000
const DEPLOY = '.github/workflows/deploy.yml'
const WORKFLOW = `on: deployment
jobs: { deploy: { uses: commit-train/commit-train/.github/workflows/deploy.yml@v1 } }
`
/** Lives a day: the doors and the jobs are the real ones, GitHub is the double, the cluster is in memory, time is simulated. */
export async function simulateDay(story: DayStory, apps: number): Promise<DayAftermath> {
  const clock = new VirtualClock(START)
  const folder = await mkdtemp(join(tmpdir(), 'day-'))
  const names = [...story.repositories.keys()]
  const repositories = new Map<string, Repository>()
  for (const name of names) repositories.set(name, await createRepository(join(folder, `${name}.git`)))
  const github = await startGitHub({
    now: () => clock.now(),
    repositories: [...repositories].map(([name, { bare }]) => ({ owner: 'acme', name, bare })),
  })
  for (const name of names) github.addToken(`ghs_${name}`, { name, repositories: [`acme/${name}`] })
  for (let app = 0; app < apps; app++) github.addToken(`app_${app}`, { name: `door-${app}`, kind: 'app' })
  for (let person = 0; person < story.people; person++) {
    const login = `person-${person}`
    github.addToken(`ghp_${person}`, { name: login, kind: 'user', login })
    for (const name of names) github.setRole(login, 'write', { repository: `acme/${name}` })
  }
  try {
    const day = new Day(story, { clock, github, repositories, folder, apps })
    await clock.run(day.live(), () => day.news())
    github.assertNoUnknownRequests()
    return await day.aftermath()
  } finally {
    await github.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

interface DayParts {
  readonly clock: VirtualClock
  readonly github: GitHubDouble
  readonly repositories: ReadonlyMap<string, Repository>
  readonly folder: string
  readonly apps: number
}

/** What a service has in an environment. */
interface Place {
  readonly objects: FakeObjects
  readonly leases: FakeLeases
  running: number
}

class Day {
  readonly #story: DayStory
  readonly #parts: DayParts
  readonly #traffic: Traffic
  readonly #reconciling: Reconciling
  readonly #fetch: typeof fetch
  readonly #places = new Map<string, Place>()
  readonly #issues = new Map<string, number>()
  readonly #heads = new Map<string, string>()
  readonly #asks = new Map<string, DayAsk>()
  readonly #records: { -readonly [K in keyof DayRecord]: DayRecord[K] }[] = []
  readonly #applied: { id: number; at: number }[] = []
  readonly #sights: Sight[] = []
  readonly #answers: DayAftermath['answers'][number][] = []
  readonly #jobs: Promise<void>[] = []
  #events = 0
  #working = 0

  constructor(story: DayStory, parts: DayParts) {
    const { github, clock } = parts
    this.#story = story
    this.#parts = parts
    this.#traffic = new Traffic(github)
    github.failByChance(story.failing)
    this.#fetch = async (input, init) => {
      try {
        return await github.fetch(input, init)
      } finally {
        this.#startRuns()
      }
    }
    this.#reconciling = new Reconciling({ apiUrl: github.url, clock, traffic: this.#traffic, fetch: this.#fetch })
  }

  news(): number {
    return this.#working > 0 ? -1 : this.#traffic.news()
  }

  async live(): Promise<void> {
    const { asks, hours, repositories } = this.#story
    const { clock, github } = this.#parts
    await this.#work(async () => {
      for (const [name, services] of repositories) {
        const policy = `services: [${services.join(', ')}]\nenvironments: { ${this.#story.environments.join(': , ')}: }\ndoors: [${Array.from({ length: this.#parts.apps }, (_, at) => `door-${at}`).join(', ')}]\n`
        await this.#commit(name, 'Begin', { '.github/commit-train.yml': policy, [DEPLOY]: WORKFLOW })
        this.#issues.set(name, github.openIssue({ title: 'Deploys', by: 'person-0', repository: `acme/${name}` }))
      }
    })
    const at = async (ms: number, work: () => Promise<void>): Promise<void> => {
      await clock.sleep(ms)
      await work()
    }
    await Promise.all([
      ...asks.map((ask, number) => at(ask.at, () => this.#ask(ask, number))),
      ...[...repositories.keys()].flatMap(name =>
        Array.from({ length: hours * 2 + 4 }, (_, turn) =>
          at((7 + 30 * turn) * MINUTE, () => this.#reconciling.run(name)),
        ),
      ),
    ])
    for (let job = this.#jobs.shift(); job !== undefined; job = this.#jobs.shift()) await job
    github.recover()
  }

  async aftermath(): Promise<DayAftermath> {
    const { github } = this.#parts
    const deployments = await Promise.all(
      this.#records.map(async (record, at) => {
        const path = `/repos/acme/${record.ask.repository}/deployments/${record.id}/statuses?per_page=100`
        const response = await github.fetch(`${github.url}${path}`, {
          // Each person reads some: no token has so many reads in a minute.
          headers: { authorization: `Bearer ghp_${at % this.#story.people}` },
        })
        const listed = (await response.json()) as { state: string; description: string; created_at: string }[]
        const statuses = listed.map(one => ({ ...one, at: Date.parse(one.created_at) })).toReversed()
        return { ...record, statuses }
      }),
    )
    return {
      ...{ deployments, applied: this.#applied, sights: this.#sights, answers: this.#answers },
      requests: github.requests,
    }
  }

  /** Somebody merges what they want to deploy, and asks for it. */
  async #ask(ask: DayAsk, number: number): Promise<void> {
    const { clock, github, apps } = this.#parts
    const { repository: name, service, environment, verb } = ask
    const sha = await this.#work(() => this.#commit(name, `Change ${number}`, {}, ask.fate === 'red-check'))
    const words = [verb, service, environment, ...(verb === 'deploy' ? [sha] : [])]
    const index = [...this.#story.repositories.keys()].indexOf(name)
    const parts: DoorParts = {
      ...{ words, clock, fetch: this.#fetch, traffic: this.#traffic, apiUrl: github.url, number },
      ...{ repository: { owner: 'acme', repo: name }, page: `${github.serverUrl}/acme/${name}` },
      ...{ person: ask.person, app: `app_${index % Math.max(1, apps)}`, issue: this.#issues.get(name) ?? 0 },
      onIntent: intent => void this.#asks.set(intent, ask),
    }
    const { code, id } = await (ask.door === 'comment' ? askByComment(parts) : askAtTerminal(parts))
    this.#answers.push({ ask, code, id, askedAt: START + ask.at, answeredAt: clock.now() })
  }

  /** What GitHub starts for records that were made since. */
  #startRuns(): void {
    const { events } = this.#parts.github
    for (const event of events.slice(this.#events)) {
      this.#events += 1
      if (event.name === 'deployment') this.#jobs.push(this.#run(event.payload as DeploymentEvent))
    }
  }

  async #run({ deployment }: DeploymentEvent): Promise<void> {
    const { clock, github, folder } = this.#parts
    const { id, sha, environment, payload } = deployment
    const ask = this.#asks.get(String((payload as { readonly intent?: string }).intent))
    if (ask === undefined) throw new Error(`deployment ${id} is of no one`)
    const { repository: name, service, fate, befallsAfter } = ask
    const record = { id, ask, sha, askedAt: clock.now(), statuses: [], log: [] as readonly string[] }
    this.#records.push(record)
    if (fate === 'never') return
    const run = await this.#work(() =>
      github.recordWorkflowRun({
        ...{ repository: `acme/${name}`, workflow: { path: DEPLOY, name: 'deploy' }, event: 'deployment' },
        ...{ headSha: sha, payload: { deployment }, jobs: [{ name: 'deploy', status: 'queued' as const }] },
      }),
    )
    await clock.sleep(ask.startsAfter)
    const conclude = async (conclusion: 'success' | 'failure' | 'cancelled'): Promise<void> => {
      github.concludeJob(run.jobs.deploy ?? 0, conclusion)
      if (conclusion !== 'success') await this.#reconciling.run(name)
    }
    if (fate === 'dropped') return conclude('cancelled')
    const place = this.#placeOf(`${name} ${service} ${environment}`)
    const page = `${github.serverUrl}/acme/${name}`
    const job = new Job({
      ...{ id, fate, befallsAfter, token: `ghs_${name}`, apiUrl: github.url, fetch: this.#fetch },
      named: { by: 'event', deployment, defaultBranch: 'main' },
      context: {
        ...{ owner: 'acme', repository: name, runId: run.id, attempt: 1, startedBy: '', page },
        logUrl: `${page}/actions/runs/${run.id}/attempts/1`,
        ...{ workspace: folder, temp: folder },
      },
      ...{ clock, traffic: this.#traffic, leases: place.leases },
      onApplied: applied => void this.#applied.push({ id: applied, at: clock.now() }),
      kept: {
        ...{ objects: place.objects, rendered: renderedOf(sha, fate === 'failing') },
        behaviourOf: live => (isBroken(live) ? 'missing-config' : 'healthy'),
      },
    })
    place.running += 1
    const conclusion = await job.run()
    place.running -= 1
    record.log = job.log.lines
    if (place.running === 0) {
      const live = place.objects.byPath.get(LIVE_PATH)
      const key = `${name} ${service} ${environment}`
      this.#sights.push({
        key,
        at: clock.now(),
        sha: live && commitOf(live),
        isBroken: live !== undefined && isBroken(live),
      })
    }
    await conclude(conclusion)
  }

  async #commit(
    name: string,
    message: string,
    files: Readonly<Record<string, string>>,
    isRed = false,
  ): Promise<string> {
    const { clock, github, repositories } = this.#parts
    const bare = repositories.get(name)?.bare ?? ''
    const before = this.#heads.get(name) ?? '0'.repeat(40)
    const [sha = ''] = await importCommits(bare, [{ message, date: Math.floor(clock.now() / 1000), files }], 'main')
    this.#heads.set(name, sha)
    const repository = `acme/${name}`
    github.recordMerge({ title: message, author: 'person-0', sha, before, repository })
    await github.recordWorkflowRun({
      ...{ repository, workflow: { path: '.github/workflows/ci.yml', name: 'ci' }, event: 'push', headSha: sha },
      jobs: [{ name: 'test', conclusion: isRed ? 'failure' : 'success' }],
    })
    return sha
  }

  #placeOf(key: string): Place {
    const place = this.#places.get(key) ?? { objects: new FakeObjects(), leases: new FakeLeases(), running: 0 }
    this.#places.set(key, place)
    return place
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
}

interface DeploymentEvent {
  readonly deployment: {
    readonly id: number
    readonly sha: string
    readonly environment: string
    readonly payload: unknown
  }
}

function isBroken({ metadata }: KubeObject): boolean {
  return metadata.annotations?.['day.example/broken'] === 'yes'
}
