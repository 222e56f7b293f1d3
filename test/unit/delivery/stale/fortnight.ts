import { createRepository, type Repository } from '../../../../packages/github-double/src/git/repository.ts'
import { type GitHubDouble, startGitHub } from '../../../../packages/github-double/src/github.ts'
import type { StaleResult } from '../../../../src/delivery/stale/report/result.ts'
import { runNotifyStale } from '../../../../src/delivery/stale/run.ts'
import type { Lock, LockReader } from '../../../../src/domain/history/lock.ts'
import { UserError } from '../../../../src/errors.ts'
import { connectGitHub, type GitHubClient } from '../../../../src/github/client.ts'
import { POLICY_FILE } from '../../../../src/policy/policy-file.ts'
import { connectSlack } from '../../../../src/slack/client.ts'
import { type SlackDouble, startSlack } from '../../../platform/slack/slack.ts'
import { events } from '../../../timetable/events.ts'
import type { CommitRow, DeploymentRow, EventRow, ForcePushRow, ServiceRow } from '../../../timetable/rows.ts'
import { SERVICES, scanning } from '../../../timetable/services.ts'
import { RecordingLogger } from '../../recording-logger.ts'

/** The timetable's two weeks, lived through at the doubles of GitHub and Slack. */
export interface Fortnight {
  readonly slack: SlackDouble
  readonly channels: readonly string[]
  /** Lets everything happen that is due until then, and scans. */
  scanAt(at: number): Promise<StaleResult>
  stop(): Promise<void>
}

interface Happening {
  readonly at: number
  readonly happen: () => Promise<void> | void
}

const CI = { path: '.github/workflows/ci.yml', name: 'ci' }
const NO_COMMIT = '0'.repeat(40)
const OWN_POLICY = {
  environments: { any: { stale: 'off' } },
  slack: {
    users: scanning.users,
    quiet: { zone: scanning.zone, hours: scanning.hours, days: scanning.days, dates: scanning.dates },
  },
}

export async function startFortnight(): Promise<Fortnight> {
  const time = { now: 0 }
  const now = () => time.now
  const repositories = new Map<string, Repository>()
  for (const name of ['train', ...SERVICES.map(({ service }) => service)])
    repositories.set(name, await createRepository())
  const github = await startGitHub({
    repositories: [...repositories].map(([name, { bare }]) => ({ owner: 'acme', name, bare })),
    tokens: { ghs_scan: { name: 'scan', kind: 'app' }, ghs_ci: { name: 'ci', kind: 'app' } },
    now,
  })
  const channels = [...new Set(SERVICES.flatMap(({ watched }) => watched.map(({ channel }) => channel)))]
  const slack = await startSlack({
    channels: channels.map(id => ({ id, name: id.toLowerCase() })),
    tokens: { 'xoxb-train': { name: 'train' } },
    now,
  })
  await repositories.get('train')?.commit({ message: 'Begin', files: { [POLICY_FILE]: JSON.stringify(OWN_POLICY) } })
  const world = new World(github, repositories)
  const due = SERVICES.flatMap(row => world.beginning(row))
  due.push(...events.flatMap(row => world.happenings(row)))
  due.sort((one, other) => one.at - other.at)
  let run = 0
  return {
    slack,
    channels,
    async scanAt(at) {
      for (let next = due[0]; next !== undefined && next.at <= at; next = due[0]) {
        due.shift()
        time.now = next.at
        await next.happen()
      }
      time.now = at
      run += 1
      const log = new RecordingLogger()
      const clock = {
        now,
        sleep: async (ms: number) => {
          time.now += ms
        },
      }
      const repository = { owner: 'acme', repo: 'train' }
      const connected = connectGitHub({
        token: 'ghs_scan',
        apiUrl: github.url,
        repository,
        log,
        clock,
        fetch: github.fetch,
      })
      return await runNotifyStale(
        {
          scope: { kind: 'named', repositories: SERVICES.map(({ service }) => `acme/${service}`) },
          environments: undefined,
          dryRun: false,
          budget: 500,
        },
        {
          repository: 'acme/train',
          serverUrl: 'https://github.com',
          runNumber: run,
          runUrl: `https://github.com/acme/train/actions/runs/${run}`,
          scan: 'acme/train/notify-stale.yml/scan',
        },
        {
          log,
          clock,
          github: world.withoutAnswers(connected),
          slack: connectSlack({ token: 'xoxb-train', apiUrl: slack.url, log, clock }),
          locks: world.locks,
        },
      )
    },
    async stop() {
      await github.stop()
      await slack.stop()
      for (const repository of repositories.values()) await repository.remove()
      github.assertNoUnknownRequests()
      slack.assertNoUnknownRequests()
    },
  }
}

