import type { CommitFacts } from '../../domain/history/facts.ts'
import { PAGE_SIZE } from '../pages.ts'
import { ownerAndName } from '../repository.ts'
import type { RepositoryReading } from './draft.ts'
import { requestForRepository } from './rest.ts'
import type { ScanTools } from './scan-tools.ts'
import { detailedPositions } from './waiting.ts'

/** GitHub lists at most 3,000 files of a commit, and does not say whether there are more. */
const LISTED = 3000

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
  if (!draft.paths.has(sha)) draft.paths.set(sha, await readPaths(tools, draft, sha))
  return draft.paths.get(sha)
}

async function readPaths(
  tools: ScanTools,
  draft: RepositoryReading,
  sha: string,
): Promise<readonly string[] | undefined> {
  const paths = new Set<string>()
  for (let page = 1; page <= LISTED / PAGE_SIZE; page++) {
    const files = await requestForRepository(tools, draft, async octokit => {
      const { data, headers } = await octokit.request('GET /repos/{owner}/{repo}/commits/{ref}', {
        ...ownerAndName(draft.head.repository),
        ref: sha,
        per_page: PAGE_SIZE,
        page,
      })
      return { files: data.files ?? [], more: /rel="next"/.test(headers.link ?? '') }
    })
    if (files === undefined) return undefined
    for (const { filename, previous_filename: before } of files.files) {
      paths.add(filename)
      if (before !== undefined) paths.add(before)
    }
    if (!files.more) return page * PAGE_SIZE === LISTED && files.files.length === PAGE_SIZE ? undefined : [...paths]
  }
  return undefined
}
