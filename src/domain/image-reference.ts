import { UserError } from '../errors.ts'

/** An image repository, without tag or digest. */
export interface ImageRepository {
  /** Host and port: `ghcr.io`, `127.0.0.1:5000`. Docker Hub is `docker.io`, as people write it. */
  readonly registry: string
  /** The name in the registry: `acme/hello`. */
  readonly path: string
  /** Both, as Kubernetes takes it: `ghcr.io/acme/hello`. */
  readonly name: string
}

/** An image reference, taken apart. */
export interface ImageReference {
  readonly repository: ImageRepository
  readonly tag: string | undefined
  /** `sha256:…` */
  readonly digest: string | undefined
}

/** A component of a name, as the OCI distribution specification has it. */
const NAME_COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/
const REGISTRY_HOST = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::\d{1,5})?$/
/** The names of Docker Hub that people and tools write. */
const DOCKER_HUB = /^(?:index\.|registry-1\.)?docker\.io$/

/**
 * Takes a reference apart, without judging it: `Hello:1` and `index.docker.io/library/hello@sha256:…` are both of the
 * repository `docker.io/library/hello`.
 */
export function parseImageReference(text: string): ImageReference {
  const [tagged = '', digest] = text.trim().split('@')
  const [, untagged = '', tag] = /^(.*?)(?::([^/:]*))?$/s.exec(tagged) ?? []
  return { repository: repositoryOf(untagged.toLowerCase()), tag: tag || undefined, digest: digest || undefined }
}

/**
 * Reads the image repository of an input. Converted to lower case: image names have no capitals, owners on GitHub may.
 * The tag is the commit's SHA and the digest is looked up, so that neither may be given. Throws `input-invalid`.
 */
export function parseImageRepository(text: string, input = 'image'): ImageRepository {
  const name = text.trim().toLowerCase()
  const problem = repositoryProblem(name)
  if (problem !== undefined) {
    throw new UserError(
      'input-invalid',
      `Input "${input}" is ${JSON.stringify(text)}: ${problem}; write it as ghcr.io/acme/hello`,
    )
  }
  return repositoryOf(name)
}

function repositoryProblem(name: string): string | undefined {
  if (name === '') return 'it is empty'
  if (/^[a-z]+:\/\//.test(name)) return 'it starts with a scheme'
  if (name.includes('@')) return 'it holds a digest, which is looked up'
  const { registry, path } = repositoryOf(name)
  if (path.includes(':')) return "it holds a tag, which is always the commit's SHA"
  if (!REGISTRY_HOST.test(registry)) return `"${registry}" is not a registry`
  const wrong = path.split('/').find(part => !NAME_COMPONENT.test(part))
  if (wrong === '') return 'a part of its name is empty'
  if (wrong !== undefined) return `"${wrong}" cannot be a part of an image's name`
  return path.length > 255 ? 'its name is longer than 255 characters' : undefined
}

/** Docker's rule: the first part is a registry if it has a dot or a port, or is localhost; else it is Docker Hub's. */
function repositoryOf(name: string): ImageRepository {
  const [first = '', ...rest] = name.split('/')
  const isRegistry = rest.length > 0 && (/[.:[]/.test(first) || first === 'localhost')
  const path = isRegistry ? rest.join('/') : name
  if (isRegistry && !DOCKER_HUB.test(first)) return { registry: first, path, name: `${first}/${path}` }
  const full = path.includes('/') ? path : `library/${path}`
  return { registry: 'docker.io', path: full, name: `docker.io/${full}` }
}
