import type { DeploymentFacts } from '../../domain/history/deployment-facts.ts'
import { goodDeployments } from '../../domain/history/deployments.ts'
import { UserError } from '../../errors.ts'
import type { Logger } from '../../log/logger.ts'
import type { Clock } from '../../time/clock.ts'
import { Budget } from '../budget.ts'
import type { GitHubClient } from '../client.ts'
import { askParts } from '../graphql/parts.ts'
import { DEPLOYMENTS, deploymentFacts, deploymentsPart } from './deployment-page.ts'

/** Which deployments are asked for. */
interface GoodDeploymentsRequest {
  readonly environments: readonly string[]
  readonly service: string
  readonly services: readonly string[]
  /** Apps whose deployments are ours without a mark. */
  readonly apps: readonly string[]
}

/** Of each environment: what ran there before is further back than anybody rolls back to. */
const READ = 50
const BUDGET = 30

/** The good deployments of a service to some environments, newest first, by the name: one request. */
export async function readGoodDeployments(
  tools: { readonly github: GitHubClient; readonly log: Logger; readonly clock: Clock },
  { environments, service, services, apps }: GoodDeploymentsRequest,
): Promise<ReadonlyMap<string, readonly DeploymentFacts[]>> {
  const { owner, repo } = tools.github.repository
  const where = environments.map(environment => ({ environment, after: undefined }))
  const part = deploymentsPart(`${owner}/${repo}`, where, READ)
  const answer = (await askParts({ ...tools, budget: new Budget(BUDGET) }, DEPLOYMENTS, [part])).get(part)
  if (answer?.kind !== 'read') {
    throw new UserError(answer?.finding.reason ?? 'github-unreachable', answer?.finding.text ?? 'GitHub did not answer')
  }
  return new Map(
    environments.map(environment => {
      const listed = answer.value.get(environment)?.listed ?? []
      const facts = listed.flatMap(one => deploymentFacts(one, environment, apps) ?? [])
      return [environment, goodDeployments(facts, service, services)]
    }),
  )
}
