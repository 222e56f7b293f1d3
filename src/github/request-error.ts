import { UserError } from '../errors.ts'
import { AnswerTooLarge } from '../net/limited-answers.ts'
import type { Endpoint } from './endpoints.ts'
import { askedPause, type GitHubFailure, isRateLimited, MalformedAnswer } from './failure.ts'

/** The one error a failed request becomes: what GitHub would not do, and what to change. Never holds the token. */
export function githubError(failure: GitHubFailure, endpoint: Endpoint, apiUrl: string, now: number): UserError {
  const { status, message, cause } = failure
  const said = message === '' ? `${status}` : `${status} ${message}`
  if (cause instanceof MalformedAnswer || cause instanceof AnswerTooLarge) {
    const text = `GitHub did not ${endpoint.doing} as it should: ${message}`
    return new UserError(
      'github-broken',
      `${text}; see https://www.githubstatus.com, or what is between here and ${apiUrl}, and run again`,
      { cause },
    )
  }
  if (status === undefined) {
    const text = `GitHub cannot be reached at ${apiUrl} to ${endpoint.doing}: ${message}`
    return new UserError('github-unreachable', `${text}; check the network or the proxy, then run again`, { cause })
  }
  if (status >= 500) {
    const text = `GitHub failed to ${endpoint.doing} (${said}): see https://www.githubstatus.com and run again`
    return new UserError('github-unreachable', text)
  }
  if (isRateLimited(failure)) {
    const pause = askedPause(failure, now)
    const when = pause === undefined ? 'in a few minutes' : `in ${Math.ceil(pause / 1000)} s`
    const text = `GitHub's rate limit is used up, so it did not ${endpoint.doing} (${said}): run again ${when}`
    return new UserError('github-rate-limited', text)
  }
  const start = `GitHub refused to ${endpoint.doing} (${said})`
  if (status === 401) {
    const text = `${start}: the token is invalid or expired; check the input "token"`
    return new UserError('github-token-invalid', text)
  }
  const permission = permissionText(failure, endpoint)
  if (status === 403) return new UserError('github-forbidden', `${start}: ${permission}`)
  if (status === 404) {
    const tooOld = tooOldText(failure, endpoint)
    if (tooOld !== undefined) return new UserError('github-server-too-old', tooOld)
    const text = `${start}: it does not exist, or the token may not see it; ${permission}`
    return new UserError('github-not-found', text)
  }
  return new UserError('github-rejected', `${start}: GitHub does not accept this request`, { cause: failure })
}

/** A server names its release in each answer; of what it is too old for it only says 404. */
function tooOldText({ headers }: GitHubFailure, { doing, server }: Endpoint): string | undefined {
  const [release] = /(?<!\d)\d+\.\d+(?:\.\d+)?/.exec(headers['x-github-enterprise-version'] ?? '') ?? []
  if (release === undefined || server === undefined || !isOlder(release, server.since)) return undefined
  return `GitHub Enterprise Server ${release} cannot ${doing}: ${server.since} and later can; ${server.instead}`
}

function isOlder(release: string, than: string): boolean {
  const [major = 0, minor = 0] = release.split('.').map(Number)
  const [thanMajor = 0, thanMinor = 0] = than.split('.').map(Number)
  return major === thanMajor ? minor < thanMinor : major < thanMajor
}

/** GitHub names the permissions it would accept, `checks=read; contents=write`: any one of the alternatives will do. */
function permissionText({ headers }: GitHubFailure, endpoint: Endpoint): string {
  const accepted = (headers['x-accepted-github-permissions'] ?? '').split(';')[0]?.trim() ?? ''
  const named = /^[a-z_]+=[a-z]+(?:\s*,\s*[a-z_]+=[a-z]+)*$/.test(accepted)
    ? accepted
        .split(',')
        .map(one => one.trim())
        .join(', ')
        .replaceAll('_', '-')
        .replaceAll('=', ': ')
    : endpoint.permission
  return named === '' ? 'check the permissions of the token' : `give the job 'permissions: ${named}'`
}
