import type { Logger } from '../log/logger.ts'
import type { Masks } from '../secrets/masks.ts'
import type { RegistryAccess, RegistryCredentials } from './auth.ts'
import { dockerLogin, type RegistryLogin } from './docker-config.ts'

/** Where the credentials for a registry come from. */
export interface CredentialsOptions {
  /** Host and port. */
  readonly registry: string
  /** From the inputs; else docker's login is used, else none. */
  readonly login?: RegistryLogin | undefined
  /** Default: `pull`. */
  readonly access?: RegistryAccess
  /** Where docker's configuration is found: DOCKER_CONFIG, HOME. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly masks: Pick<Masks, 'add'>
  readonly log: Logger
}

/** The login of the inputs, else docker's, else anonymous access. The password is masked. */
export async function credentialsFor({
  registry,
  login,
  access = 'pull',
  env,
  masks,
  log,
}: CredentialsOptions): Promise<RegistryCredentials> {
  if (login !== undefined) {
    masks.add(login.password, 'the input "registry-password"')
    return { login, description: `as "${login.username}"`, access }
  }
  const config = await dockerLogin(registry, env)
  if (config.kind === 'helper') {
    log.notice(
      `Docker's login for ${registry} is kept by the credential helper "${config.helper}", which is not supported here: trying anonymously. Give "registry-username" and "registry-password" if that fails`,
    )
    const description = `anonymously (docker's credential helper "${config.helper}" is not supported)`
    return { login: undefined, description, access }
  }
  if (config.kind === 'none') return { login: undefined, description: 'anonymously', access }
  masks.add(config.login.password, `docker's login for ${registry}`)
  return { login: config.login, description: `as "${config.login.username}" (docker's login)`, access }
}
