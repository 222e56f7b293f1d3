import type { CommitFacts } from '../../domain/history/facts.ts'
import { COMMITS_A_PAGE, FirstParentWalk, TRUNK_PAGES } from '../../domain/history/first-parents.ts'
import { liveDeployment } from '../../domain/history/live.ts'
import { askParts } from '../graphql/parts.ts'
import { HISTORY, historyPart } from '../history/history-page.ts'
import { type RepositoryReading, valueFor } from './draft.ts'
import type { ScanTools } from './scan-tools.ts'

/** Commits of the first page: mostly a few wait, and each costs. */
const FIRST = 25

interface Walk {
  readonly draft: RepositoryReading
  readonly parents: FirstParentWalk<CommitFacts>
  /** Commits that are live somewhere, not yet found on the line. */
  readonly wanted: Set<string>
  after: string | undefined
}

/** Reads the first-parent line of each repository where something waits, until every live commit is found on it. */
export async function readLines(tools: ScanTools, drafts: readonly RepositoryReading[]): Promise<void> {
  const walks = drafts.flatMap(draft => walkOf(draft) ?? [])
  for (let page = 0; page <= TRUNK_PAGES; page++) {
    const first = page === 0 ? FIRST : COMMITS_A_PAGE
    const open = walks
      .filter(walk => walk.draft.problem === undefined && walk.draft.line === undefined)
      .map(walk => ({
        walk,
        part: historyPart(walk.draft.head.repository, { ...walk.draft.head, after: walk.after, first }),
      }))
    if (open.length === 0) return
    const parts = open.map(({ part }) => part)
    const answers = await askParts(tools, HISTORY, parts)
    for (const { walk, part } of open) {
      const value = valueFor(walk.draft, answers.get(part))
      if (value === undefined) continue
      walk.after = value.next
      walk.parents.take(value.commits)
      close(walk, page === TRUNK_PAGES)
    }
  }
}

/** Undefined when the head is live everywhere: nothing waits. */
function walkOf(draft: RepositoryReading): Walk | undefined {
  if (draft.problem !== undefined) return undefined
  const keys = [...draft.environments.values()].flatMap(({ deployments }) =>
    draft.question.services.map(service => liveDeployment(deployments, service, draft.question.services)?.sha),
  )
  if (keys.every(sha => sha === draft.head.head)) return undefined
  const wanted = new Set(keys.filter(sha => sha !== undefined))
  return { draft, parents: new FirstParentWalk<CommitFacts>(draft.head.head), wanted, after: undefined }
}

function close({ draft, parents, wanted, after }: Walk, lastPage: boolean): void {
  for (const sha of wanted) if (parents.positionOf(sha) >= 0) wanted.delete(sha)
  const atEnd = parents.ended || after === undefined
  if (!atEnd && !lastPage && wanted.size > 0) return
  const end = atEnd ? 'root' : wanted.size === 0 ? 'live-found' : 'too-far-back'
  draft.line = { commits: parents.line, end }
}
