import { createHash } from 'node:crypto'
import type { ImageRepository } from '../domain/image-reference.ts'
import { UserError } from '../errors.ts'
import { machineFetch } from '../net/proxied-fetch.ts'
import type { Clock } from '../time/clock.ts'
import { registryUrl } from './address.ts'
import { type Asker, authorizationFor, denied } from './auth.ts'
import { type AskerQuestion, askerOf } from './credentials.ts'
import { type Answer, type Asking, ask, type Http, NoAnswer } from './http.ts'

/** Which repository is asked, and through what. */
export interface RepositoryQuestion extends Omit<AskerQuestion, 'registry'> {
  readonly repository: ImageRepository
  readonly clock: Clock
  readonly signal?: AbortSignal
  /** Default: the machine's, through its proxy. */
  readonly fetch?: typeof fetch
}

/** What a tag points to, byte for byte. */
export interface Manifest {
  readonly body: Uint8Array<ArrayBuffer>
  readonly mediaType: string
  /** `sha256:…`, computed from the body. */
  readonly digest: string
}

const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
]

/** Reads what a tag or digest points to; `undefined` when there is none. Over HTTPS, or plain http on loopback. */
export async function readManifest(question: RepositoryQuestion, tag: string): Promise<Manifest | undefined> {
  const { repository } = question
  // A GET, not a HEAD: the digest is computed from the content, not believed.
  const asking = { method: 'GET', headers: { Accept: manifestTypes.join(', ') } } as const
  const { status, headers, body } = await talk(question, `manifests/${tag}`, asking)
  if (status === 404) return undefined
  if (status !== 200) throw broken(repository, `it answers ${status} when asked for ${repository.path}:${tag}`)
  const mediaType = headers.get('content-type')?.split(';')[0]?.trim() ?? ''
  if (!manifestTypes.includes(mediaType)) {
    throw broken(repository, `it answers with ${JSON.stringify(mediaType)}, which is no image`)
  }
  const digest = digestOf(body)
  const said = headers.get('docker-content-digest')
  if (said !== null && said !== digest) {
    throw broken(repository, `it names the digest ${JSON.stringify(said)} for content that has ${digest}`)
  }
  return { digest, mediaType, body }
}

/** Gives a manifest that the repository holds already one more tag; the content stays where it is. */
export async function writeManifest(question: RepositoryQuestion, tag: string, manifest: Manifest): Promise<void> {
  const { repository } = question
  const headers = { 'Content-Type': manifest.mediaType }
  const { status } = await talk({ ...question, access: 'pull,push' }, `manifests/${tag}`, {
    method: 'PUT',
    headers,
    body: manifest.body,
  })
  if (status === 200 || status === 201) return
  throw new UserError(
    'registry-refused',
    `${repository.registry} answers ${status} when ${repository.path}:${tag} is written; may tags be written there, and is ${tag} a tag that may not change?`,
  )
}

/** Reads a small blob, such as the configuration of an image. */
export async function readBlob(question: RepositoryQuestion, digest: string): Promise<Uint8Array<ArrayBuffer>> {
  const { repository } = question
  const { status, body } = await talk(question, `blobs/${digest}`, { method: 'GET', headers: {} })
  if (status !== 200)
    throw broken(repository, `it answers ${status} when asked for ${digest}, which an image is made of`)
  if (digestOf(body) !== digest) throw broken(repository, `what it holds as ${digest} is something else`)
  return body
}

async function talk(question: RepositoryQuestion, what: string, asking: Asking): Promise<Answer> {
  const { repository, signal, clock } = question
  const asker = await askerOf({ ...question, registry: repository.registry })
  const http: Http = { fetch: question.fetch ?? (await machineFetch(question.env)), clock, ...(signal && { signal }) }
  const url = new URL(`/v2/${repository.path}/${what}`, registryUrl(repository.registry))
  try {
    const answer = await asked(http, url, repository, asker, asking)
    const { status } = answer
    if (status === 401 || status === 403) throw denied(repository, asker, `it answers ${status}`)
    return answer
  } catch (thrown) {
    if (!(thrown instanceof NoAnswer)) throw thrown
    throw new UserError(
      'registry-unreachable',
      `${repository.registry} could not be asked for ${what} of ${repository.name}: ${thrown.message}; is the registry up, and the name in "image" right?`,
      { cause: thrown },
    )
  }
}

async function asked(http: Http, url: URL, repository: ImageRepository, asker: Asker, asking: Asking): Promise<Answer> {
  const first = await ask(http, url, asking)
  if (first.status !== 401) return first
  const challenge = first.headers.get('www-authenticate') ?? ''
  const authorization = await authorizationFor(http, challenge, repository, asker)
  return authorization === undefined ? first : ask(http, url, { ...asking, authorization })
}

function digestOf(body: Uint8Array): string {
  return `sha256:${createHash('sha256').update(body).digest('hex')}`
}

function broken({ registry }: ImageRepository, what: string): UserError {
  return new UserError(
    'registry-broken',
    `${registry} does not behave as a registry: ${what}; is the name in "image" right?`,
  )
}
