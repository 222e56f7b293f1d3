import { fieldOf } from '../../text/json.ts'
import type { GitHubClient, Repository } from '../client.ts'
import { PAGE_SIZE, wholeList } from '../pages.ts'
import type { MergeMethod } from './repository-settings.ts'

/** What a branch asks of those who change it, as far as it is seen by those who may read the repository. */
export interface TrunkRules {
  /** Names of checks that GitHub requires. */
  readonly checks: readonly string[]
  /** Of pull requests, by rulesets; undefined: no ruleset asks for one. */
  readonly pulls:
    | {
        readonly approvals: number
        readonly codeOwners: boolean
        /** Undefined: as the repository allows. */
        readonly methods: readonly MergeMethod[] | undefined
      }
    | undefined
  /** Whether a ruleset forbids to force it elsewhere. */
  readonly noForce: boolean
  /** Whether the branch has a protection of the older kind: what that says of reviews only administrators see. */
  readonly isProtected: boolean
}

const METHODS = ['merge', 'squash', 'rebase'] as const

/** Two requests. Throws a `UserError` (error, `github-…`). */
export async function readTrunkRules(github: GitHubClient, branch: string): Promise<TrunkRules> {
  const octokit = await github.octokit()
  const [rules, { data }] = await Promise.all([
    readRulesOf(github, github.repository, branch),
    octokit.request('GET /repos/{owner}/{repo}/branches/{branch}', { ...github.repository, branch }),
  ])
  const { required_status_checks: required } = data.protection
  const older = data.protected && required?.enforcement_level !== 'off' ? (required?.checks ?? []) : []
  const pulls = rules.filter(({ type }) => type === 'pull_request').map(({ parameters }) => pullsOf(parameters))
  const [first] = pulls
  return {
    checks: [...rules.flatMap(checksOf), ...older.map(({ context }) => context)],
    // Of several rules the strictest holds.
    pulls: first && {
      approvals: Math.max(...pulls.map(one => one.approvals)),
      codeOwners: pulls.some(one => one.codeOwners),
      methods: pulls.reduce<readonly MergeMethod[] | undefined>(
        (all, { methods }) => (methods === undefined ? all : (all ?? METHODS).filter(one => methods.includes(one))),
        undefined,
      ),
    },
    noForce: rules.some(({ type }) => type === 'non_fast_forward'),
    isProtected: data.protected,
  }
}

interface BranchRule {
  readonly type: string
  readonly parameters: unknown
}

/** The rules of all active rulesets for a branch of that name, which need not be there. Throws a `UserError` (error, `github-…`). */
export async function readRulesOf(
  github: GitHubClient,
  repository: Repository,
  branch: string,
): Promise<readonly BranchRule[]> {
  const octokit = await github.octokit()
  const rules = await wholeList('list the rules of the branch', async page => {
    const request = { ...repository, branch, per_page: PAGE_SIZE, page }
    return (await octokit.request('GET /repos/{owner}/{repo}/rules/branches/{branch}', request)).data
  })
  return rules.map(rule => ({ type: rule.type ?? '', parameters: fieldOf(rule, 'parameters') }))
}

function checksOf({ type, parameters }: BranchRule): readonly string[] {
  const checks = type === 'required_status_checks' ? fieldOf(parameters, 'required_status_checks') : undefined
  if (!Array.isArray(checks)) return []
  return checks.map((one: unknown) => fieldOf(one, 'context')).filter(name => typeof name === 'string')
}

function pullsOf(parameters: unknown) {
  const [approvals, owners, methods] = [
    fieldOf(parameters, 'required_approving_review_count'),
    fieldOf(parameters, 'require_code_owner_review'),
    fieldOf(parameters, 'allowed_merge_methods'),
  ]
  return {
    approvals: typeof approvals === 'number' ? approvals : 0,
    codeOwners: owners === true,
    methods: Array.isArray(methods) ? METHODS.filter(one => methods.includes(one)) : undefined,
  }
}
