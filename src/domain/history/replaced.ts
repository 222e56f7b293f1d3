import { canonicalName } from '../../text/canonical-name.ts'
import { serviceOfTask } from '../deployment-task.ts'
import type { DeploymentFacts } from './deployment-facts.ts'

/** A deployment that still shows as live although a newer one took its place. */
interface Replaced {
  readonly deployment: DeploymentFacts
  readonly service: string
  /** Id of the newest that shows as live. */
  readonly by: number
}

/** Of each service in each environment only the newest success is live; the others could not be set to inactive, oldest first. */
export function replacedDeployments(
  deployments: readonly DeploymentFacts[],
  services: readonly string[],
): readonly Replaced[] {
  const shown = deployments.flatMap(deployment => {
    const service = serviceOfTask(deployment.task, services)
    const isLive = deployment.ours && deployment.statuses.at(-1)?.state === 'success'
    return isLive && service !== undefined ? [{ deployment, service }] : []
  })
  const keyOf = ({ deployment, service }: (typeof shown)[number]) =>
    JSON.stringify([service, canonicalName(deployment.environment)])
  return [...Map.groupBy(shown, keyOf).values()]
    .flatMap(of => {
      const by = Math.max(...of.map(({ deployment }) => deployment.id))
      return of.filter(({ deployment }) => deployment.id < by).map(one => ({ ...one, by }))
    })
    .toSorted((one, other) => one.deployment.id - other.deployment.id)
}
