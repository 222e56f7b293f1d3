import { isListed } from '../../domain/deployment-origin.ts'
import type { HeadFacts } from '../../domain/history/facts.ts'
import { UserError } from '../../errors.ts'
import { Budget } from '../../github/budget.ts'
import type { GitHubClient } from '../../github/client.ts'
import { readRole } from '../../github/role.ts'
import { readOneRepository } from '../../github/scan/one-repository.ts'
import type { RepositoryScanRequest } from '../../github/scan/repository-reading.ts'
import type { Proof, Role } from '../../policy/deploy-rules.ts'
import { type Policy, parsePolicy } from '../../policy/policy.ts'
import type { ServicePaths } from '../../policy/services.ts'
import type { FactPorts } from '../ports.ts'
import { readKeptLocks } from './kept-locks.ts'
import type { Asker, Stand } from './stand.ts'

/** What is asked. */
interface StandRequest {
  /** As the policy spells it; undefined: all. */
  readonly service: string | undefined
  /** Commits of the line that are read in detail, whether they wait or not. */
  readonly newest: number
  /** Login of who asks: their role is read where a rule asks for one. */
  readonly login: string
  /** How that is known. */
  readonly proof?: Proof
  /** Where it was read already. */
  readonly role?: Role | undefined
}

/** Points and requests for one command: far more than it takes, so that one that goes wrong does not use up the hour. */
const BUDGET = 200
/** Of the commits that wait, so many of the newest are judged: what is to be deployed is seldom further back. */
const JUDGED = 24
/** Deployments of an environment that the gate looks at where the policy has an order: a status must not say otherwise. */
const FOR_ORDER = 50

/** Reads the repository, whatever of it can be read. Throws a `UserError` where that is not even its policy. */
export async function readStand(ports: FactPorts, request: StandRequest): Promise<Stand> {
  const { github, clock } = ports
  const { owner, repo } = github.repository
  let policy: Policy | undefined
  const questionOf = (head: HeadFacts & { readonly policyText: string }): RepositoryScanRequest => {
    policy = parsePolicy(head.policyText, { repository: head.repository.split('/')[1] ?? '' })
    return questionBy(policy, request)
  }
  const tools = { ...ports, budget: new Budget(BUDGET) }
  const [{ facts, unread }, locks] = await Promise.all([
    readOneRepository(tools, { repository: `${owner}/${repo}`, head: ports.head, questionOf }),
    readKeptLocks(ports),
  ])
  const { repository, closed } = facts.head
  if (policy === undefined) {
    throw new UserError(
      'repository-archived',
      `${repository} is ${closed ?? 'closed'}: nothing can be deployed from it`,
    )
  }
  const { login, proof } = request
  const known = { login, proof, role: undefined, unread: undefined }
  const asker = asksForRole(policy, login) ? { ...known, ...(await askerOf(github, request)) } : known
  return {
    ...{ repository, policy, facts, locks, unread, asker },
    // The clock of the machine is no one's time: ages, windows and orders go by GitHub's.
    now: locks.kind === 'read' ? locks.at : clock.now(),
    services: request.service === undefined ? policy.services : [request.service],
  }
}

function questionBy(policy: Policy, { service, newest }: StandRequest): RepositoryScanRequest {
  const { services, servicePaths, apps, environments } = policy
  return {
    ...{ services, apps, newest, detailed: Math.max(newest, JUDGED), asksForReviewers: true },
    asked: service === undefined ? undefined : [service],
    servicePaths: pathsOf(servicePaths, service),
    asksForRules: environments.some(({ checks }) => checks.count === 'required'),
    deployments: environments.some(({ rules }) => rules.order !== undefined) ? FOR_ORDER : undefined,
    environments: environments.map(({ name }) => ({ name, pathsAfter: undefined })),
  }
}

function pathsOf(paths: ServicePaths, service: string | undefined): ServicePaths {
  return service === undefined ? paths : new Map([...paths].filter(([name]) => name === service))
}

/** Whether a rule asks for a role of a person whom it does not name. */
function asksForRole({ environments }: Policy, login: string): boolean {
  return environments.some(({ rules: { deployers } }) => {
    const isNamed = deployers !== undefined && isListed(login, deployers.logins)
    return deployers?.role !== undefined && !isNamed && login !== ''
  })
}

/** One that cannot be read permits nothing, and is not said to be missing. */
async function askerOf(
  github: GitHubClient,
  { login, role }: Pick<StandRequest, 'login' | 'role'>,
): Promise<Pick<Asker, 'role' | 'unread'>> {
  if (role !== undefined) return { role, unread: undefined }
  try {
    return { role: await readRole(github, login), unread: undefined }
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown
    const text = `the role of ${login} could not be read: ${thrown.message}`
    return { role: undefined, unread: { reason: thrown.reason, text } }
  }
}
