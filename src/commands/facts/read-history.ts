import type { DeploymentFacts } from '../../domain/history/deployment-facts.ts'
import { deploymentsOf } from '../../domain/history/deployments.ts'
import type { HeadFacts } from '../../domain/history/facts.ts'
import { UserError } from '../../errors.ts'
import { Budget } from '../../github/budget.ts'
import { type ReadHistory, readRepositoryHistory } from '../../github/scan/repository-history.ts'
import type { RepositoryScanRequest } from '../../github/scan/repository-reading.ts'
import { type EnvironmentPolicy, type Policy, parsePolicy } from '../../policy/policy.ts'
import type { FactPorts } from '../ports.ts'

/** Which deployments are asked for. */
interface HistoryQuestion {
  /** As the policy spells them; undefined: all. */
  readonly service: string | undefined
  readonly environment: string | undefined
  /** Of each page. */
  readonly first: number
  readonly pages: number
  /** Whether the deployments of the services to an environment, newest first, are enough; `all`: of whichever service or tool. */
  readonly enough: (ours: readonly DeploymentFacts[], all: readonly DeploymentFacts[]) => boolean
}

/** What was read, and what it was asked by. */
export interface PastStand {
  readonly read: ReadHistory
  readonly policy: Policy
  readonly services: readonly string[]
  readonly environments: readonly EnvironmentPolicy[]
  /** What the line of the branch is read with. */
  readonly tools: Omit<FactPorts, 'locks'> & { readonly budget: Budget }
}

/** Points and requests for one command. */
const BUDGET = 300

/** Reads the deployments of some environments. Throws a `UserError` where not even the policy can be read. */
export async function readPastStand(ports: Omit<FactPorts, 'locks'>, question: HistoryQuestion): Promise<PastStand> {
  const { owner, repo } = ports.github.repository
  const tools = { ...ports, budget: new Budget(BUDGET) }
  let policy: Policy | undefined
  const asked = (known: Policy) => ({
    services: question.service === undefined ? known.services : [question.service],
    environments: known.environments.filter(({ name }) => name === (question.environment ?? name)),
  })
  const questionOf = (head: HeadFacts & { readonly policyText: string }): RepositoryScanRequest => {
    policy = parsePolicy(head.policyText, { repository: head.repository.split('/')[1] ?? '' })
    const { services, apps } = policy
    const environments = asked(policy).environments.map(({ name }) => ({ name, pathsAfter: undefined }))
    return { services, apps, environments, asksForRules: false, deployments: question.first }
  }
  const enough = (all: readonly DeploymentFacts[]) => {
    if (policy === undefined) throw new Error('deployments come after the policy')
    const known = policy
    const of = asked(known).services.map(service => deploymentsOf(all, service, known.services))
    return question.enough(
      of.flat().toSorted((one, other) => other.id - one.id),
      all,
    )
  }
  const repository = `${owner}/${repo}`
  const read = await readRepositoryHistory(tools, {
    ...{ repository, head: ports.head, questionOf, enough },
    pages: question.pages,
  })
  if (policy === undefined) {
    const { repository: name, closed } = read.head
    throw new UserError('repository-archived', `${name} is ${closed ?? 'closed'}: nothing can be deployed from it`)
  }
  return { read, policy, tools, ...asked(policy) }
}
