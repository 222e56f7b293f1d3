import { UserError } from '../errors.ts'
import { isGitHubsOwn } from './host.ts'
import { type CommandPlace, hostOfJob, nonEmpty, plainEnvironment, type Surroundings } from './place.ts'

/**
 * The token for a host, by the rules of `gh`: `GH_TOKEN` or `GITHUB_TOKEN` for GitHub's own hosts, and in a job for its own
 * server; `GH_ENTERPRISE_TOKEN` or `GITHUB_ENTERPRISE_TOKEN` for another one that a person has named; else what `gh` is logged
 * in with there. A clone's remote alone, which may be anybody's, gets no token from the environment. Throws a `UserError`
 * (`token-missing`).
 */
export async function findToken(place: CommandPlace, { env, cwd, exec }: Surroundings): Promise<string> {
  const { host, isNamed } = place
  const isOwn = isGitHubsOwn(host) || (env.GITHUB_ACTIONS === 'true' && hostOfJob(env) === host)
  const names = isOwn ? ['GH_TOKEN', 'GITHUB_TOKEN'] : ['GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN']
  if (isOwn || isNamed) {
    for (const name of names) {
      const token = nonEmpty(env[name])
      if (token !== undefined) return token
    }
  }
  const also = isOwn || isNamed ? `set ${names[0]}` : `set GH_HOST=${host} and ${names[0]}`
  const text = `no token for ${host}: run 'gh auth login --hostname ${host}', or ${also}`
  try {
    const { exitCode, stdout } = await exec('gh', ['auth', 'token', '--hostname', host], {
      env: withoutTokens(env),
      cwd,
    })
    const token = stdout.trim()
    if (exitCode === 0 && token !== '') return token
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown
    throw new UserError('token-missing', text, { cause: thrown })
  }
  throw new UserError('token-missing', text)
}

/** `gh` would hand a token of the environment to any host: here it is asked for what it is logged in with. */
function withoutTokens(env: Surroundings['env']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(plainEnvironment(env)).filter(([name]) => !/^(?:GH|GITHUB)_(?:ENTERPRISE_)?TOKEN$/.test(name)),
  )
}
