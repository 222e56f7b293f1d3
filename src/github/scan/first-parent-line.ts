import type { CommitFacts } from '../../domain/history/facts.ts'
import { COMMITS_A_PAGE, FirstParentWalk, TRUNK_PAGES } from '../../domain/history/first-parents.ts'
import { liveDeployment } from '../../domain/history/live.ts'
import { askParts } from '../graphql/parts.ts'
import { HISTORY, historyPart } from '../history/history-page.ts'
import { type Branch, newestOnLine, readBranches } from './branches.ts'
import { type RepositoryReading, servicesAsked, valueFor } from './repository-reading.ts'
import type { ScanTools } from './scan-tools.ts'

/** Commits of the first page: mostly a few wait, and each costs. */
const FIRST = 25
/** From this page of the line on, a commit that was not found may well be none of it: then its own history is read. */
const DOUBTED_FROM = 1

interface Walk {
  readonly draft: RepositoryReading
  readonly parents: FirstParentWalk<CommitFacts>
  /** Commits that are live somewhere, not yet found on the line. */
  readonly wanted: Set<string>
  /** The histories of those that were doubted. */
  readonly branches: Map<string, Branch>
  /** Those that are not on the line, each with the newest commit of the line that it contains. */
  readonly leftAt: Map<string, string>
  after: string | undefined
}

/**
 * Reads the first-parent line of each repository where something waits, until every live commit is found on it, or where it
 * left the line.
 */
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
    const read: Walk[] = []
    for (const { walk, part } of open) {
      const value = valueFor(walk.draft, answers.get(part))
      if (value === undefined) continue
      walk.after = value.next
      walk.parents.take(value.commits)
      strikeFound(walk)
      read.push(walk)
    }
    await readDoubted(tools, page < DOUBTED_FROM ? read.filter(isAtEnd) : read, FIRST)
    await readDoubted(tools, page < TRUNK_PAGES ? read.filter(isAtEnd) : read, COMMITS_A_PAGE)
    for (const walk of read) close(walk, page === TRUNK_PAGES)
  }
}

/** Undefined when the head is live everywhere: nothing waits, and nothing else is asked for. */
function walkOf(draft: RepositoryReading): Walk | undefined {
  if (draft.problem !== undefined) return undefined
  const keys = [...draft.environments.values()].flatMap(({ deployments }) =>
    servicesAsked(draft.question).map(service => liveDeployment(deployments, service, draft.question.services)?.sha),
  )
  if (draft.question.newest === undefined && keys.every(sha => sha === draft.head.head)) return undefined
  const wanted = new Set(keys.filter(sha => sha !== undefined))
  const parents = new FirstParentWalk<CommitFacts>(draft.head.head)
  return { draft, parents, wanted, branches: new Map(), leftAt: new Map(), after: undefined }
}

/** Reads a page of the history of each commit that is still wanted: the first one where none was read, else the next. */
async function readDoubted(tools: ScanTools, walks: readonly Walk[], size: number): Promise<void> {
  const asked = walks.flatMap(({ draft, wanted, branches }) =>
    [...wanted].flatMap(sha => {
      const known = branches.get(sha)
      if (known !== undefined) return size === FIRST || known.after === undefined ? [] : [known]
      const branch: Branch = { draft, sha, commits: [], after: undefined }
      branches.set(sha, branch)
      return [branch]
    }),
  )
  if (asked.length === 0) return
  await readBranches(tools, asked, size)
  for (const walk of walks) strikeFound(walk)
}

/** Strikes out what is on the line, and what left it at a commit that was read. */
function strikeFound({ parents, wanted, branches, leftAt }: Walk): void {
  if (wanted.size === 0) return
  const positions = new Map(parents.line.map(({ sha }, at) => [sha, at]))
  for (const sha of wanted) {
    const branch = branches.get(sha)
    const base = positions.has(sha) || branch === undefined ? undefined : newestOnLine(branch, positions)
    if (base !== undefined) leftAt.set(sha, base)
    if (base !== undefined || positions.has(sha)) wanted.delete(sha)
  }
}

function isAtEnd({ parents, after }: Walk): boolean {
  return parents.ended || after === undefined
}

function close(walk: Walk, lastPage: boolean): void {
  const { draft, parents, wanted, leftAt } = walk
  const isEnough = wanted.size === 0 && parents.line.length >= (draft.question.newest ?? 0)
  if (draft.problem !== undefined || (!isAtEnd(walk) && !lastPage && !isEnough)) return
  const end = isAtEnd(walk) ? 'root' : wanted.size === 0 ? 'live-found' : 'too-far-back'
  draft.line = { commits: parents.line, end, leftAt }
}
