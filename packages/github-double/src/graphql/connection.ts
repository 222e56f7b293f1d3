import type { GraphQLResolveInfo } from 'graphql'
import { Unmodelled } from '../problem.ts'
import { type Arguments, type ModelledType, modelled, type Resolve } from './fields.ts'
import { QueryProblem } from './problem.ts'

/** One page of a list, as every `...Connection` type shows it. */
export interface Connection<Node> {
  readonly total: number
  readonly nodes: readonly Node[]
  /** Place of the first node in the whole list. */
  readonly start: number
  readonly cursorOf: (node: Node, index: number) => string
  /** The error that a node of the page is replaced by, where the token may not read it. */
  readonly refusal?: (node: Node) => Error | undefined
}

/** What a list is cut by. */
export const PAGE_ARGUMENTS = ['first', 'last', 'after', 'before'] as const

const MOST_NODES = 100

/**
 * The page that was asked for. A cursor names its node, so that a page stays the next one when the list grows in
 * between. Source of the bounds: "Node limit" of
 * https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
export function connection<Node>(
  items: readonly Node[],
  args: Arguments,
  info: GraphQLResolveInfo,
  cursorOf: (node: Node, index: number) => string,
): Connection<Node> {
  const { fieldName } = info
  const first = sizeOf(args, 'first', fieldName)
  const last = sizeOf(args, 'last', fieldName)
  if (first !== undefined && last !== undefined) throw new Unmodelled(`first and last at once, of ${fieldName}`)
  if (first === undefined && last === undefined && showsNodes(info)) {
    const text = `You must provide a \`first\` or \`last\` value to properly paginate the \`${fieldName}\` connection.`
    throw new QueryProblem('MISSING_PAGINATION_BOUNDARIES', text)
  }
  const place = (cursor: unknown) => {
    const at = items.findIndex((item, index) => cursorOf(item, index) === cursor)
    if (at < 0)
      throw new QueryProblem('INVALID_CURSOR_ARGUMENTS', `\`${String(cursor)}\` does not appear to be a valid cursor.`)
    return at
  }
  const from = typeof args.after === 'string' ? place(args.after) + 1 : 0
  const to = typeof args.before === 'string' ? place(args.before) : items.length
  const start = last === undefined ? from : Math.max(from, to - last)
  const end = first === undefined ? to : Math.min(to, from + first)
  return { total: items.length, nodes: items.slice(start, end), start, cursorOf }
}

function sizeOf(args: Arguments, name: 'first' | 'last', fieldName: string): number | undefined {
  const size = args[name]
  if (typeof size !== 'number') return undefined
  if (size < 1) throw new Unmodelled(`${name}: ${size} of ${fieldName} in GraphQL`)
  if (size <= MOST_NODES) return size
  const text = `Requesting ${size} records on the \`${fieldName}\` connection exceeds the \`${name}\` limit of 100 records.`
  throw new QueryProblem('EXCESSIVE_PAGINATION', text)
}

/** A total alone needs no bounds. */
function showsNodes({ fieldNodes }: GraphQLResolveInfo): boolean {
  return fieldNodes.some(node =>
    node.selectionSet?.selections.some(
      one => one.kind !== 'Field' || ['nodes', 'edges', 'pageInfo'].includes(one.name.value),
    ),
  )
}

/** The fields of a connection type. `more`: those that only this type has. */
export function connectionType(
  name: string,
  edge: string,
  more: Readonly<Record<string, Resolve<Connection<unknown>>>> = {},
): ModelledType[] {
  return [
    modelled<Connection<unknown>>(name, {
      totalCount: page => page.total,
      nodes: shown,
      edges: page => shown(page).map((node, at) => ({ node, cursor: page.cursorOf(page.nodes[at], page.start + at) })),
      pageInfo: page => page,
      ...more,
    }),
    modelled<{ node: unknown; cursor: string }>(edge, { node: one => one.node, cursor: one => one.cursor }),
  ]
}

/** graphql takes an error in a list as that of its place: null there, and an entry in `errors`. */
function shown(page: Connection<unknown>): unknown[] {
  return page.nodes.map(node => page.refusal?.(node) ?? node)
}

export const pageInfoType = modelled<Connection<unknown>>('PageInfo', {
  hasNextPage: page => page.start + page.nodes.length < page.total,
  hasPreviousPage: page => page.start > 0,
  startCursor: page => cursorAt(page, 0),
  endCursor: page => cursorAt(page, page.nodes.length - 1),
})

function cursorAt(page: Connection<unknown>, index: number): string | null {
  const node = page.nodes[index]
  return node === undefined ? null : page.cursorOf(node, page.start + index)
}

/** An opaque cursor of a thing's id. */
export function idCursor(node: { readonly id: number }): string {
  return Buffer.from(`cursor:v2:${node.id}`).toString('base64')
}
