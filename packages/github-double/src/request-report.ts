import { GRAPHQL_OPERATION } from './graphql/answer.ts'
import type { LoggedRequest } from './http/request-log.ts'
import { routes } from './routes.ts'

type Timed = Pick<LoggedRequest, 'receivedMonotonic' | 'answeredMonotonic'>

/**
 * How many round trips lie one after the other in the longest chain of requests, each of which began when the answer to the
 * one before had been sent. With a latency well above what anything else takes, that is how often somebody waited for GitHub.
 */
export function inSeries(requests: readonly Timed[]): number {
  const chains: { readonly end: number; readonly length: number }[] = []
  for (const { receivedMonotonic, answeredMonotonic } of requests) {
    const before = chains.filter(({ end }) => end <= receivedMonotonic).map(({ length }) => length)
    chains.push({ end: answeredMonotonic ?? Number.POSITIVE_INFINITY, length: 1 + Math.max(0, ...before) })
  }
  return Math.max(0, ...chains.map(({ length }) => length))
}

type Listed = Pick<LoggedRequest, 'method' | 'operationId' | 'query' | 'validated' | 'body'>

/** One endpoint, as it was used in several ways: how often in each, with which parameters. */
interface Used {
  readonly endpoint: string
  readonly counts: number[]
  validated: boolean
}

/**
 * A Markdown table of the endpoints that were used, by the name of the way. `vary` names operations whose number depends on
 * time, with what stands in place of it.
 */
export function requestTable(
  ways: Readonly<Record<string, readonly Listed[]>>,
  vary: Readonly<Record<string, string>> = {},
): string {
  const names = Object.keys(ways)
  const used = new Map<string, Used>()
  for (const [way, requests] of Object.values(ways).entries()) {
    for (const request of requests) {
      const { operationId = 'not modelled', validated } = request
      const endpoint = endpointOf(operationId, request)
      const key = `${operationId} ${endpoint}`
      const row = used.get(key) ?? {
        endpoint,
        counts: names.map(() => 0),
        validated: true,
      }
      used.set(key, row)
      row.counts[way] = (row.counts[way] ?? 0) + 1
      row.validated &&= validated
    }
  }
  const rows = [...used].toSorted(([, a], [, b]) => (a.endpoint < b.endpoint ? -1 : 1))
  return [
    `| endpoint | ${names.join(' | ')} | validated |`,
    `| --- |${' --- |'.repeat(names.length)} --- |`,
    ...rows.map(([key, { endpoint, counts, validated }]) => {
      const shown = counts.map(count => vary[key.split(' ')[0] ?? ''] ?? count)
      return `| \`${endpoint}\` | ${shown.join(' | ')} | ${validated ? 'yes' : '**no**'} |`
    }),
  ].join('\n')
}

function endpointOf(operationId: string, { query, body }: Listed): string {
  if (operationId === GRAPHQL_OPERATION) return `POST /graphql: ${queryName(body)}`
  const route = routes.find(one => one.operationId === operationId)
  if (route === undefined) return operationId
  const names = Object.keys(query).toSorted()
  return `${route.method} ${route.path.replace('/repos/{owner}/{repo}', '…')}${names.length === 0 ? '' : `?${names.join('&')}`}`
}

/** `query Line(…) {…}` is `Line`. */
function queryName(body: unknown): string {
  const { query } = (body ?? {}) as { readonly query?: unknown }
  return /^query (\w+)/.exec(String(query))?.[1] ?? 'no name'
}
