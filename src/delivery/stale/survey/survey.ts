import type { HeadFacts, RepositoryFacts } from '../../../domain/history/facts.ts'
import type { LockAnswer, LockReader } from '../../../domain/history/lock.ts'
import type { StaleKey } from '../../../domain/history/stale-key.ts'
import { judgeKey } from '../../../domain/stale/judge.ts'
import type { QuietReason } from '../../../domain/stale/quiet-hours.ts'
import type { Unread, Waiting } from '../../../domain/stale/waiting.ts'
import { type Finding, messageOf } from '../../../errors.ts'
import type { RepositoryScanRequest } from '../../../github/scan/repository-reading.ts'
import { type ScannedRepository, scanRepositories } from '../../../github/scan/scan.ts'
import type { ScanTools } from '../../../github/scan/scan-tools.ts'
import { type Policy, parsePolicy } from '../../../policy/policy.ts'
import { canonicalName } from '../../../text/canonical-name.ts'
import type { Instant } from '../../../time/instant.ts'

/** What is surveyed. */
interface SurveyRequest {
  /** `owner/name` each. */
  readonly repositories: readonly string[]
  readonly runNumber: number
  /** In the form in which names are compared; undefined: all. */
  readonly environments: readonly string[] | undefined
  readonly quiet: QuietReason | undefined
  readonly locks: LockReader
  readonly now: Instant
}

/** One key with what a run says of it. */
interface SurveyedKey {
  readonly keyState: Waiting | Unread
  /** Where its commits are reported; undefined: the policy names no channel. */
  readonly channel: string | undefined
}

/** One repository as this run sees it. */
export interface SurveyedRepository {
  /** As it was asked for. */
  readonly repository: string
  /**
   * - `read`: `keys` are all that is to be reported of it.
   * - `closed`: archived or disabled, nothing can be deployed from it.
   * - `failed`, `left-out`: its state is unknown; `finding` says why.
   */
  readonly kind: 'read' | 'closed' | 'failed' | 'left-out'
  readonly keys: readonly SurveyedKey[]
  readonly finding: Finding | undefined
  /** As GitHub spells it now; undefined when it was not read. */
  readonly name: string | undefined
  /** Paths of services that match nothing. */
  readonly unmatched: RepositoryFacts['unmatched']
  /** Environments that the policy has; empty when it was not read. */
  readonly environments: readonly string[]
}

/** Reads the repositories and judges every key by its own policy. */
export async function survey(tools: ScanTools, request: SurveyRequest): Promise<readonly SurveyedRepository[]> {
  const policies = new Map<string, Policy>()
  const questionOf = (head: HeadFacts & { readonly policyText: string }): RepositoryScanRequest => {
    const policy = parsePolicy(head.policyText, { repository: head.repository.split('/')[1] ?? '' })
    policies.set(head.repository, policy)
    return questionBy(policy, request)
  }
  const scanned = await scanRepositories(tools, { ...request, questionOf })
  const surveyed: SurveyedRepository[] = []
  const { github, budget } = tools
  const before = github.requests()
  for (const one of scanned) surveyed.push(await surveyedOf(one, policies, request))
  // The locks of what was read are read even where the budget is used up: unread, they would hold everything back.
  budget.addRequests(github.requests() - before)
  return surveyed
}

/** Environments without notifications are read too: the message says where else a commit is live. */
function questionBy(policy: Policy, { environments: wanted }: SurveyRequest): RepositoryScanRequest {
  const { services, servicePaths, apps, environments } = policy
  if (watchedOf(policy, wanted).length === 0) return { services, apps, environments: [], asksForRules: false }
  return {
    services,
    servicePaths,
    apps,
    asksForRules: environments.some(({ checks, stale }) => stale !== undefined && checks.count === 'required'),
    environments: environments.map(({ name, stale }) => {
      if (stale === undefined || stale.ignorePaths.length === 0) return { name, pathsAfter: undefined }
      // For a minimum above one the younger commits count too.
      return { name, pathsAfter: stale.minimum > 1 ? 0 : stale.after, ignorePaths: stale.ignorePaths }
    }),
  }
}

function watchedOf({ environments }: Policy, wanted: SurveyRequest['environments']) {
  return environments.filter(
    ({ name, stale }) => stale !== undefined && (wanted === undefined || wanted.includes(canonicalName(name))),
  )
}

async function surveyedOf(
  scanned: ScannedRepository,
  policies: ReadonlyMap<string, Policy>,
  request: SurveyRequest,
): Promise<SurveyedRepository> {
  const { repository } = scanned
  const nothing = { repository, keys: [], finding: undefined, name: undefined, environments: [], unmatched: [] }
  if (scanned.kind !== 'read') {
    const policy = [...policies].find(([name]) => canonicalName(name) === canonicalName(repository))?.[1]
    const keys = policy === undefined ? [] : unreadKeys(scanned, policy, request)
    return { ...nothing, kind: scanned.kind, finding: scanned.finding, keys }
  }
  const { facts } = scanned
  const name = facts.head.repository
  const policy = policies.get(name)
  if (facts.head.closed !== undefined || policy === undefined) return { ...nothing, kind: 'closed', name }
  const keys: SurveyedKey[] = []
  for (const { name: environment, slack } of watchedOf(policy, request.environments)) {
    for (const service of policy.services) {
      const keyState = await judged({ repository: name, service, environment }, facts, policy, request)
      keys.push({ keyState, channel: slack.channel })
    }
  }
  const { unmatched } = facts
  return { ...nothing, kind: 'read', keys, name, unmatched, environments: policy.environments.map(one => one.name) }
}

/** Its policy was read, the rest was not: at least the channels are known. */
function unreadKeys(
  { repository, finding }: Extract<ScannedRepository, { finding: Finding }>,
  policy: Policy,
  { environments }: SurveyRequest,
): readonly SurveyedKey[] {
  return watchedOf(policy, environments).flatMap(({ name: environment, slack }) =>
    policy.services.map(service => ({
      keyState: { kind: 'unread', key: { repository, service, environment }, finding } as const,
      channel: slack.channel,
    })),
  )
}

async function judged(
  key: StaleKey,
  facts: RepositoryFacts,
  policy: Policy,
  { locks, quiet, now }: SurveyRequest,
): Promise<Waiting | Unread> {
  const free = judgeKey({ key, facts, policy, lock: { kind: 'read', lock: undefined }, quiet }, now)
  // Where nothing waits, nothing is asked: the locks of 300 services are not read for a scan that has nothing to say.
  if (free.kind === 'unread' || free.commits.length === 0) return free
  const lock = await lockOf(locks, key, policy)
  return lock.kind === 'read' && lock.lock === undefined ? free : judgeKey({ key, facts, policy, lock, quiet }, now)
}

/** A lock that cannot be read counts as a lock: no notification is sent. */
async function lockOf(locks: LockReader, key: StaleKey, { locks: place }: Policy): Promise<LockAnswer> {
  try {
    return { kind: 'read', lock: await locks.lockOf({ key, place, by: undefined }) }
  } catch (thrown) {
    return { kind: 'unreadable', why: messageOf(thrown) }
  }
}
