import type { Schema } from '../schema.ts'
import type { Deployment } from '../state/deployment.ts'
import type { RepositoryState } from '../state/repository.ts'
import { deploymentBody } from './deployment.ts'
import type { Place } from './links.ts'
import { eventRepositoryBody } from './repository.ts'
import { userBody } from './user.ts'

/** What a workflow finds in its event file after a deployment was created. */
export interface DeploymentEvent {
  readonly action: 'created'
  readonly deployment: Schema['deployment']
  /** The workflow and run that created it, if one did: not modelled, always null. */
  readonly workflow: null
  readonly workflow_run: null
  readonly repository: Schema['repository-webhooks']
  readonly sender: Schema['simple-user']
}

export function deploymentEvent(place: Place, repository: RepositoryState, deployment: Deployment): DeploymentEvent {
  return {
    action: 'created',
    deployment: deploymentBody(place, repository, deployment),
    workflow: null,
    workflow_run: null,
    repository: eventRepositoryBody(place, repository),
    sender: userBody(place, deployment.creator.user),
  }
}
