import { importCommits } from '../../../packages/github-double/src/git/import-commits.ts'
import { createRepository, type Repository } from '../../../packages/github-double/src/git/repository.ts'
import { type GitHubDouble, startGitHub } from '../../../packages/github-double/src/github.ts'
import type { RecordedDeployment } from '../../../packages/github-double/src/seed.ts'
import type { NewToken } from '../../../packages/github-double/src/state/store.ts'
import { afterEachTest } from '../../../script/testing/cleanup.ts'
import type { Ask } from '../../../src/commands/ask.ts'
import type { Command } from '../../../src/commands/command.ts'
import type { CommandPorts } from '../../../src/commands/ports.ts'
import { lockName } from '../../../src/domain/lock/lock-name.ts'
import { connectGitHub } from '../../../src/github/client.ts'
import { LockRefs } from '../../../src/github/locks/lock-refs.ts'
import { POLICY_FILE } from '../../../src/policy/policy-file.ts'
import { RecordingLogger } from '../recording-logger.ts'

/** A Friday, at noon. */
export const NOON = Date.UTC(2026, 10, 20, 12)
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE

const CI = { path: '.github/workflows/ci.yml', name: 'ci' }

/** How the one check of a commit stands. */
type CheckState = 'success' | 'failure' | 'running' | 'none'

/** `acme/hello` at a GitHub of its own, and people who ask about it. */
export interface CommandWorld {
  readonly github: GitHubDouble
  readonly repository: Repository
  /** Milliseconds since the epoch; the test moves it. */
  now: number
  /** How far the clock of who asks is off. */
  clockOff: number
  /** A commit by a pull request of its own, with its check. */
  merge(
    title: string,
    more?: { readonly author?: string; readonly check?: CheckState; readonly path?: string },
  ): Promise<string>
  /** Commits of one push, without checks; the newest last. */
  many(count: number): Promise<readonly string[]>
  deploy(sha: string, environment: string, more?: Partial<RecordedDeployment>): number
  lock(
    scope: { readonly service?: string; readonly environment?: string },
    owner: string,
    reason?: string,
  ): Promise<void>
  ask<One extends Command>(command: One, login?: string): Ask<One>
  ports(token?: NewToken): CommandPorts & { readonly log: RecordingLogger }
}

const stops: (() => Promise<void>)[] = []
afterEachTest(async () => {
  for (const stop of stops.splice(0)) await stop()
})

export async function startWorld(policy = 'environments: { staging: , production: }\n'): Promise<CommandWorld> {
  const repository = await createRepository()
  const state = { now: NOON - 10 * 24 * HOUR, clockOff: 0 }
  const github = await startGitHub({
    repositories: [{ owner: 'acme', name: 'hello', bare: repository.bare }],
    now: () => state.now,
  })
  stops.push(async () => {
    await github.stop()
    await repository.remove()
    github.assertNoUnknownRequests()
  })
  let [tokens, claims] = [0, 0]
  const merge: CommandWorld['merge'] = async (title, { author = 'ada', check = 'success', path = title } = {}) => {
    const before = (await repository.head()) ?? '0'.repeat(40)
    const files = { [`src/${path.replaceAll(/[^a-z0-9/]/gi, '-')}`]: title }
    const sha = await repository.commit({ message: title, files })
    github.recordMerge({ title, author, sha, before })
    if (check === 'none') return sha
    const run = { workflow: CI, event: 'push', headSha: sha, headBranch: 'main' }
    await github.recordWorkflowRun({
      ...run,
      jobs: [{ name: 'test', ...(check === 'running' ? {} : { conclusion: check }) }],
    })
    return sha
  }
  const world: CommandWorld = Object.assign(state, {
    github,
    repository,
    merge,
    async many(count: number) {
      const before = (await repository.head()) ?? ''
      const made = Array.from({ length: count }, (_, at) => ({ message: `c${at}`, date: NOON / 1000 + at }))
      const shas = await importCommits(repository.bare, made)
      github.recordPush({ before, after: shas.at(-1) ?? '', actor: 'ada' })
      return shas
    },
    deploy(sha: string, environment: string, more: Partial<RecordedDeployment> = {}) {
      const states = ['in_progress', 'success'] as const
      return github.recordDeployment({ sha, environment, creator: 'ada', states, ...more }).id
    },
    async lock(scope: { service?: string; environment?: string }, owner: string, reason = '') {
      const { locks } = world.ports({ name: owner, kind: 'user', login: owner })
      const whole = { service: scope.service, environment: scope.environment }
      const kept = { scope: whole, owner, reason, link: '', claim: `claim-of-test-${++claims}`, createdAt: state.now }
      await locks.create(lockName(whole), { ...kept, expiresAt: undefined })
    },
    ask<One extends Command>(command: One, login = 'ada'): Ask<One> {
      return { command, actor: { login, proof: 'token' }, door: 'terminal', intent: 'i', link: '' }
    },
    ports(token?: NewToken) {
      tokens += 1
      const name = `ghs_command_${tokens}`
      github.addToken(name, token ?? { name, kind: 'app' })
      const log = new RecordingLogger()
      const clock = {
        now: () => state.now + state.clockOff,
        sleep(ms: number) {
          state.now += ms
          return Promise.resolve()
        },
      }
      const place = { owner: 'acme', repo: 'hello' }
      const client = connectGitHub({
        token: name,
        apiUrl: github.url,
        repository: place,
        log,
        clock,
        fetch: github.fetch,
      })
      return {
        ...{ github: client, log, clock, repository: 'acme/hello' },
        locks: new LockRefs(client, place, 'custom'),
        page: `${github.serverUrl}/acme/hello`,
        ...{ onPlan: async () => undefined, onStep: () => undefined, isFollowed: true },
        newClaim: () => `claim-new-${++claims}`,
        later: () => undefined,
      }
    },
  })
  const sha = await repository.commit({ message: 'Begin', files: { [POLICY_FILE]: policy } })
  github.recordMerge({ title: 'Begin', author: 'ada', sha, before: '0'.repeat(40) })
  return world
}
