import type { CommitFacts } from '../../domain/history/facts.ts'
import { commitPaths, pathsPage } from '../history/commit-paths.ts'
import type { RepositoryReading } from './repository-reading.ts'
import { requestForRepository } from './rest.ts'
import type { ScanTools } from './scan-tools.ts'
import { detailedPositions } from './waiting.ts'

/**
 * Reads which paths the waiting commits change, where the policy ignores some: a request for each commit that is old enough
 * to matter, since every run asks again.
 */
export async function readChangedPaths(tools: ScanTools, drafts: readonly RepositoryReading[]): Promise<void> {
  for (const draft of drafts) {
    const { line } = draft
    if (line === undefined) continue
    for (const at of detailedPositions(draft)) {
      const commit = line.commits[at]
      if (commit === undefined || draft.problem !== undefined) break
      if (!matters(commit, draft, tools.clock.now())) continue
      line.commits[at] = { ...commit, changedPaths: await pathsOf(tools, draft, commit.sha) }
    }
  }
}

/** Whether a commit has waited long enough. One whose time is not known may have. */
function matters({ merged }: CommitFacts, { question }: RepositoryReading, now: number): boolean {
  return question.environments.some(
    ({ pathsAfter }) => pathsAfter !== undefined && (merged?.at ?? 0) <= now - pathsAfter,
  )
}

/**
 * The paths that a commit changes, both names of what was renamed. Undefined when they are more than GitHub lists, or when
 * the repository has a problem now.
 */
export async function pathsOf(
  tools: ScanTools,
  draft: RepositoryReading,
  sha: string,
): Promise<readonly string[] | undefined> {
  if (!draft.paths.has(sha) && hasUsedUp(draft)) return undefined
  if (!draft.paths.has(sha)) {
    const { repository } = draft.head
    const readPage = (page: number) =>
      requestForRepository(tools, draft, octokit => pathsPage(octokit, repository, sha, page))
    draft.paths.set(sha, withinSteps(tools, draft, await commitPaths(readPage)))
  }
  return draft.paths.get(sha)
}

/** Steps of comparing the paths of one repository's commits with the patterns of its policy: some seconds. */
export const MOST_PATH_STEPS = 2_000_000_000

/** Whether the paths of no further commit are compared. */
export function hasUsedUp({ pathSteps = 0 }: RepositoryReading): boolean {
  return pathSteps > MOST_PATH_STEPS
}

/** One repository's policy and commits must not hold up the scan of all: paths beyond that are not looked at. */
function withinSteps(
  { log }: ScanTools,
  draft: RepositoryReading,
  paths: readonly string[] | undefined,
): readonly string[] | undefined {
  if (paths === undefined) return undefined
  const { repository } = draft.head
  const characters = paths.reduce((sum, path) => sum + path.length + 1, 0)
  draft.pathSteps = (draft.pathSteps ?? 0) + characters * (draft.question.patternSteps ?? 0)
  if (!hasUsedUp(draft)) return paths
  const why = 'its policy has too many or too long patterns for the paths that its commits change'
  log.notice(`${repository}: ${why}: commits further back count as if they changed other files as well`)
  return undefined
}
