import type { RequiredCheck } from '../../domain/checks/facts.ts'
import type { GitHubClient, Octokit, Repository } from '../client.ts'
import { PAGE_SIZE, wholeList } from '../pages.ts'

/** The checks that GitHub requires of a branch, by all its active rulesets and its protection. */
export async function readBranchRules(github: GitHubClient, branch: string): Promise<readonly RequiredCheck[]> {
  const octokit = await github.octokit()
  const [rules, protection] = await Promise.all([
    requiredByRules(octokit, github.repository, branch),
    requiredByProtection(octokit, github.repository, branch),
  ])
  return [...rules, ...protection]
}

/** By rulesets: one request, more only where there are more than a hundred rules. */
export async function requiredByRules(
  octokit: Octokit,
  repository: Repository,
  branch: string,
): Promise<readonly RequiredCheck[]> {
  const rules = await wholeList('list the rules of the branch', async page => {
    const request = { ...repository, branch, per_page: PAGE_SIZE, page }
    return (await octokit.request('GET /repos/{owner}/{repo}/rules/branches/{branch}', request)).data
  })
  const required: RequiredCheck[] = []
  for (const rule of rules) {
    if (rule.type !== 'required_status_checks') continue
    for (const { context, integration_id } of rule.parameters?.required_status_checks ?? []) {
      required.push({ context, appId: appOf(integration_id) })
    }
  }
  return required
}

/** By the branch's protection, of which everybody who may read the repository sees the required checks. */
export async function requiredByProtection(
  octokit: Octokit,
  repository: Repository,
  branch: string,
): Promise<readonly RequiredCheck[]> {
  const { data } = await octokit.request('GET /repos/{owner}/{repo}/branches/{branch}', { ...repository, branch })
  const { required_status_checks: required } = data.protection
  if (!data.protected || required === undefined || required.enforcement_level === 'off') return []
  return required.checks.map(({ context, app_id }) => ({ context, appId: appOf(app_id) }))
}

/** -1, null and nothing at all are any App. */
function appOf(id: number | null | undefined): number | undefined {
  return id === null || id === undefined || id < 0 ? undefined : id
}
