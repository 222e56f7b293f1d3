import type { DeploymentFacts } from '../../domain/history/deployment-facts.ts'
import type { CommitFacts, EnvironmentDeployments, HeadFacts } from '../../domain/history/facts.ts'
import { COMMITS_A_PAGE, FirstParentWalk } from '../../domain/history/first-parents.ts'
import type { Instant } from '../../time/instant.ts'
import { askParts } from '../graphql/parts.ts'
import { HISTORY, historyPart } from '../history/history-page.ts'
import { readLineTimes } from './activity.ts'
import { newReadings, readUntil } from './deployments.ts'
import { type OneRepositoryRequest, openRepository, type UnreadPart } from './one-repository.ts'
import { type RepositoryReading, valueFor } from './repository-reading.ts'
import type { ScanTools } from './scan-tools.ts'

/** What was deployed, as far as it was asked for. */
export interface ReadHistory {
  readonly head: HeadFacts
  /** By the environment's name as the policy spells it; one that is missing could not be read. */
  readonly environments: ReadonlyMap<string, EnvironmentDeployments>
  readonly unread: readonly UnreadPart[]
  /** For the line of the branch, which is read by a request of its own. */
  readonly draft: RepositoryReading | undefined
}

interface HistoryRequest extends OneRepositoryRequest {
  /** Whether the deployments of an environment, newest first, are enough. */
  readonly enough: (deployments: readonly DeploymentFacts[]) => boolean
  /** Pages that are read at most. */
  readonly pages: number
}

/** Reads the deployments of some environments, newest first, no further than asked. Throws a `UserError` as `openRepository` does. */
export async function readRepositoryHistory(tools: ScanTools, request: HistoryRequest): Promise<ReadHistory> {
  const draft = await openRepository(tools, request)
  if (!('question' in draft)) return { head: draft.head, environments: new Map(), unread: [], draft: undefined }
  await readUntil(tools, newReadings(draft), ({ deployments }) => request.enough(deployments), request.pages)
  const unread = takeProblem(draft, 'deployments')
  // A list of which a part is missing must not be taken for the whole.
  if (unread.length > 0) draft.environments.clear()
  return { head: draft.head, environments: draft.environments, unread, draft }
}

/** A commit of the line, and when it came onto the branch. */
interface TimedCommit {
  readonly sha: string
  /** Undefined where that is not known. */
  readonly merged: Instant | undefined
}

/** Pages of commits and of pushes, a hundred in each. */
const LINE_PAGES = 10

/** Reads the line of the branch until it has found some commits, and when each of its commits was pushed or merged. */
export async function readTimedLine(
  tools: ScanTools,
  draft: RepositoryReading,
  wanted: ReadonlySet<string>,
): Promise<{ readonly line: readonly TimedCommit[] | undefined; readonly unread: readonly UnreadPart[] }> {
  const { repository, head } = draft.head
  const walk = new FirstParentWalk<CommitFacts>(head)
  let after: string | undefined
  for (let page = 1; page <= LINE_PAGES; page++) {
    const part = historyPart(repository, { head, after, first: COMMITS_A_PAGE })
    const value = valueFor(draft, (await askParts(tools, HISTORY, [part])).get(part))
    if (value === undefined) return { line: undefined, unread: takeProblem(draft, 'commits') }
    walk.take(value.commits)
    after = value.next
    const found = walk.line.filter(({ sha }) => wanted.has(sha)).length
    if (after === undefined || walk.ended || found === wanted.size) break
  }
  draft.line = { commits: walk.line, end: 'live-found', leftAt: new Map() }
  const positions = walk.line.map((_, position) => position)
  const times = await readLineTimes(tools, draft, positions, LINE_PAGES)
  const line = walk.line.map(({ sha }, position) => ({ sha, merged: times?.[position] }))
  return { line, unread: takeProblem(draft, 'times') }
}

function takeProblem(draft: RepositoryReading, part: UnreadPart['part']): readonly UnreadPart[] {
  const { problem } = draft
  draft.problem = undefined
  return problem === undefined ? [] : [{ part, finding: problem.finding }]
}
