import { UserError } from '../errors.ts'

/** A port on loopback that nothing listens on (discard); a proxy there refuses every connection. */
const UNREACHABLE = 'http://127.0.0.1:9'

/**
 * The whole environment of gomplate: the same on every machine, and the variables of `secret-env`.
 *
 * The proxies lead nowhere, because gomplate has no switch against remote datasources. They stop http and https, and what
 * is built on them (Vault, Consul, cloud storage and metadata). They do not stop DNS, ssh, or servers on loopback,
 * which Go never reaches through a proxy. This finds templates that read from elsewhere by mistake; it is no sandbox.
 */
export function gomplateEnvironment(home: string, secretEnv: Readonly<Record<string, string>>): Record<string, string> {
  const fixed: Record<string, string> = {
    PATH: '/usr/bin:/bin',
    HOME: home,
    TZ: 'UTC',
    LANG: 'C.UTF-8',
    HTTP_PROXY: UNREACHABLE,
    HTTPS_PROXY: UNREACHABLE,
    ALL_PROXY: UNREACHABLE,
    AWS_EC2_METADATA_DISABLED: 'true',
  }
  const taken = Object.keys(secretEnv).filter(
    name => Object.hasOwn(fixed, name) || /^(GOMPLATE_|NO_PROXY$|(https?|all|no)_proxy$)/.test(name),
  )
  if (taken.length > 0) {
    throw new UserError(
      'input-invalid',
      `Input "secret-env": ${taken.join(', ')} would change how gomplate itself runs; use another name`,
    )
  }
  return { ...fixed, ...secretEnv }
}
