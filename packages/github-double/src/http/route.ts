import type { Place } from '../body/links.ts'
import type { Account } from '../state/account.ts'
import type { RepositoryState } from '../state/repository.ts'
import type { Store } from '../state/store.ts'
import type { Page } from './paging.ts'
import type { Reply } from './reply.ts'

/** A request that has passed authentication, and whose repository exists. */
export interface ApiRequest {
  readonly store: Store
  readonly place: Place
  readonly repository: RepositoryState
  readonly account: Account
  /** Of the route; empty where no body is read. */
  readonly resource: string
  readonly query: URLSearchParams
  readonly page: Page
  readonly accept: string
  /** The parsed JSON body; undefined without one. */
  readonly body: unknown
  /** The part of the path that the pattern names; decoded. */
  param(name: string): string
}

/** One endpoint of GitHub's REST API. */
export interface Route {
  /** As in GitHub's published description: `repos/create-deployment`. */
  readonly operationId: string
  readonly method: 'GET' | 'POST' | 'PATCH'
  /** As in GitHub's published description: `/repos/{owner}/{repo}/deployments`. */
  readonly path: string
  /** The query parameters that are modelled; a request with another one is answered with 501. */
  readonly query: readonly string[]
  /** What GitHub calls the thing a body is about, in its errors: `DeploymentStatus`. */
  readonly resource?: string
  readonly handle: (request: ApiRequest) => Reply | Promise<Reply>
}

/** The route of a request, with the parts of its path. */
export interface Match {
  readonly route: Route
  readonly params: ReadonlyMap<string, string>
}

/** The first route of the table that fits; more specific paths therefore stand first. */
export function matchRoute(routes: readonly Route[], method: string, path: string): Match | undefined {
  for (const route of routes) {
    if (route.method !== method) continue
    const { pattern, names } = shapeOf(route)
    const groups = pattern.exec(path)
    if (groups === null) continue
    return { route, params: new Map(names.map((name, at) => [name, decode(groups[at + 1] ?? '')])) }
  }
  return undefined
}

interface Shape {
  readonly pattern: RegExp
  /** Of the parts in braces. */
  readonly names: readonly string[]
}

/** A scan sends thousands of requests. */
const shapes = new Map<Route, Shape>()

/** `{path}` may be empty and hold slashes, `{ref}` may hold slashes: clients send branches both ways. */
function shapeOf(route: Route): Shape {
  const known = shapes.get(route)
  if (known !== undefined) return known
  const source = route.path
    .replace('/{path}', '(?:/(.*))?')
    .replace('{ref}', '(.+)')
    .replace(/\{\w+\}/g, '([^/]+)')
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(match => match[1] ?? '')
  const shape = { pattern: new RegExp(`^${source}$`), names }
  shapes.set(route, shape)
  return shape
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
