import { COUNT_LIMITS } from '../description/limits.ts'
import type { Reply } from './reply.ts'

/** The part of a list that was asked for. */
export interface Page {
  /** From 1. */
  readonly number: number
  readonly size: number
}

/** GitHub's rules: 30 by default, never more than 100; 0 counts as not given. */
export function pageOf(query: URLSearchParams): Page {
  return {
    number: positive(query.get('page')) ?? 1,
    size: Math.min(positive(query.get('per_page')) ?? 30, COUNT_LIMITS.perPage),
  }
}

export function slice<T>(items: readonly T[], page: Page): T[] {
  return items.slice((page.number - 1) * page.size, page.number * page.size)
}

/** The Link header for one page of `total` items; undefined when everything fits on one page. */
export function linkHeader(url: URL, page: Page, total: number): string | undefined {
  const last = Math.max(1, Math.ceil(total / page.size))
  const links: string[] = []
  const add = (rel: string, number: number) => {
    const target = new URL(url)
    target.searchParams.set('page', String(number))
    links.push(`<${target}>; rel="${rel}"`)
  }
  if (page.number > 1) add('prev', Math.min(page.number - 1, last))
  if (page.number < last) add('next', page.number + 1)
  if (page.number < last) add('last', last)
  if (page.number > 1) add('first', 1)
  return links.length === 0 ? undefined : links.join(', ')
}

/** The Link header of a page that cursors lead on from; undefined when everything is on it. */
export function cursorHeader(url: URL, cursors: NonNullable<Reply['cursors']>): string | undefined {
  const links = Object.entries(cursors).map(([rel, parameters]) => {
    const target = new URL(url)
    for (const name of ['after', 'before']) target.searchParams.delete(name)
    for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value)
    return `<${target}>; rel="${rel}"`
  })
  return links.length === 0 ? undefined : links.join(', ')
}

function positive(text: string | null): number | undefined {
  if (text === null || !/^\d+$/.test(text)) return undefined
  return Number(text) > 0 ? Number(text) : undefined
}
