import { nodeId } from '../ids.ts'
import { Unmodelled } from '../problem.ts'
import type { Schema } from '../schema.ts'
import type { Deployment, DeploymentStatus } from '../state/deployment.ts'
import type { RepositoryState } from '../state/repository.ts'
import { appBody } from './app.ts'
import { type Place, repositoryApi } from './links.ts'
import { userBody } from './user.ts'

export function deploymentBody(
  place: Place,
  repository: RepositoryState,
  deployment: Deployment,
): Schema['deployment'] {
  const url = `${repositoryApi(place, repository)}/deployments/${deployment.id}`
  const body = {
    url,
    id: deployment.id,
    node_id: nodeId('DE', deployment.id),
    task: deployment.task,
    original_environment: deployment.originalEnvironment,
    environment: deployment.environment,
    description: deployment.description,
    created_at: deployment.createdAt,
    updated_at: deployment.updatedAt,
    statuses_url: `${url}/statuses`,
    repository_url: repositoryApi(place, repository),
    creator: userBody(place, deployment.creator.user),
    sha: deployment.sha,
    ref: deployment.ref,
    payload: deployment.payload,
    transient_environment: deployment.transient,
    production_environment: deployment.production,
    performed_via_github_app: appBody(place, deployment.creator.app),
  }
  return body
}

export function deploymentStatusBody(
  place: Place,
  repository: RepositoryState,
  deployment: Deployment,
  status: DeploymentStatus,
): Schema['deployment-status'] {
  const url = `${repositoryApi(place, repository)}/deployments/${deployment.id}`
  const { state } = status
  // The description has no such state, and what REST makes of it is not known.
  if (state === 'waiting') throw new Unmodelled('a deployment status "waiting" over REST')
  return {
    url: `${url}/statuses/${status.id}`,
    id: status.id,
    node_id: nodeId('DES', status.id),
    state,
    creator: userBody(place, status.creator.user),
    description: status.description,
    environment: status.environment,
    target_url: status.logUrl,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    deployment_url: url,
    repository_url: repositoryApi(place, repository),
    environment_url: status.environmentUrl,
    log_url: status.logUrl,
    performed_via_github_app: appBody(place, status.creator.app),
  }
}
