import { createHash } from 'node:crypto'
import type { Clock } from '../runner/clock.ts'
import type { Logger } from '../runner/logger.ts'
import type { Masks } from '../runner/masks.ts'
import { UserError } from '../runner/user-error.ts'
import { type Asker, authorizationFor, denied } from './access.ts'
import { dockerLogin, type RegistryLogin } from './docker-config.ts'
import { type Answer, get, type Http, NoAnswer } from './http.ts'
import type { ImageRepository } from './image-reference.ts'
import { machineFetch } from './proxied-fetch.ts'
import { registryUrl } from './registry-address.ts'

/** Which image is looked up, and through what. */
export interface ImageQuestion {
  readonly repository: ImageRepository
  readonly tag: string
  /** From the inputs; else docker's login is used, else none. */
  readonly login?: RegistryLogin | undefined
  /** Where docker's configuration is found: DOCKER_CONFIG, HOME; and the proxy: HTTPS_PROXY. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly masks: Pick<Masks, 'add'>
  readonly log: Logger
  readonly clock: Clock
  readonly signal?: AbortSignal
  /** Default: the machine's, through its proxy. */
  readonly fetch?: typeof fetch
}

/** An image as the registry has it now. */
export interface FoundImage {
  /** `sha256:…` */
  readonly digest: string
  readonly mediaType: string
  /** What gets deployed: `ghcr.io/acme/hello@sha256:…` */
  readonly reference: string
}

const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
]

/** Looks an image up by its tag, over HTTPS, or over plain http on loopback; no engine is needed. */
export async function lookUpImage(question: ImageQuestion): Promise<FoundImage> {
  const { repository } = question
  const asker = await askerOf(question)
  const http: Http = {
    fetch: question.fetch ?? (await machineFetch(question.env)),
    clock: question.clock,
    ...(question.signal && { signal: question.signal }),
  }
  try {
    return found(await manifest(http, question, asker), question, asker)
  } catch (thrown) {
    if (!(thrown instanceof NoAnswer)) throw thrown
    throw new UserError(
      'registry-unreachable',
      `${repository.registry} could not be asked for ${repository.name}:${question.tag}: ${thrown.message}; is the registry up, and the name in "image" right?`,
      { cause: thrown },
    )
  }
}

/** A GET, not a HEAD: the digest is computed from the content, not believed. */
async function manifest(http: Http, { repository, tag }: ImageQuestion, asker: Asker): Promise<Answer> {
  const url = new URL(`/v2/${repository.path}/manifests/${tag}`, registryUrl(repository.registry))
  const headers = { Accept: manifestTypes.join(', ') }
  const first = await get(http, url, headers)
  if (first.status !== 401) return first
  const authorization = await authorizationFor(http, first.headers.get('www-authenticate') ?? '', repository, asker)
  return authorization === undefined ? first : get(http, url, headers, authorization)
}

function found(answer: Answer, { repository, tag }: ImageQuestion, asker: Asker): FoundImage {
  const { status, headers, body } = answer
  if (status === 401 || status === 403) throw denied(repository, asker.how, `it answers ${status}`)
  if (status === 404) {
    throw new UserError(
      'image-missing',
      `There is no image ${repository.name}:${tag}; build and push it first: was the build of this commit green?`,
      { outcome: 'refused' },
    )
  }
  if (status !== 200) throw broken(repository, `it answers ${status} when asked for ${repository.path}:${tag}`)
  const mediaType = headers.get('content-type')?.split(';')[0]?.trim() ?? ''
  if (!manifestTypes.includes(mediaType))
    throw broken(repository, `it answers with ${JSON.stringify(mediaType)}, which is no image`)
  const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`
  const said = headers.get('docker-content-digest')
  if (said !== null && said !== digest) {
    throw broken(repository, `it names the digest ${JSON.stringify(said)} for content that has ${digest}`)
  }
  return { digest, mediaType, reference: `${repository.name}@${digest}` }
}

async function askerOf({ repository, login, env, masks, log }: ImageQuestion): Promise<Asker> {
  if (login !== undefined) {
    masks.add(login.password, 'the input "registry-password"')
    return { login, how: `as "${login.username}"` }
  }
  const config = await dockerLogin(repository.registry, env)
  if (config.kind === 'helper') {
    log.notice(
      `Docker's login for ${repository.registry} is kept by the credential helper "${config.helper}", which is not asked: trying anonymously. Give "registry-username" and "registry-password" if that fails`,
    )
    return { login: undefined, how: `anonymously (docker's credential helper "${config.helper}" is not supported)` }
  }
  if (config.kind === 'none') return { login: undefined, how: 'anonymously' }
  masks.add(config.login.password, `docker's login for ${repository.registry}`)
  return { login: config.login, how: `as "${config.login.username}" (docker's login)` }
}

function broken({ registry }: ImageRepository, what: string): UserError {
  return new UserError(
    'registry-broken',
    `${registry} does not behave as a registry: ${what}; is the name in "image" right?`,
  )
}
