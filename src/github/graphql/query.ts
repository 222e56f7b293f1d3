/** Declares a variable of a query and gives its name: values never become part of a query's text. */
type Declare = (type: string, value: unknown) => string

/** One part of a query: a field of the root, which gets an alias of its own. */
export interface QueryPart {
  /** The field with its arguments and what is asked of it. */
  readonly write: (declare: Declare) => string
  /** How many requests GitHub counts for its connections: each one's `first`, times those around it. */
  readonly requests: number
}

/** What is the same for every part. */
export interface QueryForm {
  /** Name of the query, for GitHub's own logs. */
  readonly name: string
  readonly fragments: readonly string[]
}

/** A query ready to be sent. */
export interface Query {
  readonly text: string
  readonly variables: Readonly<Record<string, unknown>>
  /** What it will cost by GitHub's published rule; what it did cost comes with the answer. */
  readonly points: number
}

/** A hundred requests are a point, rounded; no call costs less than one. */
export function pointsOf(requests: number): number {
  return Math.max(1, Math.round(requests / 100))
}

/** The alias of a query's part. */
export function aliasOf(index: number): string {
  return `p${index}`
}

/** Puts parts together into one query that also asks what it cost. */
export function composeQuery({ name, fragments }: QueryForm, parts: readonly QueryPart[]): Query {
  const declared: string[] = []
  const variables: Record<string, unknown> = {}
  const declare = (type: string, value: unknown) => {
    const variable = `v${declared.length}`
    declared.push(`$${variable}: ${type}`)
    variables[variable] = value
    return `$${variable}`
  }
  const fields = parts.map((part, index) => `${aliasOf(index)}: ${part.write(declare)}`)
  const head = declared.length === 0 ? `query ${name}` : `query ${name}(${declared.join(', ')})`
  const cost = 'rateLimit { cost limit remaining resetAt }'
  const text = [`${head} {`, cost, ...fields, '}', ...fragments].join('\n')
  const requests = parts.reduce((sum, part) => sum + part.requests, 0)
  return { text, variables, points: pointsOf(requests) }
}
