import type { DeploymentFacts } from '../../domain/history/deployment-facts.ts'
import { UserError } from '../../errors.ts'
import type { Logger } from '../../log/logger.ts'
import type { Clock } from '../../time/clock.ts'
import type { Instant } from '../../time/instant.ts'
import { Budget } from '../budget.ts'
import type { GitHubClient } from '../client.ts'
import { listStatuses } from '../deployments.ts'
import { askParts } from '../graphql/parts.ts'
import { DEPLOYMENTS, deploymentFacts, deploymentsPart } from './deployment-page.ts'

/** Deployments in one answer: their statuses count as requests too. */
const A_PAGE = 50
/** Pages of one environment: 1,000 deployments. */
const MOST_PAGES = 20
/** Points of GraphQL for all environments. */
const BUDGET = 300

/** What it is asked with. */
interface DeploymentTools {
  readonly github: GitHubClient
  readonly log: Logger
  readonly clock: Clock
}

/** Which deployments are read. */
interface DeploymentsSince {
  readonly environment: string
  readonly since: Instant
  /** Apps whose deployments are ours without a mark. */
  readonly apps: readonly string[]
  readonly mostPages?: number
}

/**
 * Reads the deployments of an environment that were created since a time, newest first, each with all of its statuses. Throws
 * a `UserError` (error, `github-…`).
 */
export async function readDeploymentsSince(
  tools: DeploymentTools,
  { environment, since, apps, mostPages = MOST_PAGES }: DeploymentsSince,
): Promise<readonly DeploymentFacts[]> {
  const { owner, repo } = tools.github.repository
  const connection = { ...tools, budget: new Budget(BUDGET) }
  const found: DeploymentFacts[] = []
  let after: string | undefined
  for (let page = 1; page <= mostPages; page++) {
    const part = deploymentsPart(`${owner}/${repo}`, [{ environment, after }], A_PAGE)
    const answer = (await askParts(connection, DEPLOYMENTS, [part])).get(part)
    if (answer?.kind !== 'read') {
      const { reason = 'github-unreachable', text = 'GitHub did not answer' } = answer?.finding ?? {}
      throw new UserError(reason, text)
    }
    const read = answer.value.get(environment)
    const facts = (read?.listed ?? []).flatMap(listed => {
      const one = deploymentFacts(listed, environment, apps)
      return one === undefined ? [] : [{ one, isWhole: listed.next === undefined }]
    })
    const wanted = facts.filter(({ one }) => one.createdAt >= since)
    found.push(
      ...(await Promise.all(wanted.map(({ one, isWhole }) => (isWhole ? one : withAllStatuses(tools.github, one))))),
    )
    after = read?.next
    if (after === undefined || wanted.length < facts.length) break
  }
  return found
}

/** Which status is the last is not known from a part of them. */
async function withAllStatuses(github: GitHubClient, one: DeploymentFacts): Promise<DeploymentFacts> {
  const statuses = await listStatuses(github, one.id)
  return {
    ...one,
    statuses: statuses.map(({ state, createdAt, description, logUrl }) => {
      return { state, createdAt: Date.parse(createdAt), description, logUrl }
    }),
  }
}
