import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { git } from '../../packages/github-double/src/git/git.ts'
import { importCommits } from '../../packages/github-double/src/git/import-commits.ts'
import { createRepository, type Repository } from '../../packages/github-double/src/git/repository.ts'
import { type GitHubDouble, type RecordedRun, startGitHub } from '../../packages/github-double/src/github.ts'
import { type SlackDouble, startSlack } from '../platform/slack/slack.ts'
import { policyText, scanningPolicyText } from './policies.ts'
import type { Commit, Fact, Fortnight, LockState, RepositoryRow, Time } from './rows.ts'

const TOKEN = 'ghs_recording'
const ZERO = '0'.repeat(40)

/** The token that may do everything in Slack. */
export const SLACK_TOKEN = 'xoxb-fortnight'
export const OWNER = 'acme'
/** The scanning repository. */
export const SCANNING = 'ops'

/** The fortnight in the doubles, as far as it has run. */
export class World {
  readonly github: GitHubDouble
  readonly slack: SlackDouble
  /** The doubles' clock. */
  now: Time
  readonly #fortnight: Fortnight
  readonly #bare: ReadonlyMap<string, Repository>
  readonly #shas: ReadonlyMap<string, string>
  /** By their SHAs. */
  readonly #commits: ReadonlyMap<string, string>
  readonly #heads = new Map<string, string>()
  readonly #moved = new Set<string>()
  readonly #runs = new Map<string, RecordedRun>()
  readonly #deployments = new Map<number, { readonly id: number; readonly sha: string; run?: RecordedRun }>()
  readonly #locks = new Map<string, LockState>()
  #done = 0

  constructor(
    fortnight: Fortnight,
    made: { github: GitHubDouble; slack: SlackDouble; bare: Map<string, Repository>; shas: Map<string, string> },
  ) {
    this.#fortnight = fortnight
    this.github = made.github
    this.slack = made.slack
    this.#bare = made.bare
    this.#shas = made.shas
    this.#commits = new Map([...made.shas].map(([commit, sha]) => [sha, commit]))
    this.now = fortnight.facts[0]?.at ?? 0
  }

