import { endingOfStatus } from '../../domain/deployment/status-text.ts'
import type { DeploymentFacts } from '../../domain/history/deployment-facts.ts'
import { badEnd, deploymentsOf } from '../../domain/history/deployments.ts'
import type { EnvironmentStand } from '../facts/environment-stand.ts'
import type { Stand } from '../facts/stand.ts'

/** A deployment after the one that is live, which may have changed the cluster half-way. */
interface FailedSince {
  readonly deployment: DeploymentFacts
  /** In the words of its last status. */
  readonly text: string
}

/** The newest that failed after what is live. A refused one changed nothing. */
export function failedSince({ facts, policy }: Stand, at: EnvironmentStand): FailedSince | undefined {
  const read = facts.environments.get(at.environment.name)?.deployments ?? []
  const ours = deploymentsOf(read, at.service, policy.services)
  const liveAt = ours.findIndex(({ id }) => id === at.deployments?.live?.id)
  for (const deployment of liveAt < 0 ? ours : ours.slice(0, liveAt)) {
    const end = badEnd(deployment)
    if (end === undefined || end.state === 'inactive') continue
    const ending = endingOfStatus(end)
    if (ending.outcome === 'refused') continue
    return { deployment, text: end.description === '' ? ending.text : end.description }
  }
  return undefined
}

/** Whether what is live may be only half there by now, or soon be another one: to deploy it once more is no waste then. */
export function isUnsettled(stand: Stand, at: EnvironmentStand): boolean {
  return (at.deployments?.open ?? []).length > 0 || failedSince(stand, at) !== undefined
}
