import { UserError } from '../errors.ts'
import type { GitHubClient } from './client.ts'

/** Whether a workflow run has come to its end. One that was deleted has. */
export async function hasRunEnded(github: GitHubClient, runId: number): Promise<boolean> {
  const octokit = await github.octokit()
  const request = { ...github.repository, run_id: runId, exclude_pull_requests: true }
  try {
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/actions/runs/{run_id}', request)
    return data.status === 'completed'
  } catch (thrown) {
    if (thrown instanceof UserError && thrown.reason === 'github-not-found') return true
    throw thrown
  }
}