/** What the rows of the timetable do to the doubles. */
class World {
  readonly #github: GitHubDouble
  readonly #repositories: ReadonlyMap<string, Repository>
  /** SHAs by the timetable's names. */
  readonly #shas = new Map<string, string>()
  readonly #silent = new Set<string>()
  readonly #locked = new Map<string, Lock | 'unreadable'>()

  constructor(github: GitHubDouble, repositories: ReadonlyMap<string, Repository>) {
    this.#github = github
    this.#repositories = repositories
  }

  readonly locks: LockReader = {
    lockOf: async ({ key: { service, environment } }) => {
      const found = this.#locked.get(`${service} ${environment}`)
      if (found === 'unreadable') throw new Error('the store of locks does not answer')
      return found
    },
  }

  /** GitHub answers nothing about the repositories that are silent, and fails the whole query in which one is asked for. */
  withoutAnswers(client: GitHubClient): GitHubClient {
    return {
      ...client,
      octokit: async () => {
        const octokit = await client.octokit()
        octokit.hook.before('request', options => {
          const asked = JSON.stringify(options.variables ?? options.repo ?? '')
          if (![...this.#silent].some(name => asked.includes(`"${name}"`))) return
          throw new UserError('github-unreachable', 'GitHub failed to answer a query (502)')
        })
        return octokit
      },
    }
  }

  beginning({ service, first, watched, ...row }: ServiceRow): Happening[] {
    const file = {
      stale: {
        ...(row.minimum === undefined ? {} : { minimum: row.minimum }),
        ...(row.ignorePaths ? { 'ignore-paths': row.ignorePaths } : {}),
      },
      environments: Object.fromEntries(
        (['staging', 'canary', 'production'] as const).map(name => {
          const rules = watched.find(one => one.environment === name)
          const said = { slack: { channel: rules?.channel }, stale: { after: rules?.after } }
          return [name, rules === undefined ? { stale: 'off' } : said]
        }),
      ),
    }
    const begun: CommitRow = { at: first.merged, kind: 'merge', service, commit: first.commit, by: first.by }
    const files = { [POLICY_FILE]: JSON.stringify(file), 'src/main.ts': 'begin' }
    const merged = { at: Date.parse(first.merged), happen: () => this.#commit(begun, files) }
    if (!first.live) return [merged]
    const at = '2026-10-16T10:00:00+02:00'
    const live = watched.flatMap(({ environment }) =>
      this.#deployment({
        ...{ at, kind: 'deployment', service, environment, commit: first.commit, by: first.by },
        statuses: [[at, 'success']],
      }),
    )
    return [merged, ...live]
  }

  happenings(row: EventRow): Happening[] {
    const at = Date.parse(row.at)
    switch (row.kind) {
      case 'merge':
      case 'push':
      case 'push-untraced': {
        const paths = row.paths ?? ['src/main.ts']
        const files = Object.fromEntries(paths.map(path => [path, row.commit]))
        return [{ at, happen: () => this.#commit(row, files) }]
      }
      case 'force-push':
        return [{ at, happen: () => this.#forcePush(row) }]
      case 'checks-green':
        return [{ at, happen: () => this.#check(row.service, this.#sha(row.commit), 'success') }]
      case 'deployment':
        return this.#deployment(row)
      case 'unreadable':
        return [{ at, happen: () => void this.#silent.add(row.service) }]
      case 'readable':
        return [{ at, happen: () => void this.#silent.delete(row.service) }]
      default:
        return [{ at, happen: () => this.#lock(row) }]
    }
  }

  async #commit(row: CommitRow, files: Readonly<Record<string, string>>): Promise<void> {
    const { service, commit, by, kind } = row
    const repository = this.#repository(service)
    const before = (await repository.head()) ?? NO_COMMIT
    const title = `${commit} ${row.marker ?? ''}`.trim()
    const reverts = row.reverts === undefined ? [] : ['', `This reverts commit ${this.#sha(row.reverts)}.`]
    const message = [title, ...reverts].join('\n')
    const author = { name: by, email: `1+${by}@users.noreply.github.com` }
    const sha = await repository.commit({ message, files, author })
    this.#shas.set(commit, sha)
    const name = { repository: `acme/${service}` }
    if (kind === 'merge') this.#github.recordMerge({ ...name, title, author: by, sha, before })
    if (kind === 'push') this.#github.recordPush({ ...name, before, after: sha, actor: by })
    if (kind === 'push-untraced') return await this.#status(service, sha)
    await this.#check(service, sha, row.checks === 'red' ? 'failure' : 'success')
  }

  async #forcePush({ service, commit, by, onto }: ForcePushRow): Promise<void> {
    const repository = this.#repository(service)
    const before = (await repository.head()) ?? NO_COMMIT
    await repository.branch('main', this.#sha(onto))
    const author = { name: by, email: `1+${by}@users.noreply.github.com` }
    const sha = await repository.commit({ message: commit, files: { 'src/main.ts': commit }, author })
    this.#shas.set(commit, sha)
    const name = `acme/${service}`
    this.#github.recordPush({ repository: name, before, after: sha, actor: by, type: 'force_push' })
    await this.#check(service, sha, 'success')
  }

  #deployment(row: DeploymentRow): Happening[] {
    const { service, environment, by, task = 'deploy' } = row
    let id = 0
    const ask = () => {
      const sha = this.#sha(row.commit)
      const made = { repository: `acme/${service}`, sha, environment, task, creator: by }
      id = this.#github.recordDeployment(made).id
    }
    return [
      { at: Date.parse(row.at), happen: ask },
      ...row.statuses.map(([at, state]) => ({
        at: Date.parse(at),
        happen: () => this.#github.recordDeploymentStatus(id, { state }),
      })),
    ]
  }

  #lock({
    kind,
    service,
    environment,
    by,
  }: Extract<EventRow, { environment: string; kind: `${string}lock${string}` }>) {
    const key = `${service} ${environment}`
    if (kind === 'lock') this.#locked.set(key, { owner: by, reason: 'looking into it', expiresAt: undefined })
    else if (kind === 'lock-unreadable') this.#locked.set(key, 'unreadable')
    else this.#locked.delete(key)
  }

  async #check(service: string, headSha: string, conclusion: 'success' | 'failure'): Promise<void> {
    const run = { workflow: CI, event: 'push', headSha, jobs: [{ name: 'test', conclusion }] }
    await this.#github.recordWorkflowRun({ ...run, repository: `acme/${service}` })
  }

  /** A status has no check suite, which would show when the commit was there. */
  async #status(service: string, sha: string): Promise<void> {
    const response = await fetch(`${this.#github.url}/repos/acme/${service}/statuses/${sha}`, {
      method: 'POST',
      headers: { authorization: 'Bearer ghs_ci' },
      body: JSON.stringify({ state: 'success', context: 'other/test' }),
    })
    if (response.status !== 201) throw new Error(`no status: ${await response.text()}`)
  }

  #repository(service: string): Repository {
    const found = this.#repositories.get(service)
    if (found === undefined) throw new Error(`no repository ${service}`)
    return found
  }

  #sha(commit: string): string {
    const found = this.#shas.get(commit)
    if (found === undefined) throw new Error(`no commit ${commit}`)
    return found
  }
}
