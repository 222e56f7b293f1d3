import { canonicalName } from '../text/canonical-name.ts'

/** The task of a deployment where the repository has one service. */
export const TASK = 'deploy'
/** What stands before the service's name where it has several. */
export const TASK_OF_SERVICE = 'deploy:'

/** The task to ask for a deployment of a service with. */
export function taskOf(service: string, services: readonly string[]): string {
  return services.length === 1 ? TASK : `${TASK_OF_SERVICE}${service}`
}

/** The service that a deployment's task means, as the policy spells it; undefined when it is none of ours. */
export function serviceOfTask(task: string, services: readonly string[]): string | undefined {
  if (task === TASK) return services.length === 1 ? services[0] : undefined
  if (!task.startsWith(TASK_OF_SERVICE)) return undefined
  const named = canonicalName(task.slice(TASK_OF_SERVICE.length))
  return services.find(service => canonicalName(service) === named)
}
