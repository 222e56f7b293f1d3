import type { GitHubClient } from '../client.ts'
import { PAGE_SIZE, wholeList } from '../pages.ts'

/** The names of secrets that jobs of a repository get, in upper case; never a value: GitHub shows none. */
export interface SecretNames {
  readonly repository: readonly string[]
  /** Of the organization, which lets the repository use them. */
  readonly organization: readonly string[]
  /** Of each environment that was asked for and is there. */
  readonly environments: ReadonlyMap<string, readonly string[]>
}

/** Throws a `UserError` (error, `github-…`): most tokens may not see them, and no job's own token may. */
export async function readSecretNames(github: GitHubClient, environments: readonly string[]): Promise<SecretNames> {
  // First of the repository: where that is refused, the rest is not asked for.
  const repository = await namesAt(github, 'GET /repos/{owner}/{repo}/actions/secrets')
  const organization = await namesAt(github, 'GET /repos/{owner}/{repo}/actions/organization-secrets')
  const named = new Map<string, readonly string[]>()
  for (const environment of environments) named.set(environment, await namesIn(github, environment))
  return { repository, organization, environments: named }
}

type Path = 'GET /repos/{owner}/{repo}/actions/secrets' | 'GET /repos/{owner}/{repo}/actions/organization-secrets'

async function namesAt(github: GitHubClient, path: Path): Promise<readonly string[]> {
  const octokit = await github.octokit()
  const all = await wholeList('list the secrets', async page => {
    return (await octokit.request(path, { ...github.repository, per_page: PAGE_SIZE, page })).data.secrets
  })
  return all.map(({ name }) => name.toUpperCase())
}

async function namesIn(github: GitHubClient, environment: string): Promise<readonly string[]> {
  const octokit = await github.octokit()
  const all = await wholeList('list the secrets of an environment', async page => {
    const request = { ...github.repository, environment_name: environment, per_page: PAGE_SIZE, page }
    const path = 'GET /repos/{owner}/{repo}/environments/{environment_name}/secrets'
    return (await octokit.request(path, request)).data.secrets
  })
  return all.map(({ name }) => name.toUpperCase())
}
