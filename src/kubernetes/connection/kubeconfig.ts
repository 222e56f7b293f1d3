import { writeFile } from 'node:fs/promises'
import { dirname, isAbsolute, join } from 'node:path'
import { parseDocument } from 'yaml'
import { isNamespaceName } from '../../domain/namespace-name.ts'
import { UserError } from '../../errors.ts'
import { isLoopback } from '../../net/secure-url.ts'
import { withoutUserInfo } from '../../secrets/user-info.ts'
import { isMapping, mappingAt, mappingsIn } from '../api/objects.ts'
import { readKubeconfigInput } from './kubeconfig-input.ts'
import { credentialsIn } from './kubeconfig-secrets.ts'

/** How kubectl reaches the cluster, checked. */
export interface Kubeconfig {
  /** The file that kubectl reads; paths in it are relative to its folder. */
  readonly path: string
  readonly context: string
  /** The API server's address, to be named in errors. */
  readonly server: string
  /** The context's own namespace, if it has one. */
  readonly namespace?: string
  /** Every credential in the file, to be masked before any child process starts. */
  readonly secrets: readonly string[]
  /** What is not safe about the connection, one line each. */
  readonly warnings: readonly string[]
}

type Mapping = Readonly<Record<string, unknown>>

/**
 * Takes the `kubeconfig` input, a path or the content itself, and checks what can be checked without the cluster.
 * Content is written to `folder` (private, 0700) with mode 0600.
 */
export async function readKubeconfig(
  input: string,
  options: { readonly context?: string; readonly folder: string },
): Promise<Kubeconfig> {
  const read = await readKubeconfigInput(input)
  const config = parse(read.text)
  const found = pickContext(config, options.context)
  const { cluster, user } = partsOf(config, found)
  const server = withoutUserInfo(String(cluster.server))
  if (read.kind === 'content') refuseRelativePaths(cluster, user)
  const path = read.kind === 'content' ? join(options.folder, 'kubeconfig') : read.path
  if (read.kind === 'content') await writeFile(path, read.text, { mode: 0o600 })
  const namespace = namespaceOf(found)
  return {
    path,
    context: found.name,
    server,
    warnings: warningsOf(cluster, user, server),
    ...(namespace === undefined ? {} : { namespace }),
    secrets: await credentialsIn(config, dirname(path)),
  }
}

/** The contexts that a kubeconfig has. Throws as `readKubeconfig` does. */
export async function contextNames(input: string): Promise<readonly string[]> {
  return mappingsIn(parse((await readKubeconfigInput(input)).text).contexts).map(({ name }) => String(name))
}

function namespaceOf({ name, context }: { readonly name: string; readonly context: Mapping }): string | undefined {
  const { namespace } = context
  if (typeof namespace !== 'string' || namespace === '') return undefined
  if (!isNamespaceName(namespace)) throw invalid(`context ${name} has a namespace that cannot be one`)
  return namespace
}

/** What lets others on the way read or take the credentials. */
function warningsOf(cluster: Mapping, user: Mapping, server: string): readonly string[] {
  const warnings: string[] = []
  if (cluster['insecure-skip-tls-verify'] === true) {
    warnings.push(
      `The kubeconfig has insecure-skip-tls-verify: any server that answers as ${server} gets the credentials; give its certificate-authority-data`,
    )
  }
  const { hostname, protocol } = URL.canParse(server) ? new URL(server) : { hostname: '', protocol: '' }
  if (protocol === 'http:' && !isLoopback(hostname) && CREDENTIALS.some(field => user[field] !== undefined)) {
    warnings.push(
      `The kubeconfig sends its credentials to ${server} unencrypted: everyone on the way reads them; use https`,
    )
  }
  return warnings
}

function invalid(problem: string): UserError {
  return new UserError('kubeconfig-invalid', `Input "kubeconfig": ${problem}`)
}

function parse(text: string): Mapping {
  const document = parseDocument(text, { prettyErrors: false })
  // Neither the parser's excerpt nor its message: both could quote a credential.
  if (document.errors.length > 0) throw invalid('it is not YAML; check how the secret was stored')
  const config: unknown = document.toJS()
  if (!isMapping(config)) throw invalid('it is not a kubeconfig: expected a mapping with clusters, users and contexts')
  return config
}

function pickContext(config: Mapping, wanted: string | undefined): { name: string; context: Mapping } {
  const contexts = new Map(mappingsIn(config.contexts).map(entry => [String(entry.name), mappingAt(entry, 'context')]))
  const names = [...contexts.keys()]
  if (names.length === 0) throw invalid('it has no contexts')
  const current = config['current-context']
  const only = names.length === 1 ? names[0] : undefined
  const name = wanted ?? (typeof current === 'string' && current !== '' ? current : only)
  const available = `available: ${names.join(', ')}`
  if (name === undefined)
    throw new UserError(
      'kubeconfig-context-unknown',
      `Input "context": required, because the kubeconfig has no current-context; ${available}`,
    )
  const context = contexts.get(name)
  if (context === undefined)
    throw new UserError(
      'kubeconfig-context-unknown',
      `Input "context": the kubeconfig has no context "${name}"; ${available}`,
    )
  return { name, context }
}

function partsOf(config: Mapping, found: { name: string; context: Mapping }): { cluster: Mapping; user: Mapping } {
  const byName = (list: unknown, name: unknown): Mapping | undefined =>
    mappingsIn(list).find(entry => entry.name === name)
  const cluster = mappingAt(byName(config.clusters, found.context.cluster), 'cluster')
  if (cluster === undefined)
    throw invalid(`context ${found.name} refers to the cluster "${found.context.cluster}", which is not defined`)
  if (typeof cluster.server !== 'string') throw invalid(`cluster "${found.context.cluster}" has no server`)
  const user = byName(config.users, found.context.user)
  if (user === undefined)
    throw invalid(`context ${found.name} refers to the user "${found.context.user}", which is not defined`)
  const credentials = mappingAt(user, 'user') ?? {}
  // kubectl would ask for a user name on its standard input, and end with "error: EOF".
  if (cluster.server.startsWith('https:') && !CREDENTIALS.some(field => credentials[field] !== undefined))
    throw invalid(`user "${found.context.user}" has no credentials; was the kubeconfig exported without them?`)
  return { cluster, user: credentials }
}

/** Any of these is a way for a user to prove who it is. */
const CREDENTIALS = [
  'token',
  'tokenFile',
  'client-certificate',
  'client-certificate-data',
  'exec',
  'auth-provider',
  'username',
]

/** Content has no folder of its own that paths could be relative to. */
function refuseRelativePaths(cluster: Mapping, user: Mapping): void {
  const fields: readonly [Mapping, string][] = [
    [cluster, 'certificate-authority'],
    [user, 'client-certificate'],
    [user, 'client-key'],
    [user, 'tokenFile'],
  ]
  for (const [part, field] of fields) {
    const path = part[field]
    if (typeof path === 'string' && path !== '' && !isAbsolute(path)) {
      throw invalid(
        `${field} is the relative path ${path}; given as content it needs an absolute one, or ${field}-data`,
      )
    }
  }
}
