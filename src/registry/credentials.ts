import type { Logger } from '../log/logger.ts'
import type { Masks } from '../secrets/masks.ts'
import type { Access, Asker } from './auth.ts'
import { dockerLogin, type RegistryLogin } from './docker-config.ts'

/** By what it is decided who asks a registry. */
export interface AskerQuestion {
  /** Host and port. */
  readonly registry: string
  /** From the inputs; else docker's login is used, else none. */
  readonly login?: RegistryLogin | undefined
  /** What is wanted. Default: to read. */
  readonly access?: Access
  /** Where docker's configuration is found: DOCKER_CONFIG, HOME. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly masks: Pick<Masks, 'add'>
  readonly log: Logger
}

/** Who asks: the login of the inputs, else docker's, else nobody. Its password is masked. */
export async function askerOf({ registry, login, access = 'pull', env, masks, log }: AskerQuestion): Promise<Asker> {
  if (login !== undefined) {
    masks.add(login.password, 'the input "registry-password"')
    return { login, how: `as "${login.username}"`, access }
  }
  const config = await dockerLogin(registry, env)
  if (config.kind === 'helper') {
    log.notice(
      `Docker's login for ${registry} is kept by the credential helper "${config.helper}", which is not asked: trying anonymously. Give "registry-username" and "registry-password" if that fails`,
    )
    const how = `anonymously (docker's credential helper "${config.helper}" is not supported)`
    return { login: undefined, how, access }
  }
  if (config.kind === 'none') return { login: undefined, how: 'anonymously', access }
  masks.add(config.login.password, `docker's login for ${registry}`)
  return { login: config.login, how: `as "${config.login.username}" (docker's login)`, access }
}
