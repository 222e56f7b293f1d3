import { commitBody } from '../body/commit.ts'
import { repositoryApi, repositoryPage } from '../body/links.ts'
import { readCommit, resolveCommit } from '../git/commits.ts'
import { json, list, type Reply } from '../http/reply.ts'
import type { ApiRequest, Route } from '../http/route.ts'
import { Problem } from '../problem.ts'
import type { Schema } from '../schema.ts'

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
  const required = request.param('branch') === repository.defaultBranch ? (repository.rules.rules ?? []) : []
  const parameters = {
    strict_required_status_checks_policy: false,
    required_status_checks: required.map(({ context, appId }) => ({
      context,
      ...(appId === undefined ? {} : { integration_id: appId }),
    })),
  }
  const source = { ruleset_source_type: 'Repository', ruleset_source: repository.name, ruleset_id: 1 } as const
  const body: Schema['repository-rule-detailed'][] =
    required.length === 0 ? [] : [{ type: 'required_status_checks', parameters, ...source }]
  return await list(body, request.page, shown => shown)
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
