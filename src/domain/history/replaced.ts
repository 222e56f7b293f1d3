import { canonicalName } from '../../text/canonical-name.ts'
import { heldIn, hiddenEnd } from '../claims/run-claims.ts'
import { serviceOfTask } from '../deployment-task.ts'
import type { DeploymentFacts } from './deployment-facts.ts'

/** A deployment that still shows as live, or as held, although a newer one took its place. */
interface Replaced {
  readonly deployment: DeploymentFacts
  readonly service: string
  /** Id of the newest that shows as live. */
  readonly by: number
}

/**
 * Of each service in each environment only the newest success is live, and what was held before it is gone; those that could not
 * be set to inactive, oldest first.
 */
export function replacedDeployments(
  deployments: readonly DeploymentFacts[],
  services: readonly string[],
): readonly Replaced[] {
  const shown = deployments.flatMap(deployment => {
    const service = serviceOfTask(deployment.task, services)
    const { statuses, ours } = deployment
    const isShown = ours && (isLive(deployment) || heldIn(statuses) !== undefined)
    return isShown && service !== undefined ? [{ deployment, service }] : []
  })
  const keyOf = ({ deployment, service }: (typeof shown)[number]) =>
    JSON.stringify([service, canonicalName(deployment.environment)])
  return [...Map.groupBy(shown, keyOf).values()]
    .flatMap(of => {
      const by = Math.max(...of.map(({ deployment }) => (isLive(deployment) ? deployment.id : 0)))
      return of.filter(({ deployment }) => deployment.id < by).map(one => ({ ...one, by }))
    })
    .toSorted((one, other) => one.deployment.id - other.deployment.id)
}

/** How the end of such a deployment is said. */
export function replacedText({ statuses }: Pick<DeploymentFacts, 'statuses'>, by: number): string {
  return heldIn(statuses) === undefined ? `Replaced by deployment ${by}` : `Superseded: by deployment ${by}`
}

/** Whether a deployment shows as live, or will as soon as the success is written again that a late status of a step hides. */
export function isLive({ statuses }: Pick<DeploymentFacts, 'statuses'>): boolean {
  return statuses.at(-1)?.state === 'success' || hiddenEnd(statuses)?.state === 'success'
}
