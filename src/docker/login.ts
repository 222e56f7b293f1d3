import { readdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf, UserError } from '../errors.ts'
import { isMissing } from '../files/missing-file.ts'
import { dockerConfigFolder, type RegistryLogin, readDockerConfig } from '../registry/docker-config.ts'
import { asRecord } from '../text/json.ts'
import type { DockerCli } from './cli.ts'
import { dockerProblem } from './problem.ts'

/** Where docker is logged in, and what its own configuration is. */
export interface LoginOptions {
  /** Empty, with mode 0700. */
  readonly folder: string
  readonly registry: string
  readonly login: RegistryLogin
  /** DOCKER_CONFIG in its environment is the configuration to start from. */
  readonly docker: DockerCli
  readonly signal: AbortSignal
}

/**
 * Logs docker in by a configuration of our own, so that nothing is left in the user's. It begins as a copy of that one:
 * base images may come from registries that were logged in to before, and plugins and contexts are found there. Resolves
 * with the docker that is logged in.
 */
export async function logIn({ folder, registry, login, docker, signal }: LoginOptions): Promise<DockerCli> {
  const { env } = docker
  const original = dockerConfigFolder(env)
  const text = original === undefined ? undefined : (await readDockerConfig(original))?.text
  await writeFile(join(folder, 'config.json'), withoutCredsStore(text || '{}', registry), { mode: 0o600 })
  if (original !== undefined) await linkTheRest(original, folder)
  const where = registry === 'docker.io' ? [] : [registry] // Docker writes its own registry's login under another name.
  const own = docker.with({ DOCKER_CONFIG: folder })
  const args = ['login', '--username', login.username, '--password-stdin', ...where]
  const { exitCode, lines } = await own.run(args, { signal, input: login.password })
  if (exitCode === 0) return own
  throw dockerProblem(`Login to ${registry} as "${login.username}" failed`, 'registry-login-failed', lines)
}

/**
 * A configuration whose logins go into the file itself. A store for all registries would keep ours for good; the logins
 * that are in it stay readable by naming it for each of their registries.
 */
export function withoutCredsStore(text: string, registry: string): string {
  const { credsStore, ...config } = asRecord(parsed(text))
  const auths = asRecord(config.auths)
  const helpers: Record<string, unknown> = {}
  if (typeof credsStore === 'string') for (const key of Object.keys(auths)) helpers[key] = credsStore
  Object.assign(helpers, asRecord(config.credHelpers))
  const isOurs = (key: string): boolean =>
    key.replace(/^https?:\/\//, '').split('/')[0] === registry ||
    (registry === 'docker.io' && key.includes('index.docker.io'))
  const others = (entries: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(Object.entries(entries).filter(([key]) => !isOurs(key)))
  return JSON.stringify({ ...config, auths: others(auths), credHelpers: others(helpers) })
}

async function linkTheRest(original: string, folder: string): Promise<void> {
  const names = await namesIn(original)
  for (const name of names.filter(name => name !== 'config.json'))
    await symlink(join(original, name), join(folder, name))
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (thrown) {
    if (isMissing(thrown)) return []
    throw new UserError('docker-config-invalid', `${folder} cannot be read: ${messageOf(thrown)}`, { cause: thrown })
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not the parser's words: they quote the text, and there are passwords in it.
    throw new UserError('docker-config-invalid', "Docker's config.json is not JSON; correct it, or log in again")
  }
}
