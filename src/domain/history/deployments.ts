import type { Instant } from '../../time/instant.ts'
import { serviceOfTask } from '../deployment-task.ts'
import type { DeploymentFacts, DeploymentStatusFacts } from './deployment-facts.ts'

/** The deployments of one service, in the order given; those of other services and of other tools are left out. */
export function deploymentsOf(
  deployments: readonly DeploymentFacts[],
  service: string,
  services: readonly string[],
): readonly DeploymentFacts[] {
  return deployments.filter(({ ours, task }) => ours && serviceOfTask(task, services) === service)
}

/** Whether any of a deployment's statuses was success; its latest status says nothing about that. */
export function isGood(statuses: readonly Pick<DeploymentStatusFacts, 'state'>[]): boolean {
  return statuses.some(isSuccess)
}

/** When a deployment was first good: the time of its first success. Undefined when it never was. */
export function goodSince({ statuses }: Pick<DeploymentFacts, 'statuses'>): Instant | undefined {
  return statuses.find(isSuccess)?.createdAt
}

/** The good deployments of one service to an environment, in the order given. */
export function goodDeployments(
  deployments: readonly DeploymentFacts[],
  service: string,
  services: readonly string[],
): readonly DeploymentFacts[] {
  return deploymentsOf(deployments, service, services).filter(({ statuses }) => isGood(statuses))
}

/** The status that ended a deployment without success; undefined while it goes on, and for one that was good. */
export function badEnd(deployment: DeploymentFacts): DeploymentStatusFacts | undefined {
  const last = deployment.statuses.at(-1)
  return last !== undefined && ENDS.includes(last.state) && !isGood(deployment.statuses) ? last : undefined
}

/** Whether a deployment has neither been good nor come to another end. */
export function isOpen(deployment: DeploymentFacts): boolean {
  return !isGood(deployment.statuses) && badEnd(deployment) === undefined
}

const ENDS: readonly string[] = ['failure', 'error', 'inactive'] satisfies DeploymentStatusFacts['state'][]

function isSuccess({ state }: Pick<DeploymentStatusFacts, 'state'>): boolean {
  return state === 'success'
}
