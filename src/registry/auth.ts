import type { ImageRepository } from '../domain/image-reference.ts'
import { UserError } from '../errors.ts'
import { isSecureUrl } from '../net/secure-url.ts'
import { readChallenges } from './challenge.ts'
import type { RegistryLogin, StoredLogin } from './docker-config.ts'
import { get, type Http, type RegistryResponse, sendToRegistry } from './http.ts'

/** With which login a repository is accessed, and to do what. */
export interface RegistryCredentials {
  readonly login: StoredLogin | undefined
  /** For errors: `anonymously`, `as "octocat" (docker's login)`. */
  readonly description: string
  /** A read with the scope to write shows early whether a write will be allowed. */
  readonly access: RegistryAccess
}

/** Access to a repository, as token scopes name it. */
export type RegistryAccess = 'pull' | 'pull,push'

/** The `Authorization` header that answers a challenge; `undefined` when there are no credentials for it. */
export async function authorizationFor(
  http: Http,
  header: string,
  repository: ImageRepository,
  credentials: RegistryCredentials,
): Promise<string | undefined> {
  const { login, access } = credentials
  const challenges = readChallenges(header)
  const bearer = challenges.find(({ scheme }) => scheme === 'bearer')
  if (bearer !== undefined) {
    const url = tokenUrl(bearer.parameters, repository, access)
    const response = await tokenFrom(http, url, login)
    if (response.status === 200) return `Bearer ${tokenIn(response.body, url)}`
    if (response.status < 500) throw denied(repository, credentials, `${url.host} gives no token (${response.status})`)
  }
  if (login === undefined || 'identityToken' in login) return undefined
  return challenges.some(({ scheme }) => scheme === 'basic') ? basic(login) : undefined
}

/** A refresh token is exchanged by OAuth 2 (distribution specification, POST /token), everything else by a GET. */
function tokenFrom(http: Http, url: URL, login: StoredLogin | undefined): Promise<RegistryResponse> {
  if (login === undefined || !('identityToken' in login)) {
    return get(http, url, { Accept: 'application/json' }, login && basic(login))
  }
  const form = new URLSearchParams(url.search)
  form.set('grant_type', 'refresh_token')
  form.set('client_id', 'commit-train')
  form.set('refresh_token', login.identityToken)
  return sendToRegistry(http, new URL(url.pathname, url), {
    method: 'POST',
    headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
    body: Buffer.from(form.toString()),
  })
}

/** The error where these credentials do not give the wanted access to the repository. */
export function denied(
  repository: ImageRepository,
  { description, access }: RegistryCredentials,
  why: string,
): UserError {
  const verb = access === 'pull' ? 'read' : 'write'
  return new UserError(
    'registry-denied',
    `${repository.registry} denies ${verb} access to ${repository.path} ${description}, or has no such image: ${why}; log in with "registry-username" and "registry-password" or docker/login-action, as someone who may ${verb} it (packages: ${verb} on ghcr.io)`,
  )
}

function basic({ username, password }: RegistryLogin): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}

/**
 * Where a token is to be had (distribution specification, token authentication). It may be on another host, as Docker Hub's
 * is, but credentials are sent over https or to loopback only. Only rights to this repository are asked for.
 */
function tokenUrl(
  parameters: ReadonlyMap<string, string>,
  { registry, path }: ImageRepository,
  access: RegistryAccess,
): URL {
  const url = URL.parse(parameters.get('realm') ?? '')
  if (url === null || !isSecureUrl(url)) {
    throw new UserError(
      'registry-broken',
      `${registry} names no address for tokens that could be used (https is needed)`,
    )
  }
  const service = parameters.get('service')
  if (service !== undefined) url.searchParams.set('service', service)
  // Some registries name the scope for reading whatever was asked of them.
  const named = access === 'pull' ? parameters.get('scope') : undefined
  url.searchParams.set('scope', named ?? `repository:${path}:${access}`)
  return url
}

function tokenIn(body: Uint8Array, url: URL): string {
  try {
    const { token, access_token } = JSON.parse(Buffer.from(body).toString('utf8')) as Record<string, unknown>
    const found = token ?? access_token
    if (typeof found === 'string' && /^[\x21-\x7e]+$/.test(found)) return found
  } catch {
    // Said below; the body is not shown.
  }
  throw new UserError('registry-broken', `the token response of ${url.host} holds no token`)
}
