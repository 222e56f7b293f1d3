import { checkRunBody } from '../body/check-run.ts'
import { resolveCommit } from '../git/commits.ts'
import { Fields } from '../http/fields.ts'
import { json, list, type Reply } from '../http/reply.ts'
import type { ApiRequest, Route } from '../http/route.ts'
import { notFound, Problem } from '../problem.ts'
import type { App } from '../state/account.ts'
import { addCheckRun, type CheckRun, checkRunsOf, latestCheckRuns, suiteFor } from '../state/check.ts'
import { CHECK_FIELD_NAMES, checkFields } from './check-fields.ts'
import { commitOf } from './commits.ts'

async function create(request: ApiRequest): Promise<Reply> {
  const { store, repository, place } = request
  const app = appOf(request)
  const fields = new Fields(request.resource, request.body, [...CHECK_FIELD_NAMES, 'head_sha'])
  const name = fields.required('name')
  const sha = fields.required('head_sha')
  if ((await resolveCommit(repository.bare, sha)) !== sha) throw new Problem(422, `No commit found for SHA: ${sha}`)
  const suite = suiteFor(store, repository, app, sha)
  const run = addCheckRun(store, repository, suite, { ...checkFields(fields, undefined, store.timestamp()), name })
  return json(checkRunBody(place, repository, run), 201)
}

function update(request: ApiRequest): Reply {
  const { store, repository, place } = request
  const app = appOf(request)
  const run = checkRunOf(request)
  if (run.suite.app.id !== app.id)
    throw new Problem(
      403,
      `Invalid app_id \`${app.id}\` - check run can only be modified by the GitHub App that created it.`,
    )
  Object.assign(run, checkFields(new Fields(request.resource, request.body, CHECK_FIELD_NAMES), run, store.timestamp()))
  return json(checkRunBody(place, repository, run))
}

/** Newest first. `filter` is `latest` by default. */
async function listForRef(request: ApiRequest): Promise<Reply> {
  const { repository, place, query, page } = request
  const filter = query.get('filter') ?? 'latest'
  const runs = checkRunsOf(repository, await commitOf(request))
  const found = (filter === 'all' ? runs : latestCheckRuns(runs)).filter(
    run =>
      (query.get('check_name') ?? run.name) === run.name &&
      (query.get('status') ?? run.status) === run.status &&
      (query.get('app_id') ?? String(run.suite.app.id)) === String(run.suite.app.id),
  )
  return await list(found, page, shown => ({
    total_count: found.length,
    check_runs: shown.map(run => checkRunBody(place, repository, run)),
  }))
}

/** Check runs belong to Apps: GitHub lets no person write them. */
function appOf(request: ApiRequest): App {
  if (request.account.app === undefined) throw new Problem(403, 'You must authenticate via a GitHub App.')
  return request.account.app
}

function checkRunOf(request: ApiRequest): CheckRun {
  const found = request.repository.checkRuns.find(run => String(run.id) === request.param('check_run_id'))
  if (found === undefined) throw notFound()
  return found
}

const BASE = '/repos/{owner}/{repo}'

export const checkRunRoutes: readonly Route[] = [
  {
    operationId: 'checks/create',
    method: 'POST',
    path: `${BASE}/check-runs`,
    query: [],
    resource: 'CheckRun',
    handle: create,
  },
  {
    operationId: 'checks/update',
    method: 'PATCH',
    path: `${BASE}/check-runs/{check_run_id}`,
    query: [],
    resource: 'CheckRun',
    handle: update,
  },
  {
    operationId: 'checks/get',
    method: 'GET',
    path: `${BASE}/check-runs/{check_run_id}`,
    query: [],
    handle: request => json(checkRunBody(request.place, request.repository, checkRunOf(request))),
  },
  {
    operationId: 'checks/list-for-ref',
    method: 'GET',
    path: `${BASE}/commits/{ref}/check-runs`,
    query: ['check_name', 'status', 'filter', 'app_id', 'per_page', 'page'],
    handle: listForRef,
  },
]
