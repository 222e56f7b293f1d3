import { UserError } from '../../errors.ts'
import type { GitHubClient, Octokit, Repository } from '../client.ts'

type Where = Repository & { readonly ref: string; readonly per_page: 1 }

/** For each permission a read that needs it and changes nothing. */
const PROBES = {
  contents: (octokit: Octokit, { ref, ...where }: Where) =>
    octokit.request('GET /repos/{owner}/{repo}/commits', { ...where, sha: ref }),
  checks: (octokit: Octokit, where: Where) =>
    octokit.request('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', { ...where }),
  statuses: (octokit: Octokit, where: Where) =>
    octokit.request('GET /repos/{owner}/{repo}/commits/{ref}/status', { ...where }),
  actions: (octokit: Octokit, { ref: _, ...where }: Where) =>
    octokit.request('GET /repos/{owner}/{repo}/actions/runs', where),
  deployments: (octokit: Octokit, { ref: _, ...where }: Where) =>
    octokit.request('GET /repos/{owner}/{repo}/deployments', where),
  issues: (octokit: Octokit, { ref: _, ...where }: Where) =>
    octokit.request('GET /repos/{owner}/{repo}/issues/comments', where),
} as const

/** As `permissions:` of a workflow names it. */
export type ProbedPermission = keyof typeof PROBES

/** Whether the token may read what a permission is about. Throws a `UserError` where that is not clear. */
export async function mayRead(github: GitHubClient, permission: ProbedPermission, branch: string): Promise<boolean> {
  const octokit = await github.octokit()
  try {
    await PROBES[permission](octokit, { ...github.repository, ref: branch, per_page: 1 })
    return true
  } catch (thrown) {
    if (thrown instanceof UserError && thrown.reason === 'github-forbidden') return false
    throw thrown
  }
}
