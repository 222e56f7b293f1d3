import { deploymentStatusBody } from '../body/deployment.ts'
import { Fields } from '../http/fields.ts'
import { json, list, type Reply } from '../http/reply.ts'
import type { ApiRequest, Route } from '../http/route.ts'
import { invalidRequest, notFound } from '../problem.ts'
import { DEPLOYMENT_STATES } from '../schema.ts'
import { addDeploymentStatus, makeOthersInactive } from '../state/deployment.ts'
import { deploymentOf } from './deployments.ts'

const KNOWN = ['state', 'target_url', 'log_url', 'description', 'environment', 'environment_url', 'auto_inactive']

function create(request: ApiRequest): Reply {
  const { store, repository, account, place } = request
  const deployment = deploymentOf(request)
  const fields = new Fields(request.resource, request.body, KNOWN)
  const state = fields.oneOf('state', DEPLOYMENT_STATES)
  if (state === undefined) throw invalidRequest('"state" wasn\'t supplied.')
  const autoInactive = fields.boolean('auto_inactive') ?? true
  const status = addDeploymentStatus(store, deployment, account, {
    state,
    description: fields.string('description') ?? '',
    environment: fields.string('environment') ?? deployment.environment,
    // `target_url` is the older name; `log_url` wins where both are given.
    logUrl: fields.string('log_url') ?? fields.string('target_url') ?? '',
    environmentUrl: fields.string('environment_url') ?? '',
  })
  if (state === 'success' && autoInactive) makeOthersInactive(store, repository, deployment, account)
  return json(deploymentStatusBody(place, repository, deployment, status), 201)
}

/** Newest first. */
async function listAll(request: ApiRequest): Promise<Reply> {
  const { place, repository, page } = request
  const deployment = deploymentOf(request)
  return await list(deployment.statuses.toReversed(), page, shown =>
    shown.map(status => deploymentStatusBody(place, repository, deployment, status)),
  )
}

function get(request: ApiRequest): Reply {
  const deployment = deploymentOf(request)
  const status = deployment.statuses.find(one => String(one.id) === request.param('status_id'))
  if (status === undefined) throw notFound()
  return json(deploymentStatusBody(request.place, request.repository, deployment, status))
}

const BASE = '/repos/{owner}/{repo}/deployments/{deployment_id}/statuses'

export const deploymentStatusRoutes: readonly Route[] = [
  {
    operationId: 'repos/create-deployment-status',
    method: 'POST',
    path: BASE,
    query: [],
    resource: 'DeploymentStatus',
    handle: create,
  },
  {
    operationId: 'repos/list-deployment-statuses',
    method: 'GET',
    path: BASE,
    query: ['per_page', 'page'],
    handle: listAll,
  },
  {
    operationId: 'repos/get-deployment-status',
    method: 'GET',
    path: `${BASE}/{status_id}`,
    query: [],
    handle: get,
  },
]
