import { combinedStatusBody, commitStatusBody } from '../body/commit-status.ts'
import { resolveCommit } from '../git/commits.ts'
import { Fields } from '../http/fields.ts'
import { json, list, type Reply } from '../http/reply.ts'
import type { ApiRequest, Route } from '../http/route.ts'
import { invalidRequest, Problem, validationFailed } from '../problem.ts'
import { COMMIT_STATES } from '../schema.ts'
import { latestStatusesOf, statusesOf } from '../state/commit-status.ts'
import { commitOf } from './commits.ts'

async function create(request: ApiRequest): Promise<Reply> {
  const { store, repository, account, place } = request
  const sha = request.param('sha')
  const fields = new Fields(request.resource, request.body, ['state', 'target_url', 'description', 'context'])
  const state = fields.oneOf('state', COMMIT_STATES)
  if (state === undefined) throw invalidRequest('"state" wasn\'t supplied.')
  // Only the whole SHA counts here: a branch would name another commit tomorrow.
  if ((await resolveCommit(repository.bare, sha)) !== sha) throw new Problem(422, `No commit found for SHA: ${sha}`)
  const context = fields.string('context') ?? 'default'
  const before = statusesOf(repository, sha).filter(one => one.context === context).length
  if (before >= store.limits.statusesPerContext)
    throw validationFailed(request.resource, 'base', 'This SHA and context has reached the maximum number of statuses.')
  const status = {
    sha,
    state,
    context,
    description: fields.string('description') ?? null,
    targetUrl: fields.string('target_url') ?? null,
    id: store.ids.next('commitStatus'),
    creator: account,
    createdAt: store.timestamp(),
  }
  repository.commitStatuses.push(status)
  return json(commitStatusBody(place, repository, status), 201)
}

/** The combined state, with the newest status of each context. */
async function combined(request: ApiRequest): Promise<Reply> {
  const { repository, place, page } = request
  const sha = await commitOf(request)
  const latest = latestStatusesOf(repository, sha)
  return await list(latest, page, shown => combinedStatusBody(place, repository, sha, latest, shown))
}

/** Every status, newest first. */
async function listAll(request: ApiRequest): Promise<Reply> {
  const { repository, place, page } = request
  const statuses = statusesOf(repository, await commitOf(request))
  return await list(statuses, page, shown => shown.map(status => commitStatusBody(place, repository, status)))
}

const BASE = '/repos/{owner}/{repo}'
const PAGING = ['per_page', 'page']

export const commitStatusRoutes: readonly Route[] = [
  {
    operationId: 'repos/create-commit-status',
    method: 'POST',
    path: `${BASE}/statuses/{sha}`,
    query: [],
    resource: 'Status',
    handle: create,
  },
  {
    operationId: 'repos/get-combined-status-for-ref',
    method: 'GET',
    path: `${BASE}/commits/{ref}/status`,
    query: PAGING,
    handle: combined,
  },
  {
    operationId: 'repos/list-commit-statuses-for-ref',
    method: 'GET',
    path: `${BASE}/commits/{ref}/statuses`,
    query: PAGING,
    handle: listAll,
  },
]
