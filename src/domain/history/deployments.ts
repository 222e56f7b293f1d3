import { serviceOfTask } from '../task.ts'
import type { DeploymentFacts, DeploymentStatusFacts } from './deployment-facts.ts'
import type { Instant } from './facts.ts'

/** The deployments of one service, in the order given: those of other services and of other tools are none of ours. */
export function oursOf(
  deployments: readonly DeploymentFacts[],
  service: string,
  services: readonly string[],
): readonly DeploymentFacts[] {
  return deployments.filter(({ task }) => serviceOfTask(task, services) === service)
}

/** When a deployment was first good: the time of its first success. Undefined when it never was. */
export function goodSince({ statuses }: Pick<DeploymentFacts, 'statuses'>): Instant | undefined {
  return statuses.find(({ state }) => state === 'success')?.createdAt
}

/** The good ones among deployments of one service, in the order given. */
export function goodOnes(ours: readonly DeploymentFacts[]): readonly DeploymentFacts[] {
  return ours.filter(deployment => goodSince(deployment) !== undefined)
}

/** The status that ended a deployment without success; undefined while it goes on, and for one that was good. */
export function badEnd(deployment: DeploymentFacts): DeploymentStatusFacts | undefined {
  const last = deployment.statuses.at(-1)
  return last !== undefined && ENDS.includes(last.state) && goodSince(deployment) === undefined ? last : undefined
}

/** Whether a deployment has neither been good nor come to another end. */
export function isOpen(deployment: DeploymentFacts): boolean {
  return goodSince(deployment) === undefined && badEnd(deployment) === undefined
}

const ENDS: readonly string[] = ['failure', 'error', 'inactive'] satisfies DeploymentStatusFacts['state'][]
