import { environmentBody } from '../body/environment.ts'
import { list, type Reply } from '../http/reply.ts'
import type { ApiRequest, Route } from '../http/route.ts'
import { nodeId } from '../ids.ts'
import { notFound } from '../problem.ts'
import type { Schema } from '../schema.ts'
import type { NamedEnvironment } from '../state/environment.ts'
import type { RepositoryState } from '../state/repository.ts'

/** Those with rules, and those that a deployment has made. */
function environmentsOf({ environments, deployments }: RepositoryState): readonly NamedEnvironment[] {
  const all = new Map(deployments.map(({ environment }) => [environment.toLowerCase(), { name: environment }]))
  return [...environments.values(), ...[...all].flatMap(([key, one]) => (environments.has(key) ? [] : [one]))]
}

async function listAll({ store, repository, place, page }: ApiRequest): Promise<Reply> {
  const all = environmentsOf(repository)
  return await list(all, page, shown => ({
    total_count: all.length,
    environments: shown.map(one => {
      const reviewers = (one.reviewers ?? []).map(login => store.person(login).user)
      return environmentBody(place, repository, one, { id: 1 + all.indexOf(one), reviewers })
    }),
  }))
}

function environmentNamed({ repository, param }: ApiRequest): NamedEnvironment {
  const name = param('environment_name').toLowerCase()
  const found = environmentsOf(repository).find(one => one.name.toLowerCase() === name)
  if (found === undefined) throw notFound()
  return found
}

async function listBranches(request: ApiRequest): Promise<Reply> {
  const { branches = [] } = environmentNamed(request)
  const all = branches.map((name, index) => ({
    ...{ id: 1 + index, node_id: nodeId('GP', 1 + index), name, type: 'branch' as const },
  }))
  return await list(all, request.page, shown => ({
    total_count: all.length,
    branch_policies: shown satisfies Schema['deployment-branch-policy'][],
  }))
}

async function secretsOf(request: ApiRequest, names: readonly string[]): Promise<Reply> {
  const { createdAt } = request.repository
  const all = names.map(name => ({ name: name.toUpperCase(), created_at: createdAt, updated_at: createdAt }))
  return await list(all, request.page, shown => ({
    total_count: all.length,
    secrets: shown satisfies Schema['actions-secret'][],
  }))
}

const BASE = '/repos/{owner}/{repo}'
const PAGING = ['per_page', 'page']

export const environmentRoutes: readonly Route[] = [
  {
    operationId: 'repos/list-deployment-branch-policies',
    method: 'GET',
    path: `${BASE}/environments/{environment_name}/deployment-branch-policies`,
    query: PAGING,
    handle: listBranches,
  },
  {
    operationId: 'actions/list-environment-secrets',
    method: 'GET',
    path: `${BASE}/environments/{environment_name}/secrets`,
    query: PAGING,
    handle: request => {
      const { name } = environmentNamed(request)
      return secretsOf(request, request.repository.secrets.of.get(name.toLowerCase()) ?? [])
    },
  },
  {
    operationId: 'repos/get-all-environments',
    method: 'GET',
    path: `${BASE}/environments`,
    query: PAGING,
    handle: listAll,
  },
  {
    operationId: 'actions/list-repo-secrets',
    method: 'GET',
    path: `${BASE}/actions/secrets`,
    query: PAGING,
    handle: request => secretsOf(request, request.repository.secrets.repository),
  },
  {
    operationId: 'actions/list-repo-organization-secrets',
    method: 'GET',
    path: `${BASE}/actions/organization-secrets`,
    query: PAGING,
    handle: request => secretsOf(request, request.repository.secrets.organization),
  },
]
