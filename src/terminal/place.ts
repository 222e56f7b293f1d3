import { UserError } from '../errors.ts'
import type { Exec } from '../process/exec.ts'
import { oneLine } from '../text/one-line.ts'

/** Which repository a command is about, and where its GitHub is. */
export interface CommandPlace {
  readonly owner: string
  readonly repo: string
  /** `github.com`. */
  readonly host: string
  readonly apiUrl: string
}

/** What a command runs in. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly exec: Exec
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9-]*\/(?!\.{1,2}$)[A-Za-z0-9._-]+$/
const PUBLIC_HOST = 'github.com'

/** `--repo`, else `GH_REPO`, else the remote `origin` of the clone around. Throws a `UserError` (`repository-unknown`). */
export async function findPlace(named: string | undefined, around: Surroundings): Promise<CommandPlace> {
  const { env } = around
  const given = named ?? nonEmpty(env.GH_REPO)
  const { name, host } = given === undefined ? await fromRemote(around) : fromName(given, env)
  const [owner = '', repo = ''] = name.split('/')
  const apiUrl = nonEmpty(env.GITHUB_API_URL)
  const usual = host === PUBLIC_HOST ? 'https://api.github.com' : `https://${host}/api/v3`
  return { owner, repo, host, apiUrl: apiUrl ?? usual }
}

/** `GH_TOKEN`, `GITHUB_TOKEN`, or what `gh` is logged in with. Throws a `UserError` (`token-missing`). */
export async function findToken({ host }: CommandPlace, { env, cwd, exec }: Surroundings): Promise<string> {
  const given = nonEmpty(env.GH_TOKEN) ?? nonEmpty(env.GITHUB_TOKEN)
  if (given !== undefined) return given
  const text = `no token for ${host}: run 'gh auth login', or set GH_TOKEN`
  try {
    const { exitCode, stdout } = await exec('gh', ['auth', 'token', '--hostname', host], { env: plain(env), cwd })
    const token = stdout.trim()
    if (exitCode === 0 && token !== '') return token
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown
    throw new UserError('token-missing', text, { cause: thrown })
  }
  throw new UserError('token-missing', text)
}

function fromName(text: string, env: Surroundings['env']): { name: string; host: string } {
  const parts = text.split('/')
  const host = parts.length === 3 ? (parts.shift() ?? '') : (nonEmpty(env.GH_HOST) ?? PUBLIC_HOST)
  const name = parts.join('/')
  if (NAME.test(name) && /^[A-Za-z0-9.-]+(:\d+)?$/.test(host)) return { name, host: host.toLowerCase() }
  throw new UserError('repository-unknown', `'${oneLine(text)}' is no repository: write --repo owner/name`)
}

async function fromRemote({ env, cwd, exec }: Surroundings): Promise<{ name: string; host: string }> {
  const advice = 'run this in a clone of the repository, or write --repo owner/name'
  const { exitCode, stdout } = await exec('git', ['remote', 'get-url', 'origin'], { env: plain(env), cwd }).catch(
    thrown => {
      if (thrown instanceof UserError) return { exitCode: 1, stdout: '' }
      throw thrown
    },
  )
  if (exitCode !== 0)
    throw new UserError('repository-unknown', `there is no clone with a remote 'origin' here: ${advice}`)
  const address = stdout.trim()
  const [, host = '', name = ''] =
    /^(?:https?:\/\/(?:[^@/]*@)?|ssh:\/\/(?:[^@/]*@)?|[^@/\s]+@)([^:/\s]+)(?::\d+)?[:/](.+?)(?:\.git)?\/?$/.exec(
      address,
    ) ?? []
  if (NAME.test(name)) return { name, host: host.toLowerCase() }
  throw new UserError('repository-unknown', `the remote 'origin' is no repository of GitHub: ${advice}`)
}

function plain(env: Surroundings['env']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text.trim()
}
