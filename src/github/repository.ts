import type { GitHubClient } from './client.ts'

/** Name of the repository's default branch; only needed when the event does not tell it. */
export async function readDefaultBranch(github: GitHubClient): Promise<string> {
  const octokit = await github.octokit()
  const { data } = await octokit.request('GET /repos/{owner}/{repo}', { ...github.repository })
  return data.default_branch
}
