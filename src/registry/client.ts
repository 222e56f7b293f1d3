import { createHash } from 'node:crypto'
import type { ImageRepository } from '../domain/image-reference.ts'
import { UserError } from '../errors.ts'
import { directRequest } from '../net/direct-request.ts'
import { proxiedFetch } from '../net/proxied-fetch.ts'
import type { Clock } from '../time/clock.ts'
import { registryUrl } from './address.ts'
import { authorizationFor, denied, type RegistryAccess, type RegistryCredentials } from './auth.ts'
import { type CredentialsOptions, CredentialsSource } from './credentials.ts'
import { type Http, NoResponse, type RegistryRequest, type RegistryResponse, sendToRegistry, TooBusy } from './http.ts'

/** One image repository of a registry, and with what it is accessed. */
export interface RegistryOptions extends Omit<CredentialsOptions, 'registry'> {
  readonly repository: ImageRepository
  /** Default: `pull`. */
  readonly access?: RegistryAccess
  readonly clock: Clock
  readonly signal?: AbortSignal
}

/** What a tag or digest points to, byte for byte. */
export interface ImageManifest {
  readonly body: Uint8Array<ArrayBuffer>
  readonly mediaType: string
  /** `sha256:…`, computed from the body. */
  readonly digest: string
}

/** One image repository of a registry, over HTTPS, or plain http on loopback. */
export interface RegistryClient {
  readonly repository: ImageRepository
  /** What a tag or digest points to; `undefined` when there is none. */
  readManifest(reference: string): Promise<ImageManifest | undefined>
  /** Gives a manifest whose content the repository holds already one more tag. */
  writeManifest(tag: string, manifest: ImageManifest): Promise<void>
  /** Reads a small blob, such as the configuration of an image. */
  readBlob(digest: string): Promise<Uint8Array<ArrayBuffer>>
}

/** Opens a repository. Nothing is requested before the first call; every call may throw a `UserError` (`registry-…`). */
export function registryClient(given: RegistryOptions): RegistryClient {
  const { registry } = given.repository
  const options = {
    ...given,
    credentials: new CredentialsSource({ ...given, registry }),
    kept: new KeptAuthorization(),
  }
  return {
    repository: options.repository,
    readManifest: reference => readManifest(options, reference),
    writeManifest: (tag, manifest) => writeManifest(options, tag, manifest),
    readBlob: digest => readBlob(options, digest),
  }
}

interface OpenRegistry extends RegistryOptions {
  readonly credentials: CredentialsSource
  readonly kept: KeptAuthorization
}

/** A token counts for a minute at least (distribution specification); it is used for a little less. */
const TOKEN_MS = 45_000

/** What answered the last challenge. Sent at once, it spares the next question two others. */
class KeptAuthorization {
  #kept: { readonly access: RegistryAccess; readonly text: string; readonly at: number } | undefined

  current(access: RegistryAccess, now: number): string | undefined {
    const kept = this.#kept
    return kept?.access === access && now - kept.at < TOKEN_MS ? kept.text : undefined
  }

  keep(access: RegistryAccess, text: string, now: number): void {
    this.#kept = { access, text, at: now }
  }

  forget(): void {
    this.#kept = undefined
  }
}

const MANIFEST_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
]

async function readManifest(options: OpenRegistry, reference: string): Promise<ImageManifest | undefined> {
  const { repository } = options
  // A GET, not a HEAD: the digest is computed from the content, not believed.
  const request = { method: 'GET', headers: { Accept: MANIFEST_TYPES.join(', ') } } as const
  const { status, headers, body } = await exchange(options, `manifests/${reference}`, request)
  if (status === 404) return undefined
  if (status !== 200) throw broken(repository, `it answers ${status} when asked for ${repository.path}:${reference}`)
  const mediaType = headers.get('content-type')?.split(';')[0]?.trim() ?? ''
  if (!MANIFEST_TYPES.includes(mediaType)) {
    throw broken(repository, `it answers with ${JSON.stringify(mediaType)}, which is no image`)
  }
  const digest = digestOf(body)
  if (reference.startsWith('sha256:') && reference !== digest) {
    throw broken(repository, `it answers with ${digest} when asked for ${reference}`)
  }
  const stated = headers.get('docker-content-digest')
  if (stated !== null && stated !== digest) {
    throw broken(repository, `it names the digest ${JSON.stringify(stated)} for content that has ${digest}`)
  }
  return { digest, mediaType, body }
}

