import { type Page, slice } from './paging.ts'

/** What a route answers. `total` is set for lists, which then get a Link header. */
export interface Reply {
  readonly status: number
  readonly content:
    | { readonly json: unknown }
    | { readonly bytes: Buffer; readonly type: string }
    | { readonly empty: true }
  readonly total?: number
  /** For lists that are paged by cursors: the parameters of the pages around this one. */
  readonly cursors?: Readonly<Partial<Record<'next' | 'prev', Readonly<Record<string, string>>>>>
}

export function json(body: object, status = 200): Reply {
  return { status, content: { json: body } }
}

/** 204. */
export function nothing(): Reply {
  return { status: 204, content: { empty: true } }
}

export function bytes(content: Buffer, type: string): Reply {
  return { status: 200, content: { bytes: content, type } }
}

/** One page of a list; `wrap` makes the body of the items on it. */
export async function list<T>(
  items: readonly T[],
  page: Page,
  wrap: (shown: T[]) => object | Promise<object>,
): Promise<Reply> {
  return { status: 200, content: { json: await wrap(slice(items, page)) }, total: items.length }
}
