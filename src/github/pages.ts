import { UserError } from '../errors.ts'

/** Items in one answer: GitHub's maximum. */
export const PAGE_SIZE = 100

/** More pages than these are not read; what is further on counts as not read. */
const MOST_PAGES = 20

/** One page, and how many items GitHub says there are in all. */
interface CountedPage<T> {
  readonly items: readonly T[]
  readonly total: number
}

/** Everything that was read; `missing` items were counted by GitHub but not handed out. */
export interface AllPages<T> {
  readonly items: readonly T[]
  readonly missing: number
}

/**
 * Reads a counted list whole: the first page says how many there are, the others are read in parallel. An item that
 * moved from page to page meanwhile is there once.
 */
export async function readCountedPages<T extends { readonly id: number }>(
  read: (page: number) => Promise<CountedPage<T>>,
): Promise<AllPages<T>> {
  const first = await read(1)
  const pages = Math.min(MOST_PAGES, Math.ceil(first.total / PAGE_SIZE))
  const rest = await Promise.all(Array.from({ length: Math.max(0, pages - 1) }, (_, index) => read(index + 2)))
  const all = [first, ...rest]
  const items = new Map(all.flatMap(page => page.items).map(item => [item.id, item]))
  const total = Math.max(...all.map(page => page.total))
  return { items: [...items.values()], missing: Math.max(0, total - items.size) }
}

/** Pages of a list that says nothing of how long it is: 10,000 items. */
export const MOST_LIST_PAGES = 100

/** The pages of such a list, one after the other. Throws `github-broken` where it does not end; `doing` says what it lists. */
export async function* listPages<T>(
  doing: string,
  read: (page: number) => Promise<readonly T[]>,
): AsyncGenerator<readonly T[]> {
  for (let page = 1; page <= MOST_LIST_PAGES; page++) {
    const items = await read(page)
    yield items
    if (items.length < PAGE_SIZE) return
  }
  const text = `GitHub did not ${doing} to the end: there is more after ${MOST_LIST_PAGES} pages of ${PAGE_SIZE}`
  throw new UserError('github-broken', `${text}; see https://www.githubstatus.com and run again`)
}

/** The same, whole. */
export async function wholeList<T>(
  doing: string,
  read: (page: number) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const all: T[] = []
  for await (const page of listPages(doing, read)) all.push(...page)
  return all
}
