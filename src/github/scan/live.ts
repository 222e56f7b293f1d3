import { canonicalName } from '../../train/canonical-name.ts'
import type { DeploymentFacts } from '../../train/stale/deployment-facts.ts'
import type { RepositoryQuestion } from './draft.ts'

const TASK = 'deploy'

/** The service that a deployment is of; undefined when it is none of ours. */
export function serviceOfTask(task: string, services: readonly string[]): string | undefined {
  if (task === TASK) return services.length === 1 ? services[0] : undefined
  if (!task.startsWith(`${TASK}:`)) return undefined
  const named = canonicalName(task.slice(TASK.length + 1))
  return services.find(service => canonicalName(service) === named)
}

/** The good deployments of a service, newest first: those any of whose statuses was success. */
export function goodOf(
  deployments: readonly DeploymentFacts[],
  service: string,
  { services }: RepositoryQuestion,
): readonly DeploymentFacts[] {
  return deployments.filter(
    ({ task, statuses }) =>
      serviceOfTask(task, services) === service && statuses.some(({ state }) => state === 'success'),
  )
}
