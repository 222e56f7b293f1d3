import { attemptOf } from '../../domain/claims/run-claims.ts'
import { isMergeTitle } from '../../domain/history/commit-message.ts'
import type { MergeTime } from '../../domain/history/facts.ts'
import { batchesOf } from '../../text/batches.ts'
import { oneLine } from '../../text/one-line.ts'
import { requiredByProtection, requiredByRules } from '../checks/branch-rules.ts'
import { askParts } from '../graphql/parts.ts'
import { ownerAndName } from '../repository.ts'
import { checkFacts, earliestSuite } from './check-nodes.ts'
import { type CommitDetails, DETAILS, detailsPart, type Listed, MORE_CHECKS, moreChecksPart } from './details-page.ts'
import { type RepositoryReading, valueFor } from './repository-reading.ts'
import { requestForRepository } from './rest.ts'
import type { ScanTools } from './scan-tools.ts'
import { detailedPositions } from './waiting.ts'

/** Commits of one repository that are asked for together: two such parts are one point. */
const COMMITS = 24
/** More pages of a commit's checks are not read; what is further on counts as not read, and blocks. */
const PAGES = 20

/** Reads what is known of the waiting commits: when and by which pull request they were merged, and their checks. */
export async function readDetails(
  tools: ScanTools,
  drafts: readonly RepositoryReading[],
): Promise<ReadonlyMap<string, MergeTime>> {
  const suiteTimes = new Map<string, MergeTime>()
  for (const draft of drafts) await readRules(tools, draft)
  const open = drafts
    .filter(draft => draft.problem === undefined && draft.line !== undefined)
    .flatMap(draft => {
      const shas = detailedPositions(draft).flatMap(at => draft.line?.commits[at]?.sha ?? [])
      return batchesOf(shas, COMMITS).map(some => ({ draft, part: detailsPart(draft.head.repository, some) }))
    })
  const parts = open.map(({ part }) => part)
  const answers = await askParts(tools, DETAILS, parts)
  for (const { draft, part } of open) {
    const value = valueFor(draft, answers.get(part))
    if (value === undefined) continue
    for (const [sha, first] of value) {
      const details = await allChecks(tools, draft, sha, first)
      if (details === undefined) break
      const at = earliestSuite(details, draft.head.branch)
      if (at !== undefined) suiteTimes.set(commitKey(draft, sha), { at, source: 'check-suite' })
      replace(draft, sha, details)
    }
  }
  return suiteTimes
}

/** Reads what GitHub requires of the default branch, where a policy judges by that and commits wait. */
async function readRules(tools: ScanTools, draft: RepositoryReading): Promise<void> {
  if (!draft.question.asksForRules || draft.problem !== undefined || draft.line === undefined) return
  const repository = ownerAndName(draft.head.repository)
  const { branch } = draft.head
  const rules = await requestForRepository(tools, draft, octokit => requiredByRules(octokit, repository, branch))
  const protection = await requestForRepository(tools, draft, octokit =>
    requiredByProtection(octokit, repository, branch),
  )
  if (rules !== undefined && protection !== undefined) draft.required = [...rules, ...protection]
}

/** Where a commit is in what `readDetails` gives back. */
export function commitKey({ head }: RepositoryReading, sha: string): string {
  return `${head.repository} ${sha}`
}

function replace(draft: RepositoryReading, sha: string, details: CommitDetails): void {
  const commits = draft.line?.commits ?? []
  const index = commits.findIndex(commit => commit.sha === sha)
  const commit = commits[index]
  if (commit === undefined) throw new Error(`${sha} is not on the line`)
  const { pullRequest } = details
  commits[index] = {
    ...commit,
    // A squash commit is its pull request's author's, whatever name git has.
    login: pullRequest?.author ?? commit.login,
    author: pullRequest?.author ?? commit.author,
    mergedBy: pullRequest?.mergedBy,
    title: pullRequest !== undefined && isMergeTitle(commit.title) ? oneLine(pullRequest.title) : commit.title,
    pullRequest: pullRequest?.number,
    merged: pullRequest === undefined ? undefined : { at: pullRequest.mergedAt, source: 'pull-request' },
    checks: checkFacts(sha, details, {
      branch: draft.head.branch,
      ownRuns: ownRunsOf(draft),
      required: draft.required,
    }),
  }
}

/**
 * Runs that wrote a status of a deployment of ours: their workflows deploy, and are no checks of a commit. A job with
 * `environment:` makes a deployment too, in any workflow: those are checks.
 */
function ownRunsOf({ environments }: RepositoryReading): ReadonlySet<number> {
  const statuses = [...environments.values()].flatMap(({ deployments }) =>
    deployments.flatMap(one => (one.ours ? one.statuses : [])),
  )
  return new Set(statuses.flatMap(({ logUrl }) => attemptOf(logUrl)?.runId ?? []))
}

async function allChecks(
  tools: ScanTools,
  draft: RepositoryReading,
  sha: string,
  first: CommitDetails,
): Promise<CommitDetails | undefined> {
  let details = first
  for (let page = 2; page <= PAGES; page++) {
    const after = { contexts: details.contexts.next, suites: details.suites.next }
    if (after.contexts === undefined && after.suites === undefined) break
    const part = moreChecksPart(draft.head.repository, sha, after)
    const more = valueFor(draft, (await askParts(tools, MORE_CHECKS, [part])).get(part))
    if (more === undefined) return undefined
    const contexts = after.contexts === undefined ? details.contexts : joined(details.contexts, more.contexts)
    const suites = after.suites === undefined ? details.suites : joined(details.suites, more.suites)
    details = { ...details, contexts, suites }
  }
  return details
}

function joined(one: Listed, other: Listed): Listed {
  return { nodes: [...one.nodes, ...other.nodes], total: Math.max(one.total, other.total), next: other.next }
}
