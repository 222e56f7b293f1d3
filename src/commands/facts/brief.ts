import { requesterOf } from '../../domain/deployment/requester.ts'
import type { DeploymentFacts } from '../../domain/history/deployment-facts.ts'
import type { Policy } from '../../policy/policy.ts'
import type { Instant } from '../../time/instant.ts'
import type { DeploymentBrief } from '../answer/status.ts'

/** A deployment as answers have it. */
export function briefOf(deployment: DeploymentFacts, { doors }: Pick<Policy, 'doors'>): DeploymentBrief {
  const { id, sha, creator, byPerson = false, payload, createdAt, statuses } = deployment
  const { login } = requesterOf({ creator, byPerson, payload }, doors)
  const log = statuses.findLast(({ logUrl }) => logUrl !== '')?.logUrl ?? ''
  return { id, sha, by: login, created: isoOf(createdAt), log }
}

export function isoOf(at: Instant): string {
  return new Date(at).toISOString()
}
