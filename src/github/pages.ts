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
