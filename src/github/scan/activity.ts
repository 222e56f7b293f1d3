import type { MergeTime } from '../../domain/history/facts.ts'
import { PAGE_SIZE } from '../pages.ts'
import { ownerAndName } from '../repository.ts'
import { commitKey } from './details.ts'
import { type Push, pushTimes } from './pushes.ts'
import type { RepositoryReading } from './repository-reading.ts'
import { requestForRepository } from './rest.ts'
import type { ScanTools } from './scan-tools.ts'
import { detailedPositions } from './waiting.ts'

/** At most so many pages of pushes are searched for a commit. */
const PAGES = 3

/** Gives the waiting commits without a pull request of their own the time of their push, or else of their check suite. */
export async function readPushTimes(
  tools: ScanTools,
  drafts: readonly RepositoryReading[],
  suiteTimes: ReadonlyMap<string, MergeTime>,
): Promise<void> {
  for (const draft of drafts) {
    const { line } = draft
    if (draft.problem !== undefined || line === undefined) continue
    const open = detailedPositions(draft).filter(at => line.commits[at]?.merged === undefined)
    if (open.length === 0) continue
    const times = await readLineTimes(tools, draft, open)
    if (times === undefined) continue
    for (const at of open) {
      const commit = line.commits[at]
      if (commit === undefined) continue
      const pushed = times[at]
      const merged =
        pushed === undefined
          ? suiteTimes.get(commitKey(draft, commit.sha))
          : { at: pushed, source: 'activity' as const }
      line.commits[at] = { ...commit, merged }
    }
  }
}

/**
 * When the commits of the line came onto the branch, by position, as far as some pages of pushes say it; `open`: those that
 * are looked for. Undefined where they could not be read.
 */
export async function readLineTimes(
  tools: ScanTools,
  draft: RepositoryReading,
  open: readonly number[],
  pages = PAGES,
): Promise<readonly (number | undefined)[] | undefined> {
  const pushes: Push[] = []
  const line = draft.line?.commits ?? []
  let after: string | undefined
  for (let page = 1; page <= pages; page++) {
    const read = await readPage(tools, draft, after)
    if (read === undefined) return undefined
    pushes.push(...read.pushes)
    after = read.next
    const times = pushTimes(line, pushes)
    if (after === undefined || open.every(at => times[at] !== undefined)) return times
  }
  return pushTimes(line, pushes)
}

async function readPage(tools: ScanTools, draft: RepositoryReading, after: string | undefined) {
  return requestForRepository(tools, draft, async octokit => {
    const { data, headers } = await octokit.request('GET /repos/{owner}/{repo}/activity', {
      ...ownerAndName(draft.head.repository),
      ref: `refs/heads/${draft.head.branch}`,
      per_page: PAGE_SIZE,
      ...(after === undefined ? {} : { after }),
    })
    const pushes = data.map((one): Push => {
      return { before: one.before.toLowerCase(), after: one.after.toLowerCase(), at: Date.parse(one.timestamp) }
    })
    return { pushes, next: cursorIn(headers.link ?? '') }
  })
}

/** Where the next page begins, by the answer's `Link` header. */
function cursorIn(link: string): string | undefined {
  const address = /<([^<>]+)>;\s*rel="next"/.exec(link)?.[1]
  return address === undefined ? undefined : (new URL(address).searchParams.get('after') ?? undefined)
}
