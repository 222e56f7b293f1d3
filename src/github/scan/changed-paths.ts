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
  if (!draft.paths.has(sha)) {
    const { repository } = draft.head
    const readPage = (page: number) =>
      requestForRepository(tools, draft, octokit => pathsPage(octokit, repository, sha, page))
    draft.paths.set(sha, await commitPaths(readPage))
  }
  return draft.paths.get(sha)
}
