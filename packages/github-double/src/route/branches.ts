import { commitBody } from '../body/commit.ts'
import { repositoryApi, repositoryPage } from '../body/links.ts'
import { readCommit, resolveCommit } from '../git/commits.ts'
import { json, list, type Reply } from '../http/reply.ts'
import type { ApiRequest, Route } from '../http/route.ts'
import { Problem } from '../problem.ts'
import type { Schema } from '../schema.ts'
import type { PullRule } from '../state/branch-rules.ts'
import { allowsRef } from '../state/environment.ts'
import type { RepositoryState } from '../state/repository.ts'

async function get(request: ApiRequest): Promise<Reply> {
  const { repository, place } = request
  const name = request.param('branch')
  const sha = await resolveCommit(repository.bare, `refs/heads/${name}`)
  if (sha === undefined) throw new Problem(404, 'Branch not found')
  const protection = name === repository.defaultBranch ? repository.rules.protection : undefined
  const self = `${repositoryApi(place, repository)}/branches/${encodeURIComponent(name)}`
  const checks = (protection ?? []).map(({ context, appId }) => ({ context, app_id: appId ?? null }))
  const body: Schema['branch-with-protection'] = {
    name,
    commit: commitBody(place, repository, await readCommit(repository.bare, sha)),
    _links: { html: `${repositoryPage(place, repository)}/tree/${name}`, self },
    protected: protection !== undefined,
    protection: {
      enabled: protection !== undefined,
      required_status_checks: {
        enforcement_level: protection === undefined ? 'off' : 'non_admins',
        contexts: checks.map(({ context }) => context),
        checks,
      },
    },
    protection_url: `${self}/protection`,
  }
  return json(body)
}

/** The rules of all active rulesets; for a branch that does not exist those that it would have. */
async function rules(request: ApiRequest): Promise<Reply> {
  const { repository } = request
  const branch = request.param('branch')
  const { rules: required = [], pull, noForce = false } = branch === repository.defaultBranch ? repository.rules : {}
  const parameters = {
    strict_required_status_checks_policy: false,
    required_status_checks: required.map(({ context, appId }) => ({
      context,
      ...(appId === undefined ? {} : { integration_id: appId }),
    })),
  }
  const source = { ruleset_source_type: 'Repository', ruleset_source: repository.name, ruleset_id: 1 } as const
  const named = repository.rulesets.flatMap((ruleset, index) => {
    const { target, enforcement = 'active', include = [], rules: types = [] } = ruleset
    const applies =
      target === 'branch' && enforcement === 'active' && include.some(one => fits(one, branch, repository))
    return applies ? types.map(type => ({ type, ...source, ruleset_id: 10 + index })) : []
  })
  const body: Schema['repository-rule-detailed'][] = [
    ...(required.length === 0 ? [] : [{ type: 'required_status_checks' as const, parameters, ...source }]),
    ...(pull === undefined ? [] : [pullRule(pull, source)]),
    ...(noForce ? [{ type: 'non_fast_forward' as const, ...source }] : []),
    ...(named as Schema['repository-rule-detailed'][]),
  ]
  return await list(body, request.page, shown => shown)
}

function fits(pattern: string, branch: string, { defaultBranch }: RepositoryState): boolean {
  if (pattern === '~ALL') return true
  if (pattern === '~DEFAULT_BRANCH') return branch === defaultBranch
  return allowsRef({ branches: [pattern.replace(/^refs\/heads\//, '')] }, branch)
}

function pullRule(
  { approvals, codeOwners, methods }: PullRule,
  source: Pick<Schema['repository-rule-detailed'], 'ruleset_source_type' | 'ruleset_source' | 'ruleset_id'>,
): Schema['repository-rule-detailed'] {
  return {
    type: 'pull_request',
    parameters: {
      ...(methods === undefined ? {} : { allowed_merge_methods: [...methods] }),
      ...{ dismiss_stale_reviews_on_push: false, require_last_push_approval: false },
      ...{ require_code_owner_review: codeOwners, required_approving_review_count: approvals },
      required_review_thread_resolution: false,
    },
    ...source,
  }
}

const BASE = '/repos/{owner}/{repo}'

export const branchRoutes: readonly Route[] = [
  { operationId: 'repos/get-branch', method: 'GET', path: `${BASE}/branches/{branch}`, query: [], handle: get },
  {
    operationId: 'repos/get-branch-rules',
    method: 'GET',
    path: `${BASE}/rules/branches/{branch}`,
    query: ['per_page', 'page'],
    handle: rules,
  },
]
