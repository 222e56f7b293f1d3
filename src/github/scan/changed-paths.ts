import type { CommitFacts } from '../../domain/history/facts.ts'
import { coverAll, type StepsLeft } from '../../policy/path-patterns.ts'
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
      const paths = await pathsOf(tools, draft, commit.sha)
      const isCompared = paths !== undefined && isIgnored(tools, draft, paths) !== undefined
      line.commits[at] = { ...commit, changedPaths: isCompared ? paths : undefined }
    }
  }
}

/** Whether a commit has waited long enough. One whose time is not known may have. */
function matters({ merged }: CommitFacts, { question }: RepositoryReading, now: number): boolean {
  return question.environments.some(
    ({ pathsAfter }) => pathsAfter !== undefined && (merged?.at ?? 0) <= now - pathsAfter,
  )
}

/** Compared here, where the steps are counted: who asks the patterns later finds the answers. */
function isIgnored(tools: ScanTools, draft: RepositoryReading, paths: readonly string[]): boolean | undefined {
  const { environments } = draft.question
  return withinSteps(tools, draft, steps =>
    environments.map(({ ignorePaths = [] }) => coverAll(ignorePaths, paths, steps)).some(Boolean),
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
    draft.paths.set(sha, await commitPaths(readPage))
  }
  return draft.paths.get(sha)
}

/** Steps of comparing the paths of one repository's commits with the patterns of its policy: some seconds. */
export const MOST_PATH_STEPS = 200_000_000

/** Whether the paths of no further commit are compared. */
export function hasUsedUp({ pathSteps }: RepositoryReading): boolean {
  return pathSteps !== undefined && pathSteps.left < 0
}

/**
 * One repository's policy and commits must not hold up the scan of all: paths beyond that are not compared. Undefined where
 * they were not.
 */
export function withinSteps(
  { log }: ScanTools,
  draft: RepositoryReading,
  compare: (steps: StepsLeft) => boolean,
): boolean | undefined {
  if (hasUsedUp(draft)) return undefined
  draft.pathSteps ??= { left: MOST_PATH_STEPS }
  const found = compare(draft.pathSteps)
  if (!hasUsedUp(draft)) return found
  const { repository } = draft.head
  const why = 'its policy has too many or too long patterns for the paths that its commits change'
  log.notice(`${repository}: ${why}: commits that are not compared count as if they changed other files as well`)
  return undefined
}
