import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRepository, type Repository } from '../../../packages/github-double/src/git/repository.ts'
import { type GitHubDouble, startGitHub } from '../../../packages/github-double/src/github.ts'
import type { NewToken } from '../../../packages/github-double/src/state/store.ts'
import { type ActionRun, runAction } from '../action/run-action.ts'
import { type SlackDouble, startSlack } from '../slack/slack.ts'
import type { MessageState } from '../slack/state/message.ts'
import { type ActRun, runAct } from '../workflows/act.ts'
import { copyActions } from '../workflows/action-tree.ts'
import { stripUnknownKeys } from '../workflows/unknown-keys.ts'
import { readWorkflow } from '../workflows/workflow-file.ts'

const HOUR = 3_600_000
const POLICY = '.github/commit-train.yml'
export const slackToken = 'xoxb-train-and-nothing-else'
const githubToken = 'ghs_scan_and_nothing_else'
export const CHANNEL = 'C0STAGING1'
export const OTHER_CHANNEL = 'C0PRODUCT1'

/** A policy whose environments are reported in the two channels. */
export const policy = `environments:
  staging: { slack: { channel: ${CHANNEL} } }
  production: { slack: { channel: ${OTHER_CHANNEL} } }
no-checks: allow
slack:
  users: { ada: U0ADA0001 }
`

/** Repositories at a GitHub of their own, a Slack, and runs of the bundle against both. */
export class ScanStage {
  readonly github: GitHubDouble
  readonly slack: SlackDouble
  readonly #repositories: ReadonlyMap<string, Repository>
  readonly #folder = mkdtempSync(join(tmpdir(), 'scan-'))
  readonly #time: { hours: number }
  #runs = 0

  private constructor(
    github: GitHubDouble,
    slack: SlackDouble,
    repositories: ReadonlyMap<string, Repository>,
    time: { hours: number },
  ) {
    this.github = github
    this.slack = slack
    this.#repositories = repositories
    this.#time = time
  }

  /** `names`: the repositories of `acme`; the workflow runs in the first. */
  static async open(names: readonly string[] = ['hello'], said = policy): Promise<ScanStage> {
    const repositories = new Map<string, Repository>()
    for (const name of names) repositories.set(name, await createRepository())
    const time = { hours: 0 }
    const github = await startGitHub({
      repositories: [...repositories].map(([name, { bare }]) => ({ owner: 'acme', name, bare, topics: ['train'] })),
      tokens: { [githubToken]: { name: 'scan', kind: 'app' } },
      now: () => Date.now() - time.hours * HOUR,
    })
    const slack = await startSlack({
      channels: [
        { id: CHANNEL, name: 'staging' },
        { id: OTHER_CHANNEL, name: 'production' },
      ],
      tokens: { [slackToken]: { name: 'train' } },
    })
    const stage = new ScanStage(github, slack, repositories, time)
    for (const [name, repository] of repositories) {
      const sha = await repository.commit({ message: 'Begin', files: { [POLICY]: said } })
      for (const environment of ['staging', 'production']) await stage.deploy(name, sha, environment, 100)
    }
    return stage
  }

