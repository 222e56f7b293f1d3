import { byHand } from '../domain/deployment/by-hand.ts'
import { lockFindings, type OrderFacts, type RuleFacts } from '../domain/deployment/deploy-rules.ts'
import type { DeployRequest } from '../domain/deployment/request.ts'
import type { DeploymentFacts } from '../domain/history/deployment-facts.ts'
import type { Commit } from '../domain/history/first-parents.ts'
import type { LockAnswer, LockReader } from '../domain/history/lock.ts'
import { unlockCommand } from '../domain/lock/lock-command.ts'
import { UserError } from '../errors.ts'
import type { GitHubClient } from '../github/client.ts'
import { readGoodDeployments } from '../github/history/order.ts'
import { readRole } from '../github/role.ts'
import type { Logger } from '../log/logger.ts'
import type { Role } from '../policy/deploy-rules.ts'
import { canonicalName } from '../text/canonical-name.ts'
import type { Clock } from '../time/clock.ts'

/** What the rules of an environment are read with. */
interface RuleTools {
  readonly github: GitHubClient
  readonly log: Logger
  readonly clock: Clock
  readonly locks: LockReader
  /** Login of who started the run; empty when the runner does not say. */
  readonly startedBy: string
}

/** What was read for the rules of an environment. */
export interface ReadRules {
  readonly lock: LockAnswer
  readonly role: Role | undefined
  /** Good deployments by environment; undefined where no order is asked for. */
  readonly good: ReadonlyMap<string, readonly DeploymentFacts[]> | undefined
}

/** Reads what the rules of the environment need, side by side: without rules nothing but the lock. */
export async function readRules(tools: RuleTools, request: DeployRequest): Promise<ReadRules> {
  const { environment, requester, service, services, apps } = request
  const { order, deployers, force } = environment.rules
  const isRoleAsked =
    deployers?.role !== undefined || (request.payload?.force !== undefined && force?.role !== undefined)
  const [lock, role, good] = await Promise.all([
    lockOf(tools, request),
    isRoleAsked && requester.isPerson ? readRole(tools.github, requester.login) : undefined,
    order === undefined
      ? undefined
      : readGoodDeployments(tools, { environments: [order.after, environment.name], service, services, apps }),
  ])
  return { lock, role, good }
}

/** The facts for the rules. `line`: from the head of the branch to the commit. */
export function ruleFacts(
  { lock, role, good }: ReadRules,
  { environment, requester, payload, sha }: DeployRequest,
  line: readonly Commit[],
  now: number,
): RuleFacts {
  const { order } = environment.rules
  const facts: OrderFacts | undefined =
    order === undefined || good === undefined
      ? undefined
      : {
          ...{ before: good.get(order.after) ?? [], here: good.get(environment.name) ?? [], sha },
          holders: new Set(line.map(commit => commit.sha.toLowerCase())),
        }
  return {
    now,
    lock,
    requester: { login: requester.login, role, proof: requester.proof },
    order: facts,
    force: payload?.force?.reason,
  }
}

/** Reads the lock once more, right before something is changed. Throws a `UserError` where one was taken meanwhile. */
export async function refuseLocked(tools: Omit<RuleTools, 'log' | 'clock'>, request: DeployRequest): Promise<void> {
  const lock = await lockOf(tools, request)
  const findings = lockFindings({ lock })
  if (findings.length > 0) throw UserError.from(findings)
}

/**
 * The lock that stands in the way of the deployment, read anew. Throws a `UserError` (error) where GitHub does not answer: that is
 * no verdict, but nothing is deployed either.
 */
async function lockOf(
  { github, locks, startedBy }: Pick<RuleTools, 'github' | 'locks' | 'startedBy'>,
  { service, environment, deployment, requester, locks: place }: DeployRequest,
): Promise<LockAnswer> {
  const { owner, repo } = github.repository
  const key = { repository: `${owner}/${repo}`, service, environment: environment.name }
  const { by, note } = byHand(requester, { creator: deployment.creator, startedBy })
  try {
    const lock = await locks.lockOf({ key, place, by })
    if (lock === undefined) return { kind: 'read', lock }
    const isOwn = canonicalName(lock.owner) === canonicalName(requester.login) || !requester.isPerson
    const command = lock.scope === undefined ? '' : unlockCommand(lock.scope, place.repository !== undefined)
    return { kind: 'read', lock, note: isOwn ? note : '', command }
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown
    const { reason, message, outcome } = thrown
    if (outcome === 'refused') return { kind: 'unreadable', reason, why: message }
    const where = place.repository ?? key.repository
    const text = `whether ${environment.name} is locked is not known, for the locks of ${where} cannot be read: ${message}`
    throw new UserError(reason, text, { cause: thrown })
  }
}