  /** Everything that happens until a moment, that moment included. */
  async playUntil(until: Time): Promise<void> {
    const { facts } = this.#fortnight
    for (let fact = facts[this.#done]; fact !== undefined && fact.at <= until; fact = facts[this.#done]) {
      this.now = fact.at
      await this.#play(fact)
      this.#done += 1
    }
    for (const repository of this.#moved) {
      // As git writes it, without a process for each.
      writeFileSync(join(this.#bare.get(repository)?.bare ?? '', 'refs/heads/main'), `${this.#heads.get(repository)}\n`)
    }
    this.#moved.clear()
    this.now = until
  }

  lockOf(repository: string, service: string, environment: string): LockState {
    return this.#locks.get(`${repository} ${service} ${environment}`) ?? 'free'
  }

  shaOf(commit: string): string {
    const sha = this.#shas.get(commit)
    if (sha === undefined) throw new Error(`there is no commit ${commit}`)
    return sha
  }

  commitAt(sha: string): string {
    const commit = this.#commits.get(sha)
    if (commit === undefined) throw new Error(`${sha} is not a commit of the fortnight`)
    return commit
  }

  async stop(): Promise<void> {
    await Promise.all([this.github.stop(), this.slack.stop()])
    await Promise.all([...this.#bare.values()].map(one => one.remove()))
  }

  async #play(fact: Fact): Promise<void> {
    const { github } = this
    const repository = `${OWNER}/${fact.repository}`
    const before = this.#heads.get(fact.repository) ?? ZERO
    switch (fact.kind) {
      case 'merge': {
        const sha = this.#advance(fact.repository, fact.commit)
        github.recordMerge({ repository, title: fact.commit.title, author: fact.commit.by.login, sha, before })
        return await this.#firstChecks(repository, fact.commit)
      }
      case 'push': {
        for (const commit of fact.commits) this.#advance(fact.repository, commit)
        const after = this.#heads.get(fact.repository) ?? ''
        if (fact.trace === 'activity') github.recordPush({ repository, before, after, actor: 'somebody' })
        for (const commit of fact.commits) {
          if (fact.trace === 'none') await this.#commitStatus(repository, commit.id, commit.checks)
          else await this.#firstChecks(repository, commit)
        }
        return
      }
      case 'force-push': {
        const after = this.#advance(fact.repository, fact.commit)
        github.recordPush({ repository, before, after, actor: 'somebody', type: 'force_push' })
        return await this.#firstChecks(repository, fact.commit)
      }
      case 'checks':
        return await this.#checks(repository, fact.commit, fact.result)
      case 'deployment': {
        const sha = this.shaOf(fact.commit)
        const { id } = github.recordDeployment({ repository, sha, environment: fact.environment, task: fact.task })
        this.#deployments.set(fact.deployment, { id, sha })
        return
      }
      case 'status':
        return github.recordDeploymentStatus(this.#deployment(fact.deployment).id, { state: fact.state })
      case 'run':
        return await this.#waitingRun(repository, fact.deployment, fact.waits)
      case 'lock':
        this.#locks.set(`${fact.repository} ${fact.service} ${fact.environment}`, fact.state)
    }
  }

  #advance(repository: string, commit: Commit): string {
    const sha = this.shaOf(commit.id)
    this.#heads.set(repository, sha)
    this.#moved.add(repository)
    return sha
  }

  async #firstChecks(repository: string, { id, checks }: Commit): Promise<void> {
    const conclusion = { green: 'success', red: 'failure', running: null } as const
    const jobs = [
      { name: 'lint', conclusion: 'success' as const },
      { name: 'test', conclusion: conclusion[checks] },
    ]
    const workflow = { path: '.github/workflows/ci.yml', name: 'ci' }
    const made = { repository, workflow, event: 'push', headSha: this.shaOf(id), jobs }
    this.#runs.set(id, await this.github.recordWorkflowRun(made))
  }

  async #checks(repository: string, commit: string, result: 'green' | 'red'): Promise<void> {
    const run = this.#runs.get(commit)
    if (run === undefined) return await this.#commitStatus(repository, commit, result)
    const conclusion = result === 'green' ? 'success' : 'failure'
    this.#runs.set(commit, this.github.rerunWorkflowRun(run.id, [{ name: 'test', conclusion }]))
  }

  async #commitStatus(repository: string, commit: string, state: Commit['checks']): Promise<void> {
    const states = { green: 'success', red: 'failure', running: 'pending' }
    const answer = await this.github.fetch(`${this.github.url}/repos/${repository}/statuses/${this.shaOf(commit)}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, accept: 'application/vnd.github+json' },
      body: JSON.stringify({ state: states[state], context: 'ci' }),
    })
    if (answer.status !== 201) throw new Error(`no status: ${await answer.text()}`)
  }

  async #waitingRun(repository: string, deployment: number, waits: boolean): Promise<void> {
    const known = this.#deployment(deployment)
    if (waits) {
      const workflow = { path: '.github/workflows/deploy.yml', name: 'deploy' }
      const jobs = [{ name: 'deploy', status: 'waiting' as const }]
      const made = { repository, workflow, event: 'deployment', headSha: known.sha, jobs }
      known.run = await this.github.recordWorkflowRun(made)
    } else for (const job of Object.values(known.run?.jobs ?? {})) this.github.concludeJob(job, 'success')
  }

  #deployment(number: number) {
    const known = this.#deployments.get(number)
    if (known === undefined) throw new Error(`there is no deployment ${number}`)
    return known
  }
}

/** Writes all commits there will be; the branches stay where they are until the commits come. */
export async function startWorld(fortnight: Fortnight): Promise<World> {
  const bare = new Map<string, Repository>()
  const shas = new Map<string, string>()
  for (const row of fortnight.repositories) bare.set(row.name, await createRepository())
  // git waits more than it works.
  const rows = [...fortnight.repositories]
  const writer = async () => {
    for (let row = rows.shift(); row !== undefined; row = rows.shift()) {
      await writeCommits(bare.get(row.name)?.bare ?? '', row, fortnight, shas)
    }
  }
  await Promise.all(Array.from({ length: 6 }, writer))
  const scanning = await createRepository()
  bare.set(SCANNING, scanning)
  const policy = { '.github/commit-train.yml': scanningPolicyText(fortnight.people) }
  await scanning.commit({ message: 'Begin', files: policy })
  const channels = [...new Set(fortnight.repositories.flatMap(({ watched }) => watched.map(({ channel }) => channel)))]
  const holder: { world?: World } = {}
  const now = () => holder.world?.now ?? fortnight.facts[0]?.at ?? 0
  const github = await startGitHub({
    repositories: [...bare].map(([name, { bare: folder }]) => ({ owner: OWNER, name, bare: folder })),
    tokens: { [TOKEN]: { name: 'recording', kind: 'app', rateLimit: 1_000_000 } },
    serverUrl: 'https://github.example',
    now,
  })
  const slack = await startSlack({
    channels: channels.map(id => ({ id, name: id.toLowerCase() })),
    people: fortnight.people.flatMap(({ name, member }) => (member === undefined ? [] : [{ id: member, name }])),
    tokens: { [SLACK_TOKEN]: { name: 'commit-train' } },
    now,
  })
  holder.world = new World(fortnight, { github, slack, bare, shas })
  return holder.world
}

async function writeCommits(
  bare: string,
  row: RepositoryRow,
  { facts }: Fortnight,
  shas: Map<string, string>,
): Promise<void> {
  let branch = 'future'
  let rewrites = 0
  let open: { commit: Commit; at: Time }[] = []
  const write = async () => {
    if (open.length === 0) return
    const written = await importCommits(
      bare,
      open.map(({ commit, at }) => ({
        date: at / 1000,
        author: { name: commit.by.name.replaceAll(/[<>]/g, ''), email: emailOf(commit) },
        message: messageOf(commit, shas),
        files: Object.fromEntries(
          commit.paths.map(path => [path, path.endsWith('commit-train.yml') ? policyText(row) : `${commit.id}\n`]),
        ),
      })),
      branch,
    )
    for (const [at, { commit }] of open.entries()) shas.set(commit.id, written[at] ?? '')
    open = []
  }
  for (const fact of facts.filter(one => one.repository === row.name)) {
    const commits =
      fact.kind === 'push' ? fact.commits : fact.kind === 'merge' || fact.kind === 'force-push' ? [fact.commit] : []
    if (fact.kind === 'force-push') {
      await write()
      rewrites += 1
      branch = `future-${rewrites}`
      await git(bare, ['update-ref', `refs/heads/${branch}`, shas.get(fact.onto) ?? ''])
    }
    for (const commit of commits) {
      // A message names the SHA of what it reverts.
      if (commit.reverts !== undefined && !shas.has(commit.reverts)) await write()
      open.push({ commit, at: fact.at })
    }
  }
  await write()
}

function messageOf({ title, marker, reverts }: Commit, shas: ReadonlyMap<string, string>): string {
  const first = marker === undefined ? title : `${title} ${marker}`
  return reverts === undefined ? first : `${first}\n\nThis reverts commit ${shas.get(reverts)}.`
}

function emailOf({ by: { login, name } }: Commit): string {
  return login === undefined ? 'somebody@example.com' : `${1000 + name.length}+${login}@users.noreply.github.com`
}