  async close(): Promise<void> {
    await this.github.stop()
    await this.slack.stop()
    for (const repository of this.#repositories.values()) await repository.remove()
    rmSync(this.#folder, { recursive: true, force: true })
    this.github.assertNoUnknownRequests()
    this.slack.assertNoUnknownRequests()
  }

  /** Merges a commit that was so many hours ago; resolves with its SHA. */
  async merge(name: string, title: string, hours: number, author = 'ada'): Promise<string> {
    const repository = this.#repository(name)
    const before = (await repository.head()) ?? ''
    const sha = await repository.commit({ message: title, files: { 'src/main.ts': title } })
    this.#at(hours, () => this.github.recordMerge({ repository: `acme/${name}`, title, author, sha, before }))
    return sha
  }

  async deploy(name: string, sha: string, environment: string, hours = 0): Promise<void> {
    const made = { repository: `acme/${name}`, sha, environment, states: ['in_progress', 'success'] } as const
    this.#at(hours, () => this.github.recordDeployment(made))
  }

  async write(name: string, text: string): Promise<void> {
    await this.#repository(name).commit({ message: 'Policy', files: { [POLICY]: text } })
  }

  /** Runs the bundle once, as a step of a scheduled workflow. */
  run(inputs: Readonly<Record<string, string>> = {}, token?: NewToken): Promise<ActionRun> {
    return runAction(this.nextStep(inputs, token))
  }

  /** The step of a new run of the workflow. `token`: a new one for it. */
  nextStep(inputs: Readonly<Record<string, string>>, token: NewToken | undefined) {
    this.#runs += 1
    const folder = join(this.#folder, `run-${this.#runs}`)
    const workspace = join(folder, 'workspace')
    mkdirSync(workspace, { recursive: true })
    const value = token === undefined ? githubToken : `ghs_run_${this.#runs}`
    if (token !== undefined) this.github.addToken(value, token)
    const [first = ''] = this.#repositories.keys()
    return {
      action: 'actions/notify-stale',
      inputs: { 'slack-token': slackToken, 'slack-api-url': this.slack.url, ...inputs },
      token: value,
      run: {
        repository: `acme/${first}`,
        runId: 40 + this.#runs,
        workflowRef: `acme/${first}/.github/workflows/notify-stale.yml@refs/heads/main`,
        sha: '0'.repeat(40),
        event: { name: 'schedule', payload: { schedule: '17 * * * *' } },
        apiUrl: this.github.url,
        serverUrl: 'https://github.com',
      },
      places: { folder, workspace },
    }
  }

  /**
   * Runs the template through act, by the clock or by hand, with a token that has the permissions it asks for and no more.
   * `bin`: where act is.
   */
  runTemplate(
    bin: string,
    event: 'schedule' | 'workflow_dispatch',
    inputs: Readonly<Record<string, string>> = {},
  ): Promise<ActRun> {
    this.#runs += 1
    const folder = join(this.#folder, `act-${this.#runs}`)
    mkdirSync(folder, { recursive: true })
    const text = readFileSync(join(import.meta.dirname, '../../../workflows-templates/notify-stale.yml'), 'utf8')
    const [job] = readWorkflow('.github/workflows/notify-stale.yml', text).jobs
    const permissions = Object.fromEntries(
      Object.entries(job?.permissions ?? {}).map(([name, level]) => [name.replaceAll('-', '_'), level]),
    )
    const token = `ghs_run_${this.#runs}`
    this.github.addToken(token, { name: token, permissions })
    const [first = ''] = this.#repositories.keys()
    const repository = `acme/${first}`
    // The one thing that differs from the file: no test can use Slack's own address.
    const here = text.replace(
      /^( +)slack-token: .*$/m,
      (line, indent) => `${line}\n${indent}slack-api-url: ${this.slack.url}`,
    )
    return runAct({
      folder,
      workflow: { file: 'notify-stale.yml', text: stripUnknownKeys(here).text },
      event: { name: event, payload: event === 'schedule' ? { schedule: '17 6-20 * * *' } : { inputs } },
      env: {
        GITHUB_API_URL: this.github.url,
        GITHUB_GRAPHQL_URL: `${this.github.url}/graphql`,
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_REPOSITORY: repository,
        GITHUB_REPOSITORY_OWNER: 'acme',
        GITHUB_RUN_ID: String(40 + this.#runs),
        GITHUB_RUN_NUMBER: String(this.#runs),
        GITHUB_WORKFLOW_REF: `${repository}/.github/workflows/notify-stale.yml@refs/heads/main`,
        SHA_REF: '0'.repeat(40),
      },
      secrets: { SLACK_TOKEN: slackToken, GITHUB_TOKEN: token },
      actor: 'ada',
      references: copyActions(join(folder, 'commit-train')),
      path: [bin],
      onLine: undefined,
      signal: undefined,
    })
  }

  /** The messages of a channel, without replies. */
  posts(of = CHANNEL): readonly MessageState[] {
    return this.slack.messages(of).filter(({ threadTs }) => threadTs === undefined)
  }

  /** Everything a channel's newest message shows. */
  shown(of = CHANNEL): string {
    return JSON.stringify(this.posts(of).at(-1)?.revisions.at(-1)?.blocks ?? '')
  }

  #at(hours: number, happen: () => void): void {
    this.#time.hours = hours
    happen()
    this.#time.hours = 0
  }

  #repository(name: string): Repository {
    const found = this.#repositories.get(name)
    if (found === undefined) throw new Error(`no repository ${name}`)
    return found
  }
}
