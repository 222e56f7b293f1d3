import type { GitHubClient, Repository } from './client.ts'

/** Name of the repository's default branch; only needed when the event does not have it. */
export async function readDefaultBranch(github: GitHubClient): Promise<string> {
  const octokit = await github.octokit()
  const { data } = await octokit.request('GET /repos/{owner}/{repo}', { ...github.repository })
  return data.default_branch
}

/** Owner and name of `owner/name`. */
export function ownerAndName(repository: string): Repository {
  const [owner = '', repo = ''] = repository.split('/')
  return { owner, repo }
}
