import { createRepository, type Repository } from '../../../../packages/github-double/src/git/repository.ts'
import { type GitHubDouble, startGitHub } from '../../../../packages/github-double/src/github.ts'
import type { NewToken } from '../../../../packages/github-double/src/state/store.ts'
import { afterEachTest } from '../../../../script/testing/cleanup.ts'
import type { RepositoryFacts } from '../../../../src/domain/history/facts.ts'
import { Budget } from '../../../../src/github/budget.ts'
import { connectGitHub } from '../../../../src/github/client.ts'
import type { RepositoryScanRequest } from '../../../../src/github/scan/repository-reading.ts'
import { type ScannedRepository, scanRepositories } from '../../../../src/github/scan/scan.ts'
import type { ScanTools } from '../../../../src/github/scan/scan-tools.ts'
import { parsePolicy } from '../../../../src/policy/policy.ts'
import { POLICY_FILE } from '../../../../src/policy/policy-file.ts'
import { RecordingLogger } from '../../recording-logger.ts'
import { SkippingClock } from '../fake-api.ts'

export const START = Date.UTC(2026, 10, 20, 9)

/** Many repositories at a GitHub of their own, and what a scan of them is made with. */
export interface Fleet {
  readonly github: GitHubDouble
  /** The git data of all repositories: the same commits, so that fifty are made as fast as one. */
  readonly repository: Repository
  /** Milliseconds since the epoch; the test moves it. */
  now: number
  tools(more?: { readonly budget?: number; readonly token?: NewToken }): ScanTools & { readonly log: RecordingLogger }
}

export interface FleetOptions {
  readonly repositories?: readonly string[]
  readonly policy?: string
}

const stops: (() => Promise<void>)[] = []

afterEachTest(async () => {
  for (const stop of stops.splice(0)) await stop()
})

export async function startFleet({ repositories = ['hello'], policy }: FleetOptions = {}): Promise<Fleet> {
  const repository = await createRepository()
  stops.push(() => repository.remove())
  const files = { [POLICY_FILE]: policy ?? 'environments: { staging: , production: }\n' }
  const sha = await repository.commit({ message: 'Begin', files })
  const fleet = { now: START }
  const github = await startGitHub({
    repositories: repositories.map(name => ({ owner: 'acme', name, bare: repository.bare, topics: ['train'] })),
    now: () => fleet.now,
  })
  for (const name of repositories) {
    github.recordMerge({ repository: `acme/${name}`, title: 'Begin', author: 'ada', sha, before: '0'.repeat(40) })
  }
  stops.push(async () => {
    await github.stop()
    github.assertNoUnknownRequests()
  })
  let tokens = 0
  return Object.assign(fleet, {
    github,
    repository,
    tools({ budget = 1000, token }: Parameters<Fleet['tools']>[0] = {}) {
      tokens += 1
      const name = `ghs_scan_${tokens}`
      github.addToken(name, token ?? { name, kind: 'app' })
      const log = new RecordingLogger()
      const clock = Object.assign(new SkippingClock(), { now: () => fleet.now })
      const client = { token: name, apiUrl: github.url, repository: { owner: 'acme', repo: 'hello' }, log, clock }
      return { github: connectGitHub(client), budget: new Budget(budget), log, clock }
    },
  })
}

/** What a scan asks by a policy as it is without a word about stale commits. */
export function questionOf(head: { readonly repository: string; readonly policyText: string }): RepositoryScanRequest {
  const { services, apps, environments } = parsePolicy(head.policyText, {
    repository: head.repository.split('/')[1] ?? '',
  })
  const asksForRules = environments.some(({ checks }) => checks.count === 'required')
  return {
    services,
    apps,
    asksForRules,
    environments: environments.map(({ name }) => ({ name, pathsAfter: undefined })),
  }
}

export interface ScanOptions {
  readonly runNumber?: number
  readonly questionOf?: typeof questionOf
}

export async function scan(
  tools: ScanTools,
  repositories: readonly string[],
  options: ScanOptions = {},
): Promise<Readonly<Record<string, ScannedRepository>>> {
  const names = repositories.map(name => `acme/${name}`)
  const scanned = await scanRepositories(tools, { repositories: names, runNumber: 0, questionOf, ...options })
  return Object.fromEntries(scanned.map(one => [one.repository.slice('acme/'.length), one]))
}

/** The facts of a repository that must have been read. */
export function factsOf(scanned: ScannedRepository | undefined): RepositoryFacts {
  if (scanned?.kind !== 'read') throw new Error(`not read: ${scanned?.finding.text}`)
  return scanned.facts
}

/** What is said of a repository that was not read. */
export function saidOf(scanned: ScannedRepository | undefined): string {
  if (scanned === undefined || scanned.kind === 'read') throw new Error('there is nothing to say')
  return `${scanned.kind}: ${scanned.finding.text}`
}
