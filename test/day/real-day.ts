import { setTimeout } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import type { RunningAction } from '../platform/action/run-action.ts'
import { runAction } from '../platform/action/run-action.ts'
import { DeployJobs, type StartedRecord } from '../platform/doors/deploy-jobs.ts'
import { runCli } from '../platform/doors/live-doors.ts'
import { deploymentTemplate } from '../platform/stage/deployment-template.ts'
import { LiveStage } from '../platform/stage/live-stage.ts'
import { TOKENS } from '../platform/stage/stage.ts'
import type { TestPlatform } from '../platform/vitest/use-platform.ts'
import type { DayAftermath, DayRecord, Sight } from './day-aftermath.ts'
import type { DayAsk, DayStory } from './day-story.ts'

const TEMPLATE = 'deploy/templates/deployment.yaml'
const WORKFLOW =
  'on: deployment\njobs: { deploy: { uses: commit-train/commit-train/.github/workflows/deploy.yml@v1 } }\n'
const COMMIT = '{ name: COMMIT, value: "{{ .deploy.commit }}" }'
const HEALTHY = deploymentTemplate('sleep 3600', { env: [COMMIT] })
/** Its pods want a ConfigMap that is not there. */
const BROKEN = deploymentTemplate('sleep 3600', {
  env: [COMMIT, '{ name: RATES, valueFrom: { configMapKeyRef: { name: rates, key: text } } }'],
})
/** So many people ask at the same time. */
const AT_ONCE = 4

/** Lives a day in the time that it takes, one command after the other: the doors and the jobs from dist/, on a real cluster. */
export async function liveDay(platform: TestPlatform, story: DayStory): Promise<DayAftermath> {
  const stage = await LiveStage.open(platform, 'day')
  try {
    const day = new RealDay(stage, story)
    await day.live()
    return await day.aftermath()
  } finally {
    await stage.close()
  }
}

class RealDay {
  readonly #stage: LiveStage
  readonly #story: DayStory
  readonly #jobs: DeployJobs
  readonly #namespaces = new Map<string, string>()
  readonly #running = new Map<string, number>()
  /** What each record was asked for as, by the commit. */
  readonly #asks = new Map<string, DayAsk>()
  readonly #records: { -readonly [K in keyof DayRecord]: DayRecord[K] }[] = []
  readonly #releases = new Map<string, { id: number; at: number; number: number }>()
  readonly #sights: Sight[] = []
  readonly #answers: DayAftermath['answers'][number][] = []
  #merging: Promise<unknown> = Promise.resolve()
  #reconciled = 0

  constructor(stage: LiveStage, story: DayStory) {
    this.#stage = stage
    this.#story = story
    this.#jobs = new DeployJobs(stage.stage.github, record => this.#run(record))
  }

