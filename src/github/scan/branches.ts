import { askParts } from '../graphql/parts.ts'
import { containedPart, HISTORY } from '../history/history-page.ts'
import { type RepositoryReading, valueFor } from './repository-reading.ts'
import type { ScanTools } from './scan-tools.ts'

/** What was read of the history of a commit that is not on the line, as far as the line was read. */
export interface Branch {
  readonly draft: RepositoryReading
  /** The commit itself, in lower case. */
  readonly sha: string
  /** Itself and what it contains, in lower case. */
  readonly commits: string[]
  /** Where its next page begins; undefined at its end. */
  after: string | undefined
}

/** Reads the next page of each. A commit that GitHub has no longer stays empty: it was on a branch that was rewritten. */
export async function readBranches(tools: ScanTools, branches: readonly Branch[], first: number): Promise<void> {
  const asked = branches.map(branch => ({ branch, part: partOf(branch, first) }))
  const answers = await askParts(
    tools,
    HISTORY,
    asked.map(({ part }) => part),
  )
  for (const { branch, part } of asked) {
    const page = valueFor(branch.draft, answers.get(part))
    if (page === undefined) continue
    branch.commits.push(...page.shas)
    branch.after = page.next
  }
}

/** The newest commit of the line that a branch contains, by the positions on the line; undefined when none was read. */
export function newestOnLine({ commits }: Branch, positions: ReadonlyMap<string, number>): string | undefined {
  let newest: string | undefined
  for (const sha of commits) {
    const at = positions.get(sha)
    if (at !== undefined && (newest === undefined || at < (positions.get(newest) ?? 0))) newest = sha
  }
  return newest
}

function partOf({ draft, sha, after }: Branch, first: number) {
  return containedPart(draft.head.repository, { head: sha, after, first })
}
