import { UserError } from '../errors.ts'
import type { Exec } from '../process/exec.ts'
import { oneLine } from '../text/one-line.ts'
import { withoutTrailing } from '../text/trailing.ts'
import { apiUrlOf, PUBLIC_HOST, remoteOf } from './host.ts'

/** Which repository a command is about, and where its GitHub is. */
export interface CommandPlace {
  readonly owner: string
  readonly repo: string
  /** `github.com`. */
  readonly host: string
  readonly apiUrl: string
  /** Whether a person named the host; a clone's remote may be anybody's. */
  readonly isNamed: boolean
}

type Env = Readonly<Record<string, string | undefined>>

/** What a command runs in. */
export interface Surroundings {
  readonly env: Env
  readonly cwd: string
  readonly exec: Exec
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]*\/(?!\.{1,2}$)[A-Za-z0-9._-]+$/
const HOST = /^[a-z0-9][a-z0-9.-]*(:\d+)?$/
/** What `~/.ssh/config` may call a host. */
const SSH_NAME = /^[a-z0-9][\w.-]*$/

/** `--repo`, else `GH_REPO`, else the remote `origin` of the clone around. Throws a `UserError` (`repository-unknown`). */
export async function findPlace(named: string | undefined, around: Surroundings): Promise<CommandPlace> {
  const { env } = around
  const given = named ?? nonEmpty(env.GH_REPO)
  const { name, host, isNamed } = given === undefined ? await fromRemote(around) : fromName(given, env)
  const [owner = '', repo = ''] = name.split('/')
  return { owner, repo, host, apiUrl: apiUrlInJob(host, env) ?? apiUrlOf(host), isNamed }
}

/** A job says where the API of its own server is. It says nothing about another one. */
function apiUrlInJob(host: string, env: Env): string | undefined {
  const given = nonEmpty(env.GITHUB_API_URL)
  return given !== undefined && hostOfJob(env) === host ? withoutTrailing(given, '/') : undefined
}

/** The host of `GITHUB_SERVER_URL`. */
export function hostOfJob(env: Env): string | undefined {
  const server = nonEmpty(env.GITHUB_SERVER_URL)
  return server !== undefined && URL.canParse(server) ? new URL(server).host.toLowerCase() : undefined
}

function fromName(text: string, env: Env) {
  const parts = text.split('/')
  const named = parts.length === 3 ? parts.shift() : nonEmpty(env.GH_HOST)
  const host = (named ?? PUBLIC_HOST).toLowerCase()
  const name = parts.join('/')
  if (NAME.test(name) && HOST.test(host)) return { name, host, isNamed: true }
  throw new UserError('repository-unknown', `'${oneLine(text)}' is no repository: write --repo owner/name`)
}

async function fromRemote(around: Surroundings) {
  const { env } = around
  const advice = 'run this in a clone of the repository, or write --repo owner/name'
  const address = await output('git', ['remote', 'get-url', 'origin'], around)
  if (address === undefined)
    throw new UserError('repository-unknown', `there is no clone with a remote 'origin' here: ${advice}`)
  const remote = remoteOf(address)
  const host = remote === undefined ? '' : remote.isSsh ? await hostOfSsh(remote.host, around) : remote.host
  if (remote === undefined || !NAME.test(remote.name) || !HOST.test(host))
    throw new UserError('repository-unknown', `the remote 'origin' is no repository of GitHub: ${advice}`)
  const wanted = nonEmpty(env.GH_HOST)?.toLowerCase()
  if (wanted !== undefined && wanted !== host) {
    const text = `the remote 'origin' is at ${host}, and GH_HOST says ${oneLine(wanted)}: write --repo ${oneLine(wanted)}/owner/name`
    throw new UserError('repository-unknown', text)
  }
  return { name: remote.name, host, isNamed: wanted !== undefined }
}

/** The host behind a name that `~/.ssh/config` gives it; the name itself where ssh cannot say. */
async function hostOfSsh(name: string, around: Surroundings): Promise<string> {
  // A clone's remote may be anybody's: what is no host is no argument of a program.
  const isAsked = name !== PUBLIC_HOST && SSH_NAME.test(name)
  const said = isAsked ? await output('ssh', ['-G', '--', name], around) : undefined
  const host = /^hostname (\S+)$/m.exec(said ?? '')?.[1]?.toLowerCase() ?? name
  // Where the usual port is blocked, GitHub answers at another host.
  return host.replace(/^ssh\.(?=github\.com$)/, '')
}

/** What a program prints; undefined where it fails or is not there. */
async function output(
  file: string,
  args: readonly string[],
  { env, cwd, exec }: Surroundings,
): Promise<string | undefined> {
  try {
    const { exitCode, stdout } = await exec(file, args, { env: plainEnvironment(env), cwd })
    return exitCode === 0 ? stdout.trim() : undefined
  } catch (thrown) {
    if (thrown instanceof UserError) return undefined
    throw thrown
  }
}

export function plainEnvironment(env: Env): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

export function nonEmpty(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text.trim()
}
