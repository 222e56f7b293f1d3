import type { DeploymentState } from '../schema.ts'
import type { Account } from './account.ts'
import type { RepositoryState } from './repository.ts'
import type { Store } from './store.ts'

/** GitHub itself also sets `waiting`, while a reviewer is asked; REST refuses it. */
export type RecordedState = DeploymentState | 'waiting'

export interface DeploymentStatus {
  readonly id: number
  readonly state: RecordedState
  readonly description: string
  readonly environment: string
  readonly logUrl: string
  readonly environmentUrl: string
  readonly creator: Account
  readonly createdAt: string
}

export interface NewDeployment {
  readonly sha: string
  readonly ref: string
  readonly task: string
  readonly payload: Record<string, unknown> | string
  readonly environment: string
  readonly description: string | null
  readonly transient: boolean
  readonly production: boolean
}

export interface Deployment extends Omit<NewDeployment, 'environment'> {
  readonly id: number
  readonly originalEnvironment: string
  /** A status may move the deployment to another environment. */
  environment: string
  readonly creator: Account
  readonly createdAt: string
  updatedAt: string
  /** In order of creation. */
  readonly statuses: DeploymentStatus[]
}

export function addDeployment(
  store: Store,
  repository: RepositoryState,
  creator: Account,
  made: NewDeployment,
): Deployment {
  const now = store.timestamp()
  const deployment: Deployment = {
    ...made,
    id: store.ids.next('deployment'),
    originalEnvironment: made.environment,
    creator,
    createdAt: now,
    updatedAt: now,
    statuses: [],
  }
  repository.deployments.push(deployment)
  return deployment
}

export interface NewDeploymentStatus {
  readonly state: RecordedState
  readonly description: string
  readonly environment: string
  readonly logUrl: string
  readonly environmentUrl: string
}

export function addDeploymentStatus(
  store: Store,
  deployment: Deployment,
  creator: Account,
  made: NewDeploymentStatus,
): DeploymentStatus {
  const createdAt = store.timestamp()
  const status = { ...made, id: store.ids.next('deploymentStatus'), creator, createdAt }
  deployment.statuses.push(status)
  deployment.environment = made.environment
  deployment.updatedAt = createdAt
  return status
}

/**
 * GitHub's `auto_inactive`: a success makes every earlier deployment of the same environment inactive, but only
 * those that are neither transient nor of a production environment and whose latest state is success.
 */
export function makeOthersInactive(
  store: Store,
  repository: RepositoryState,
  succeeded: Deployment,
  creator: Account,
): void {
  for (const other of repository.deployments) {
    if (other.id >= succeeded.id || other.transient || other.production) continue
    if (other.environment !== succeeded.environment || other.statuses.at(-1)?.state !== 'success') continue
    const environment = other.environment
    addDeploymentStatus(store, other, creator, {
      state: 'inactive',
      description: '',
      environment,
      logUrl: '',
      environmentUrl: '',
    })
  }
}
