import { join } from 'node:path'
import { messageOf, UserError } from '../errors.ts'
import { readIfThere } from '../files/missing-file.ts'
import { asRecord } from '../text/json.ts'
import { withoutTrailing } from '../text/trailing.ts'

/** A login to a registry. */
export interface RegistryLogin {
  readonly username: string
  readonly password: string
}

/** What docker keeps for a registry: a login, or a refresh token that is exchanged for access (`docker login` to some clouds). */
export type StoredLogin = RegistryLogin | { readonly identityToken: string }

/** What docker's configuration says about a registry. */
export interface DockerLogin {
  /** Which helper docker would ask first: `ecr-login` for `docker-credential-ecr-login`. */
  readonly helper?: string
  /** By what name the helper knows the registry. */
  readonly server: string
  /** What stands in the file itself. */
  readonly login?: StoredLogin
}

/**
 * Finds docker's login for a registry in `$DOCKER_CONFIG/config.json`, else `~/.docker/config.json`: what `docker login`
 * and docker/login-action leave behind. Throws `docker-config-invalid` when the file is there but unreadable.
 */
export async function dockerLogin(
  registry: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<DockerLogin> {
  const folder = dockerConfigFolder(env)
  const nothing = { server: serverOf(registry) }
  if (folder === undefined) return nothing
  const config = await readDockerConfig(folder)
  return config === undefined ? nothing : loginIn(config.text, registry, config.path)
}

/** The file `config.json` of docker's configuration; undefined where there is none. Throws `docker-config-invalid`. */
export async function readDockerConfig(folder: string): Promise<{ path: string; text: string } | undefined> {
  const path = join(folder, 'config.json')
  try {
    const text = await readIfThere(path)
    return text === undefined ? undefined : { path, text }
  } catch (thrown) {
    throw new UserError('docker-config-invalid', `${path} cannot be read: ${messageOf(thrown)}`, { cause: thrown })
  }
}

/** Where docker's configuration is; `undefined` when there can be none. */
export function dockerConfigFolder({
  DOCKER_CONFIG,
  HOME,
}: Readonly<Record<string, string | undefined>>): string | undefined {
  return DOCKER_CONFIG || (HOME ? join(HOME, '.docker') : undefined)
}

/** The login for a registry in the text of docker's configuration. */
export function loginIn(text: string, registry: string, path: string): DockerLogin {
  const config = asRecord(parsed(text, path))
  const [auths, helpers] = [asRecord(config.auths), asRecord(config.credHelpers)]
  const keys = keysOf(registry)
  const helper = [...keys.map(key => helpers[key]), config.credsStore].find(isGiven)
  const login = keys.map(key => loginOf(asRecord(auths[key]))).find(found => found !== undefined)
  return { server: serverOf(registry), ...(helper !== undefined && { helper }), ...(login !== undefined && { login }) }
}

function isGiven(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

const DOCKER_HUB = 'https://index.docker.io/v1/'

/** The name under which docker keeps a login. */
function serverOf(registry: string): string {
  return registry === 'docker.io' ? DOCKER_HUB : registry
}

/** Docker writes Docker Hub's login under its first address; people and tools write others too. */
function keysOf(registry: string): readonly string[] {
  const names = registry === 'docker.io' ? ['index.docker.io', 'docker.io', 'registry-1.docker.io'] : [registry]
  const hub = registry === 'docker.io' ? [DOCKER_HUB] : []
  return [
    ...hub,
    ...names.flatMap(name => [
      name,
      `https://${name}`,
      `https://${name}/`,
      `https://${name}/v1/`,
      `https://${name}/v2/`,
    ]),
  ]
}

function loginOf(entry: Readonly<Record<string, unknown>>): StoredLogin | undefined {
  const { auth, username, password, identitytoken } = entry
  if (isGiven(identitytoken)) return { identityToken: identitytoken }
  if (typeof username === 'string' && typeof password === 'string' && username !== '') return { username, password }
  if (typeof auth !== 'string') return undefined
  const [, name, secret] = /^([^:]+):([\s\S]+)$/.exec(Buffer.from(auth, 'base64').toString('utf8')) ?? []
  // Docker pads some logins with NUL bytes.
  return name === undefined || secret === undefined
    ? undefined
    : { username: name, password: withoutTrailing(secret, '\0') }
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not the parser's words: they quote the text, and there are passwords in it.
    throw new UserError(
      'docker-config-invalid',
      `${path} is not JSON; log in again, or give "registry-username" and "registry-password"`,
    )
  }
}
