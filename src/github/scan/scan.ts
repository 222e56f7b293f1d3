import type { HeadFacts, RepositoryFacts } from '../../domain/history/facts.ts'
import { type Finding, UserError } from '../../errors.ts'
import { POLICY_FILE } from '../../policy/policy-file.ts'
import type { ReasonCode } from '../../reasons/registry.ts'
import { batchesFrom, batchesOf } from '../../text/batches.ts'
import { canonicalName } from '../../text/canonical-name.ts'
import { askParts } from '../graphql/parts.ts'
import { readPushTimes } from './activity.ts'
import { readChangedPaths } from './changed-paths.ts'
import { readDeployments } from './deployments.ts'
import { readDetails } from './details.ts'
import { readLines } from './first-parent-line.ts'
import { HEADS, headPart } from './heads.ts'
import { readPast } from './past.ts'
import type { OpenHead, RepositoryReading, RepositoryScanRequest, ScanProblem } from './repository-reading.ts'
import type { ScanTools } from './scan-tools.ts'
import { readServicePaths } from './service-paths.ts'
import { readWaitingRuns } from './waiting-runs.ts'

/** Repositories that are read together, one step after the other. */
const REPOSITORIES_A_BATCH = 10

/** What is scanned. */
interface ScanRequest {
  /** `owner/name` each. */
  readonly repositories: readonly string[]
  /** Number of the workflow's run: each begins with other repositories. */
  readonly runNumber: number
  /**
   * What to ask about a repository, by its head and policy. Throws a `UserError` for a policy that cannot be read; what
   * it says is the repository's problem.
   */
  readonly questionOf: (head: HeadFacts & { readonly policyText: string }) => RepositoryScanRequest
}

/** What a scan found out about one repository. */
export type ScannedRepository =
  | { readonly kind: 'read'; readonly repository: string; readonly facts: RepositoryFacts }
  /** In one line what is wrong with it, or why it was not read. */
  | { readonly kind: ScanProblem['kind']; readonly repository: string; readonly finding: Finding }

interface Entry {
  readonly repository: string
  read: ScannedRepository | RepositoryReading
}

/**
 * Reads what is to be judged of many repositories: facts for each, or one problem; the others go on. Throws a `UserError`
 * only for what concerns them all, such as a token that is not valid. In the order of the names.
 */
export async function scanRepositories(tools: ScanTools, request: ScanRequest): Promise<readonly ScannedRepository[]> {
  const names = new Map(request.repositories.map(name => [canonicalName(name), name]))
  const sorted = [...names].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, name]) => name)
  const entries = await readHeads(tools, inTurn(sorted, request.runNumber), request)
  for (const batch of batchesOf(entries, REPOSITORIES_A_BATCH)) {
    await readBatch(
      tools,
      batch.flatMap(({ read }) => ('question' in read ? [read] : [])),
    )
  }
  const scanned = new Map(entries.map(entry => [entry.repository, finished(entry)]))
  return sorted.flatMap(name => scanned.get(name) ?? [])
}

/**
 * Each run begins with another batch, and each batch, whenever it comes first, with another repository: one that takes the
 * whole budget must not leave out the same ones behind it each time.
 */
function inTurn(names: readonly string[], runNumber: number): readonly string[] {
  const batches = batchesOf(names, REPOSITORIES_A_BATCH)
  const round = Math.floor(runNumber / batches.length)
  return batchesFrom(batches, runNumber).flatMap(batch => batchesFrom(batch, round))
}

async function readHeads(tools: ScanTools, names: readonly string[], request: ScanRequest): Promise<readonly Entry[]> {
  const parts = names.map(headPart)
  const answers = await askParts(tools, HEADS, parts)
  const seen = new Map<string, string>()
  return parts.map(part => {
    const { repository } = part
    const answer = answers.get(part)
    if (answer === undefined) throw new Error(`${repository} was not asked about`)
    if (answer.kind !== 'read') return { repository, read: { repository, ...answer } }
    const head = answer.value
    const before = seen.get(canonicalName(head.repository))
    if (before !== undefined) {
      const text = `it is the same as '${before}', under another name: keep one of them`
      return { repository, read: failed(repository, 'repository-duplicate', text) }
    }
    seen.set(canonicalName(head.repository), repository)
    if (canonicalName(repository) !== canonicalName(head.repository)) {
      tools.log.notice(`${repository} is ${head.repository} now: use that name`)
    }
    return { repository, read: opened(repository, head, request) }
  })
}

/** What is to be asked about a repository, or what there is to say without asking. */
export function opened(
  repository: string,
  head: HeadFacts,
  { questionOf }: Pick<ScanRequest, 'questionOf'>,
): ScannedRepository | RepositoryReading {
  if (head.closed !== undefined) {
    return { kind: 'read', repository, facts: { head, environments: new Map(), line: undefined } }
  }
  const { branch, head: sha, policyText } = head
  if (branch === undefined || sha === undefined) return failed(repository, 'repository-empty', 'it has no commit yet')
  if (policyText === undefined) {
    const text = `${POLICY_FILE} is not on its default branch, or the token lacks 'contents: read'`
    return failed(repository, 'policy-missing', text)
  }
  const open: OpenHead & { readonly policyText: string } = { ...head, branch, head: sha, policyText }
  try {
    const question = questionOf(open)
    const unread = { environments: new Map(), line: undefined, paths: new Map(), unmatched: [] }
    return { head: open, question, ...unread, problem: undefined }
  } catch (thrown) {
    if (thrown instanceof UserError) return failed(repository, thrown.reason, thrown.message)
    throw thrown
  }
}

function failed(repository: string, reason: ReasonCode, text: string): ScannedRepository {
  return { kind: 'failed', repository, finding: { reason, text: `${repository}: ${text}`, where: repository } }
}

async function readBatch(tools: ScanTools, drafts: readonly RepositoryReading[]): Promise<void> {
  const deployments = await readDeployments(tools, drafts)
  await readWaitingRuns(tools, drafts)
  await readLines(tools, drafts)
  await readServicePaths(tools, drafts)
  const suiteTimes = await readDetails(tools, drafts)
  await readPushTimes(tools, drafts, suiteTimes)
  await readPast(tools, deployments)
  await readChangedPaths(tools, drafts)
}

function finished({ repository, read }: Entry): ScannedRepository {
  if (!('question' in read)) return read
  const { head, environments, line, unmatched, problem } = read
  if (problem !== undefined) return { kind: problem.kind, repository, finding: problem.finding }
  return { kind: 'read', repository, facts: { head, environments, line, unmatched } }
}
