import { readFile } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { userInfoOf } from '../../secrets/user-info.ts'
import { mappingAt, mappingsIn } from '../api/objects.ts'

type Mapping = Readonly<Record<string, unknown>>

/** A profile or region is no secret; masking it would make the log unreadable. */
const SECRET_NAME = /token|secret|passw|credential|key/i

/** Long texts without any words in them, as only machines make them: JWTs, access tokens, base64. */
const MACHINE_MADE_TOKEN = /^(?![./])(?=.*\d)(?=.*[A-Za-z])[\w+/=.-]{40,}$/

/**
 * Everything in a kubeconfig that must not be seen: tokens, passwords, private keys, what is secret in the environment
 * and the arguments of credential plugins, the passwords in addresses, and the tokens in files that it names, where
 * they can be read. Base64 text also as what it decodes to. Relative paths are relative to `folder`.
 */
export async function credentialsIn(config: Mapping, folder: string): Promise<readonly string[]> {
  const users = mappingsIn(config.users).map(entry => mappingAt(entry, 'user') ?? {})
  const clusters = mappingsIn(config.clusters).map(entry => mappingAt(entry, 'cluster') ?? {})
  const files = await Promise.all(users.map(user => tokenIn(user.tokenFile, folder)))
  const found: unknown[] = [
    ...users.flatMap(userSecrets),
    ...clusters.flatMap(cluster => [...addressSecrets(cluster.server), ...addressSecrets(cluster['proxy-url'])]),
    ...files,
  ]
  return [...new Set(found.filter(value => typeof value === 'string').filter(value => value !== ''))]
}

function addressSecrets(address: unknown): readonly string[] {
  return typeof address === 'string' ? userInfoOf(address) : []
}

function userSecrets(user: Mapping): readonly unknown[] {
  const key = user['client-key-data']
  const exec = mappingAt(user, 'exec')
  const provider = mappingAt(user, 'auth-provider', 'config') ?? {}
  return [
    user.token,
    user.password,
    key,
    typeof key === 'string' ? Buffer.from(key, 'base64').toString('utf8') : undefined,
    ...mappingsIn(exec?.env)
      .filter(variable => SECRET_NAME.test(String(variable.name)))
      .map(variable => variable.value),
    ...argumentSecrets(exec?.args),
    provider['access-token'],
    provider['id-token'],
    provider['refresh-token'],
    provider['client-secret'],
  ]
}

/** `--token=…`, `--token …`, `TOKEN=…`, and what looks like a token itself. */
function argumentSecrets(args: unknown): readonly string[] {
  const texts = Array.isArray(args) ? args.filter(value => typeof value === 'string') : []
  return texts.flatMap((text, index) => {
    const [, name, value] = /^([^=]*?)=(.+)$/s.exec(text) ?? []
    if (name !== undefined && value !== undefined && SECRET_NAME.test(name)) return [value]
    const before = texts[index - 1]
    const named = before?.startsWith('-') && !before.includes('=') && SECRET_NAME.test(before) && !text.startsWith('-')
    return named || MACHINE_MADE_TOKEN.test(text) ? [text] : []
  })
}

async function tokenIn(path: unknown, folder: string): Promise<string | undefined> {
  if (typeof path !== 'string' || path === '') return undefined
  try {
    return (await readFile(isAbsolute(path) ? path : join(folder, path), 'utf8')).trim()
  } catch {
    // What cannot be read cannot be shown either; kubectl reports it.
    return undefined
  }
}
