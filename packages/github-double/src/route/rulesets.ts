import { repositoryPage } from '../body/links.ts'
import { json, list, type Reply } from '../http/reply.ts'
import type { ApiRequest, Route } from '../http/route.ts'
import { notFound } from '../problem.ts'
import type { Schema } from '../schema.ts'
import { fullName } from '../state/repository.ts'
import type { Ruleset } from '../state/ruleset.ts'

/** In a list without conditions and rules. */
function headOf({ repository, place }: ApiRequest, ruleset: Ruleset): Schema['repository-ruleset'] {
  const id = 1 + repository.rulesets.indexOf(ruleset)
  const { name, target, enforcement = 'active' } = ruleset
  return {
    ...{ id, name, target, enforcement, source_type: 'Repository' as const, source: fullName(repository) },
    _links: { html: { href: `${repositoryPage(place, repository)}/rules/${id}` } },
    ...{ created_at: repository.createdAt, updated_at: repository.createdAt },
  }
}

async function listAll(request: ApiRequest): Promise<Reply> {
  return await list(request.repository.rulesets, request.page, shown => shown.map(one => headOf(request, one)))
}

function get(request: ApiRequest): Reply {
  const ruleset = request.repository.rulesets[Number(request.param('ruleset_id')) - 1]
  if (ruleset === undefined) throw notFound()
  const { include = [], rules = [], target } = ruleset
  const body: Schema['repository-ruleset'] = {
    ...headOf(request, ruleset),
    // A push has no ref.
    conditions: target === 'push' ? null : { ref_name: { include: [...include], exclude: [] } },
    rules: rules.map(type => ({ type })),
  }
  return json(body)
}

const BASE = '/repos/{owner}/{repo}/rulesets'

export const rulesetRoutes: readonly Route[] = [
  {
    operationId: 'repos/get-repo-rulesets',
    method: 'GET',
    path: BASE,
    query: ['per_page', 'page'],
    handle: listAll,
  },
  { operationId: 'repos/get-repo-ruleset', method: 'GET', path: `${BASE}/{ruleset_id}`, query: [], handle: get },
]
