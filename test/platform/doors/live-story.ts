import type { Said, StoryWorld } from '../../doors/story.ts'
import { deploymentTemplate } from '../stage/deployment-template.ts'
import { LiveStage } from '../stage/live-stage.ts'
import type { TestPlatform } from '../vitest/use-platform.ts'
import { DeployJobs, runJob } from './deploy-jobs.ts'

/** A Friday, at noon. */
const NOON = Date.UTC(2026, 10, 20, 12)
const ENVIRONMENTS = ['staging', 'production'] as const
const FILES = {
  '.github/commit-train.yml': `services: [hello]\nenvironments: { ${ENVIRONMENTS.join(': , ')}: }\ndoors: [acme-door]\n`,
  '.github/workflows/deploy.yml':
    'on: deployment\njobs: { deploy: { uses: commit-train/commit-train/.github/workflows/deploy.yml@v1 } }\n',
}
const TEMPLATE = 'deploy/templates/deployment.yaml'
const HEALTHY = deploymentTemplate('sleep 3600')
/** Its pods want a ConfigMap that is not there. */
const BROKEN = deploymentTemplate('sleep 3600', {
  env: [
    '{ name: COMMIT, value: "{{ .deploy.commit }}" }',
    '{ name: RATES, valueFrom: { configMapKeyRef: { name: rates, key: text } } }',
  ],
})

/** A door of its own process, from dist/. `preload`: what node loads first. */
export type LiveDoor = (
  stage: LiveStage,
  issue: number,
) => (login: string, words: string, options: { readonly preload: string; readonly now: () => number }) => Promise<Said>

/** A GitHub, a namespace of the cluster for each environment, and the jobs that the records of a door start. */
export class LiveStory implements StoryWorld {
  readonly #stage: LiveStage
  readonly #namespaces: ReadonlyMap<string, string>
  readonly #jobs: DeployJobs
  readonly #say: ReturnType<LiveDoor>
  readonly #titles = new Map<string, string>()
  /** What the people of the story live after the machine's clock, in milliseconds. */
  readonly #shift: { by: number; told: number }

  private constructor(
    stage: LiveStage,
    namespaces: ReadonlyMap<string, string>,
    door: LiveDoor,
    shift: { by: number; told: number },
  ) {
    const { github } = stage.stage
    this.#stage = stage
    this.#namespaces = namespaces
    this.#shift = shift
    this.#jobs = new DeployJobs(github, record =>
      runJob(stage, record, { inputs: { namespace: namespaces.get(record.environment) ?? '' } }),
    )
    github.addToken('ghs_door', { name: 'acme-door', kind: 'app' })
    for (const login of ['ada', 'bo']) {
      github.addToken(`ghp_${login}`, { name: login, kind: 'user', login })
      github.setRole(login, 'write')
    }
    this.#say = door(stage, github.openIssue({ title: 'Deploys', by: 'ada' }))
  }

  static async open(platform: TestPlatform, door: LiveDoor): Promise<LiveStory> {
    const shift = { by: NOON - Date.now(), told: NOON }
    const now = () => Date.now() + shift.by
    const stage = await LiveStage.open(platform, 'story-staging', { now })
    const production = await platform.createNamespace('story-production')
    const namespaces = new Map([
      ['staging', stage.namespace],
      ['production', production],
    ])
    const story = new LiveStory(stage, namespaces, door, shift)
    await story.#commit('Begin', FILES, HEALTHY)
    return story
  }

  close(): Promise<void> {
    return this.#stage.close()
  }

  /** Events of the story come at whole minutes, however long the one before took. */
  pass(ms: number): void {
    this.#shift.told += ms
    this.#shift.by = this.#shift.told - Date.now()
  }

  merge(title: string, isBroken: boolean): Promise<void> {
    return this.#commit(title, { [`src/${title.replaceAll(/\W/g, '-')}`]: title }, isBroken ? BROKEN : HEALTHY)
  }

  say(login: string, words: string): Promise<Said> {
    const { by } = this.#shift
    const preload = `--import=${new URL(`shifted-clock.ts?by=${by}`, import.meta.url)}`
    return this.#jobs.during(this.#say(login, words, { preload, now: () => Date.now() + by }))
  }

  /** The title of the commit whose pods serve in each environment. */
  async live(): Promise<Record<string, string>> {
    const live: Record<string, string> = {}
    for (const [environment, namespace] of this.#namespaces) {
      const { client } = this.#stage.platform
      const { status, body } = await client.send('GET', `/apis/apps/v1/namespaces/${namespace}/deployments/hello`)
      live[environment] = status === 404 ? 'nothing' : this.#served(body as LiveDeployment)
    }
    return live
  }

  #served({ metadata, spec, status }: LiveDeployment): string {
    const isServing =
      status.observedGeneration === metadata.generation &&
      status.updatedReplicas === 1 &&
      status.availableReplicas === 1
    const commit = spec.template.spec.containers[0]?.env?.find(({ name }) => name === 'COMMIT')?.value ?? ''
    return isServing ? (this.#titles.get(commit) ?? `an unknown commit ${commit}`) : 'no pod serves'
  }

  async #commit(title: string, files: Readonly<Record<string, string>>, template: string): Promise<void> {
    const { github, repository } = this.#stage.stage
    const before = (await repository.head()) ?? '0'.repeat(40)
    const sha = await this.#stage.commit({ ...files, [TEMPLATE]: template }, { message: title })
    github.recordMerge({ title, author: 'ada', sha, before })
    this.#titles.set(sha, title)
  }
}

interface LiveDeployment {
  readonly metadata: { readonly generation: number }
  readonly spec: {
    readonly template: {
      readonly spec: { readonly containers: readonly { readonly env?: readonly { name: string; value?: string }[] }[] }
    }
  }
  readonly status: {
    readonly observedGeneration?: number
    readonly updatedReplicas?: number
    readonly availableReplicas?: number
  }
}
