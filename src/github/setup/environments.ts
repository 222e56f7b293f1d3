import { asRecord, fieldOf } from '../../text/json.ts'
import type { GitHubClient } from '../client.ts'
import { PAGE_SIZE, wholeList } from '../pages.ts'

/** An environment of a repository, and what lets jobs into it. */
export interface EnvironmentSetup {
  readonly name: string
  /** Logins, and `@owner/team` for teams. */
  readonly reviewers: readonly string[]
  readonly waitMinutes: number
  /** Which refs of runs it lets in: any, protected branches, or those that it names. */
  readonly refs: 'any' | 'protected' | 'named'
  /** Rules of Apps, by their type. */
  readonly appRules: readonly string[]
}

const OWN_RULES = ['wait_timer', 'required_reviewers', 'branch_policy']

/** All environments. Throws a `UserError` (error, `github-…`). */
export async function readEnvironments(github: GitHubClient): Promise<readonly EnvironmentSetup[]> {
  const octokit = await github.octokit()
  const all = await wholeList('list the environments', async page => {
    const request = { ...github.repository, per_page: PAGE_SIZE, page }
    return (await octokit.request('GET /repos/{owner}/{repo}/environments', request)).data.environments ?? []
  })
  return all.map(({ name, protection_rules: given = [], deployment_branch_policy: refs }) => {
    const rules: readonly object[] = given
    const types = rules.map(rule => String(fieldOf(rule, 'type') ?? ''))
    const wait = rules.map(rule => fieldOf(rule, 'wait_timer')).find(minutes => typeof minutes === 'number')
    return {
      name,
      reviewers: rules.flatMap(rule => reviewersIn(fieldOf(rule, 'reviewers'))),
      waitMinutes: wait ?? 0,
      refs: refs === undefined || refs === null ? 'any' : refs.protected_branches ? 'protected' : 'named',
      appRules: types.filter(type => !OWN_RULES.includes(type)),
    }
  })
}

function reviewersIn(reviewers: unknown): readonly string[] {
  if (!Array.isArray(reviewers)) return []
  return reviewers.flatMap((one: unknown) => {
    const { login, slug, name } = asRecord(fieldOf(one, 'reviewer'))
    const team = typeof slug === 'string' ? slug : name
    return typeof login === 'string' ? [login] : typeof team === 'string' ? [`team ${team}`] : []
  })
}

/** The names and patterns of refs that an environment lets in. Throws a `UserError` (error, `github-…`). */
export async function readEnvironmentRefs(github: GitHubClient, environment: string): Promise<readonly string[]> {
  const octokit = await github.octokit()
  const all = await wholeList('list the branch rules of an environment', async page => {
    const request = { ...github.repository, environment_name: environment, per_page: PAGE_SIZE, page }
    const path = 'GET /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies'
    return (await octokit.request(path, request)).data.branch_policies
  })
  // A rule about tags lets no branch in.
  return all.flatMap(({ name, type }) => (name === undefined || type === 'tag' ? [] : [name]))
}
