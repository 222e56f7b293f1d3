import type { DeployRequest } from '../domain/deployment/request.ts'
import { deploymentsOf, goodDeployments } from '../domain/history/deployments.ts'
import type { Commit } from '../domain/history/first-parents.ts'
import { HOLDS_LOOKED_BACK_MS, type Holding, heldFindings, holdingOf, isOlderThan } from '../domain/history/holding.ts'
import { type Finding, UserError } from '../errors.ts'
import type { GitHubClient } from '../github/client.ts'
import { readDeploymentsSince } from '../github/history/environment-deployments.ts'
import type { Logger } from '../log/logger.ts'
import type { Clock } from '../time/clock.ts'

/** With what it is read. */
interface HoldingTools {
  readonly github: GitHubClient
  readonly log: Logger
  readonly clock: Clock
}

/** What is held in an environment, and what is live there, by GitHub's records. */
export interface ReadHolding {
  readonly holding: Holding | undefined
  /** Full SHA; undefined where nothing is, or where it is not among the newest. */
  readonly live: string | undefined
}

/** Reads what is held where a deployment goes in stages; all at once nothing stands in its way. One request of one point. */
export async function readHolding(tools: HoldingTools, request: DeployRequest): Promise<ReadHolding> {
  const { environment, deployment, service, services, apps } = request
  if (environment.strategy.staging === undefined) return { holding: undefined, live: undefined }
  const since = tools.clock.now() - HOLDS_LOOKED_BACK_MS
  const read = await readDeploymentsSince(tools, { environment: environment.name, since, apps, mostPages: 1 })
  const [live] = goodDeployments(read, service, services)
  const others = deploymentsOf(read, service, services).filter(({ id }) => id !== deployment.id)
  return { holding: holdingOf(others, live, tools.clock.now()), live: live?.sha }
}

/** Whether a deployment goes straight to all pods where the policy has stages: it goes back to what was live. */
export function goesStraight({ live }: ReadHolding, line: readonly Pick<Commit, 'sha'>[]): boolean {
  return isOlderThan(live, line)
}

/** What is held speaks against a deployment in stages. */
export function holdingFindings(
  { holding, live }: ReadHolding,
  { environment, payload }: DeployRequest,
  line: readonly Pick<Commit, 'sha'>[],
): readonly Finding[] {
  if (payload?.verb === 'rollback') return []
  return heldFindings(holding, { environment: environment.name, line, live })
}

/**
 * Looks once more, right before something is changed: what was on its way at the gate may be held by now. Throws a `UserError`
 * (`held-by-other`).
 */
export async function refuseHeld(tools: HoldingTools, request: DeployRequest, line: readonly Commit[]): Promise<void> {
  const findings = holdingFindings(await readHolding(tools, request), request, line)
  if (findings.length > 0) throw UserError.from(findings)
}
