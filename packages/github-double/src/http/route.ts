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
    const groups = pattern(route.path).exec(path)
    if (groups === null) continue
    const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(match => match[1] ?? '')
    return { route, params: new Map(names.map((name, at) => [name, decode(groups[at + 1] ?? '')])) }
  }
  return undefined
}

/** `{path}` may be empty and hold slashes, `{ref}` may hold slashes: clients send branches both ways. */
function pattern(path: string): RegExp {
  const source = path
    .replace('/{path}', '(?:/(.*))?')
    .replace('{ref}', '(.+)')
    .replace(/\{\w+\}/g, '([^/]+)')
  return new RegExp(`^${source}$`)
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
