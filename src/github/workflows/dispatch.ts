import type { GitHubClient } from '../client.ts'

/** A run of a workflow to be started by hand. */
interface Dispatch {
  /** Name of its file in `.github/workflows`. */
  readonly file: string
  /** Name of the branch whose version of the file runs. */
  readonly branch: string
  readonly inputs: Readonly<Record<string, string>>
}

/** Starts a workflow, also with a workflow's own token. Throws a `UserError` (error, `github-…`). */
export async function dispatchWorkflow(github: GitHubClient, { file, branch, inputs }: Dispatch): Promise<void> {
  const octokit = await github.octokit()
  await octokit.request('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', {
    ...github.repository,
    ...{ workflow_id: file, ref: branch, inputs: { ...inputs } },
  })
}
