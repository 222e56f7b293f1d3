import type { Role } from '../policy/deploy-rules.ts'
import { ROLES } from '../policy/deploy-rules-schema.ts'
import type { GitHubClient, Repository } from './client.ts'

/** The role of a person in the repository; undefined for none. One of the organization's own roles counts as what it is based on. */
export async function readRole(
  github: GitHubClient,
  login: string,
  repository: Repository = github.repository,
): Promise<Role | undefined> {
  const octokit = await github.octokit()
  const { data } = await octokit.request('GET /repos/{owner}/{repo}/collaborators/{username}/permission', {
    ...repository,
    username: login,
  })
  return ROLES.find(role => role === data.role_name) ?? ROLES.find(role => role === data.permission)
}
