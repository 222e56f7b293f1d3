import { type PastDeployment, pastDeployments } from '../../domain/deployment/past-deployment.ts'
import { deploymentsOf } from '../../domain/history/deployments.ts'
import type { Instant } from '../../time/instant.ts'
import { isoOf } from './brief.ts'
import type { PastStand } from './read-history.ts'

/** What every answer of the family says first. */
export function headOf({ read, policy, services, environments }: PastStand, now: Instant) {
  return {
    ...{ repository: read.head.repository, at: isoOf(now), services, several: policy.services.length > 1 },
    environments: environments.map(({ name }) => name),
    unread: read.unread.map(({ part, finding }) => ({ part, text: finding.text })),
  }
}

/** One deployment with where it belongs. */
export interface PlacedDeployment {
  readonly service: string
  readonly environment: string
  readonly past: PastDeployment
}

/** What became of all that was read, service by service in each environment. */
export function pastOf({ read, policy, services, environments }: PastStand): readonly PlacedDeployment[] {
  return environments.flatMap(({ name: environment }) => {
    const { deployments = [], complete = false } = read.environments.get(environment) ?? {}
    return services.flatMap(service =>
      pastDeployments(deploymentsOf(deployments, service, policy.services), complete).map(past => {
        return { service, environment, past }
      }),
    )
  })
}