  async live(): Promise<void> {
    const { github } = this.#stage.stage
    const services = [...this.#story.repositories.values()].flat()
    for (let person = 0; person < this.#story.people; person++) {
      const login = `person-${person}`
      github.addToken(`ghp_${person}`, { name: login, kind: 'user', login })
      github.setRole(login, 'write')
    }
    for (const service of services) {
      for (const environment of this.#story.environments) {
        const namespace = await this.#stage.platform.createNamespace('day')
        this.#namespaces.set(keyOf(service, environment), namespace)
      }
    }
    const policy = `services: [${services.join(', ')}]\nenvironments: { ${this.#story.environments.join(': , ')}: }\n`
    await this.#merge('Begin', {
      '.github/commit-train.yml': policy,
      '.github/workflows/deploy.yml': WORKFLOW,
      [TEMPLATE]: HEALTHY,
    })
    github.failByChance(this.#story.failing)
    const waiting = [...this.#story.asks]
    const person = async (): Promise<void> => {
      for (let ask = waiting.shift(); ask !== undefined; ask = waiting.shift()) await this.#ask(ask)
    }
    await this.#jobs.during(Promise.all(Array.from({ length: AT_ONCE }, person)))
    github.recover()
    await this.#reconcile()
  }

  async aftermath(): Promise<DayAftermath> {
    const { github } = this.#stage.stage
    const deployments: DayRecord[] = []
    for (const record of this.#records) {
      const statuses = await this.#stage.stage.statuses({ id: record.id, sha: record.sha, event: NO_EVENT })
      deployments.push({ ...record, statuses: statuses.map(one => ({ ...one, at: Date.parse(one.created_at) })) })
    }
    const applied = [...this.#releases.values()].toSorted((one, other) => one.number - other.number)
    return { deployments, applied, sights: this.#sights, answers: this.#answers, requests: github.requests }
  }

  async #ask(ask: DayAsk): Promise<void> {
    const { service, environment, verb } = ask
    const askedAt = Date.now()
    const files = { [TEMPLATE]: ask.fate === 'failing' ? BROKEN : HEALTHY, 'src/change': `${askedAt} ${Math.random()}` }
    const merged = this.#merging.then(() => this.#merge('Change', files, ask.fate === 'red-check'))
    this.#merging = merged
    const sha = await merged
    this.#asks.set(verb === 'rollback' ? `rollback ${keyOf(service, environment)}` : sha, ask)
    const words = [verb, service, environment, ...(verb === 'deploy' ? [sha] : [])]
    const env = { GH_TOKEN: `ghp_${ask.person}`, HOME: this.#stage.stage.folder }
    const { stdout, stderr } = await runCli([...words, '--watch', '--json'], this.#stage.stage.github, env)
    if (stdout === '') throw new Error(`commit-train ${words.join(' ')} answered nothing: ${stderr}`)
    const answer = JSON.parse(stdout) as { code: string; deployment?: { id: number } }
    this.#answers.push({ ask, code: answer.code, id: answer.deployment?.id, askedAt, answeredAt: Date.now() })
  }

  async #merge(message: string, files: Readonly<Record<string, string>>, isRed = false): Promise<string> {
    const { github, repository } = this.#stage.stage
    const before = (await repository.head()) ?? '0'.repeat(40)
    const sha = await this.#stage.commit(files, { message, ...(isRed ? { conclusion: 'failure' } : {}) })
    github.recordMerge({ title: message, author: 'person-0', sha, before })
    return sha
  }

  /** A job as the runner has it, and what befalls it. */
  async #run(started: StartedRecord): Promise<void> {
    const { stage } = this.#stage
    const { id, sha, environment, task, payload } = started
    const service = task.split(':')[1] ?? [...this.#story.repositories.values()].flat()[0] ?? ''
    const key = keyOf(service, environment)
    const isRollback = (payload as { readonly verb?: string }).verb === 'rollback'
    const ask = this.#asks.get(isRollback ? `rollback ${key}` : sha)
    if (ask === undefined) throw new Error(`deployment ${id} is of no one`)
    this.#records.push({ id, ask, sha, askedAt: Date.now(), statuses: [], log: [] })
    const run = (await stage.recordRun(started)) as { readonly id: number; readonly jobs: Record<string, number> }
    const conclude = async (conclusion: 'success' | 'failure' | 'cancelled'): Promise<void> => {
      stage.github.concludeJob(run.jobs.deploy ?? 0, conclusion)
      if (conclusion !== 'success') await this.#reconcile()
    }
    // A door follows what never gets a run for minutes: here both are cancelled before they begin.
    if (ask.fate === 'dropped' || ask.fate === 'never') return conclude('cancelled')
    this.#running.set(key, (this.#running.get(key) ?? 0) + 1)
    const namespace = this.#namespaces.get(key) ?? ''
    const options = this.#stage.options({ run, inputs: { namespace, timeout: '300s' } })
    const pre = await stage.deploy(started, { ...options, entry: 'pre' })
    const running = await stage.start(started, { ...options, state: pre.state })
    const fell = befall(running, ask)
    const main = await running.ended
    await fell
    if (ask.fate !== 'lost')
      await stage.deploy(started, { ...options, entry: 'post', state: { ...pre.state, ...main.state } })
    this.#running.set(key, (this.#running.get(key) ?? 1) - 1)
    await this.#look(key, namespace, ask)
    await conclude(main.exitCode === 0 ? 'success' : ask.fate === 'cancelled' ? 'cancelled' : 'failure')
  }

  /** What is in the cluster, where nothing deploys: what serves, and the releases that it keeps. */
  async #look(key: string, namespace: string, { repository, service, environment }: DayAsk): Promise<void> {
    const { client } = this.#stage.platform
    const selector = 'commit-train.dev%2Frelease-of'
    const { body } = await client.send('GET', `/api/v1/namespaces/${namespace}/secrets?labelSelector=${selector}`)
    for (const { metadata, data } of (body as SecretList).items) {
      const packed = data['release.json.gz']
      if (packed === undefined || this.#releases.has(`${namespace} ${metadata.name}`)) continue
      const record = JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString('utf8')) as ReleaseText
      const number = Number(/\.v(\d+)/.exec(metadata.name)?.[1] ?? Number.NaN)
      this.#releases.set(`${namespace} ${metadata.name}`, {
        id: record.deploymentId,
        at: Date.parse(record.begun),
        number,
      })
    }
    if ((this.#running.get(key) ?? 0) > 0) return
    const at = Date.now()
    const { status, body: live } = await client.send('GET', `/apis/apps/v1/namespaces/${namespace}/deployments/hello`)
    if ((this.#running.get(key) ?? 0) > 0) return
    const seen = live as LiveDeployment
    const sha =
      status === 404
        ? undefined
        : seen.spec.template.spec.containers[0]?.env?.find(({ name }) => name === 'COMMIT')?.value
    const isBroken = status !== 404 && (seen.status.updatedReplicas !== 1 || seen.status.availableReplicas !== 1)
    this.#sights.push({ key: `${repository} ${service} ${environment}`, at, sha, isBroken })
  }

  async #reconcile(): Promise<void> {
    const { stage } = this.#stage
    this.#reconciled += 1
    const folder = `${stage.folder}/reconcile-${this.#reconciled}`
    await runAction({
      action: 'actions/reconcile',
      inputs: { 'no-run-after': '600s' },
      token: TOKENS.workflow,
      run: {
        repository: 'acme/hello',
        runId: 99,
        sha: (await stage.repository.head()) ?? '',
        event: { name: 'schedule', payload: {} },
        apiUrl: stage.github.url,
        serverUrl: stage.github.serverUrl,
      },
      places: { folder, workspace: stage.folder },
    })
  }
}

/** What the story has happen to a job, once that has run so long. */
async function befall(running: RunningAction, { fate, befallsAfter }: DayAsk): Promise<void> {
  if (fate !== 'cancelled' && fate !== 'killed' && fate !== 'lost') return
  const over = running.ended.then(() => true)
  // The story's seconds are those of a slower world.
  if (await Promise.race([over, setTimeout(befallsAfter / 6, false)])) return
  if (fate === 'cancelled') await running.cancel()
  else running.signal('SIGKILL')
}

function keyOf(service: string, environment: string): string {
  return `${service} ${environment}`
}

const NO_EVENT = { name: 'deployment', payload: undefined }

interface SecretList {
  readonly items: readonly {
    readonly metadata: { readonly name: string }
    readonly data: Readonly<Record<string, string>>
  }[]
}

interface ReleaseText {
  readonly deploymentId: number
  readonly begun: string
}

interface LiveDeployment {
  readonly spec: {
    readonly template: {
      readonly spec: { readonly containers: readonly { readonly env?: readonly { name: string; value?: string }[] }[] }
    }
  }
  readonly status: { readonly updatedReplicas?: number; readonly availableReplicas?: number }
}
