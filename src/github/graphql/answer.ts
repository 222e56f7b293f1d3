import { MalformedAnswer } from '../failure.ts'

/** The fields of an object in an answer, none of which is trusted to be there. */
export type Fields = Readonly<Record<string, unknown>>

/** One page of a connection. What the token may not see is missing among the nodes. */
export interface Page {
  readonly nodes: readonly Fields[]
  /** How many there were that GitHub would not show. */
  readonly hidden: number
  /** Where the next page begins; undefined on the last. */
  readonly next: string | undefined
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object in a field; undefined for null. */
export function objectIn(fields: Fields, name: string): Fields | undefined {
  const value = fields[name]
  if (value === null) return undefined
  if (!isFields(value)) throw new MalformedAnswer(`no ${name}`)
  return value
}

export function textIn(fields: Fields, name: string): string {
  const value = fields[name]
  if (typeof value !== 'string') throw new MalformedAnswer(`no ${name}`)
  return value
}

/** The text in a field; undefined for null. */
export function textOrNone(fields: Fields, name: string): string | undefined {
  return fields[name] === null ? undefined : textIn(fields, name)
}

export function numberIn(fields: Fields, name: string): number {
  const value = fields[name]
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new MalformedAnswer(`no ${name}`)
  return value
}

/** Milliseconds since the epoch. */
export function instantIn(fields: Fields, name: string): number {
  const at = Date.parse(textIn(fields, name))
  if (Number.isNaN(at)) throw new MalformedAnswer(`no time in ${name}`)
  return at
}

/** The page in a field; undefined for null, which is what a field that failed holds. */
export function pageIn(fields: Fields, name: string): Page | undefined {
  const connection = objectIn(fields, name)
  if (connection === undefined) return undefined
  const { nodes } = connection
  const info = objectIn(connection, 'pageInfo')
  if (!Array.isArray(nodes) || info === undefined) throw new MalformedAnswer(`no page of ${name}`)
  const shown = nodes.filter(isFields)
  const next = info.hasNextPage === true ? textIn(info, 'endCursor') : undefined
  return { nodes: shown, hidden: nodes.length - shown.length, next }
}