async function writeManifest(options: OpenRegistry, tag: string, manifest: ImageManifest): Promise<void> {
  const { repository } = options
  const headers = { 'Content-Type': manifest.mediaType }
  const { status } = await exchange({ ...options, access: 'pull,push' }, `manifests/${tag}`, {
    method: 'PUT',
    headers,
    body: manifest.body,
  })
  if (status === 200 || status === 201) return
  throw new UserError(
    'registry-write-refused',
    `${repository.registry} answers ${status} when ${repository.path}:${tag} is written; may tags be written there, and is ${tag} a tag that may not change?`,
  )
}

async function readBlob(options: OpenRegistry, digest: string): Promise<Uint8Array<ArrayBuffer>> {
  const { repository } = options
  const { status, body } = await exchange(options, `blobs/${digest}`, { method: 'GET', headers: {} })
  if (status !== 200)
    throw broken(repository, `it answers ${status} when asked for ${digest}, which an image is made of`)
  if (digestOf(body) !== digest) throw broken(repository, `the content of ${digest} has another digest`)
  return body
}

async function exchange(options: OpenRegistry, path: string, request: RegistryRequest): Promise<RegistryResponse> {
  const { repository, signal, clock, access = 'pull', credentials: source } = options
  const http: Http = { fetch: await proxiedFetch(options.env, directRequest), clock, ...(signal && { signal }) }
  const url = new URL(`/v2/${repository.path}/${path}`, registryUrl(repository.registry))
  for (;;) {
    const { credentials, isFresh } = await source.current(access)
    try {
      const response = await sendAuthorized(http, url, options, credentials, request)
      const { status } = response
      if (status === 401 || status === 403) throw denied(repository, credentials, `it answers ${status}`)
      return response
    } catch (thrown) {
      // What was kept may have expired meanwhile.
      const mayHaveExpired = !isFresh && thrown instanceof UserError && thrown.reason === 'registry-denied'
      if (!mayHaveExpired) throw thrown instanceof NoResponse ? noAnswer(repository, path, thrown) : thrown
      source.forget()
      options.kept.forget()
    }
  }
}

function noAnswer({ registry, name }: ImageRepository, path: string, cause: NoResponse): UserError {
  const what = `${registry} could not be asked for ${path} of ${name}: ${cause.message}`
  if (cause instanceof TooBusy) {
    const text = `${what}, too many requests; log in if this is anonymous, or run this job again later`
    return new UserError('registry-busy', text, { cause })
  }
  return new UserError('registry-unreachable', `${what}; is the registry up, and the name in "image" right?`, { cause })
}

async function sendAuthorized(
  http: Http,
  url: URL,
  { repository, kept, clock }: OpenRegistry,
  credentials: RegistryCredentials,
  request: RegistryRequest,
): Promise<RegistryResponse> {
  const { access } = credentials
  const first = await sendToRegistry(http, url, { ...request, authorization: kept.current(access, clock.now()) })
  // It may have ended early: then this is a challenge like the first one.
  if (first.status !== 401) return first
  const challenge = first.headers.get('www-authenticate') ?? ''
  const asked = clock.now()
  const authorization = await authorizationFor(http, challenge, repository, credentials)
  if (authorization === undefined) return first
  kept.keep(access, authorization, asked)
  return sendToRegistry(http, url, { ...request, authorization })
}

function digestOf(body: Uint8Array): string {
  return `sha256:${createHash('sha256').update(body).digest('hex')}`
}

function broken({ registry }: ImageRepository, what: string): UserError {
  return new UserError(
    'registry-broken',
    `${registry} does not answer as a registry does: ${what}; check the name in "image"`,
  )
}
