import { positionsOn } from '../../domain/history/live.ts'
import { shortSha } from '../../domain/sha.ts'
import { UserError } from '../../errors.ts'
import type { DeployAnswer } from '../answer/deploy.ts'
import type { Ask } from '../ask.ts'
import type { RollbackCommand } from '../command.ts'
import { carryOut } from '../deploying/carry-out.ts'
import { type DeployingFacts, readDeployingFacts, wayFor } from '../deploying/deploying-facts.ts'
import { pickCommit } from '../deploying/pick-commit.ts'
import { deployPlanOf } from '../deploying/plan.ts'
import { repeatedRequest } from '../deploying/repeated.ts'
import { failedSince, isUnsettled } from '../deploying/unsettled.ts'
import { verdictsOf } from '../facts/next-deploy.ts'
import type { DeployPorts } from '../ports.ts'

/**
 * Deploys the commit of the last good deployment before what is live, or the older one that is named; what is live itself,
 * where a newer one failed after it. Then holds the service in
 * the environment where the policy says so. Throws a `UserError` as `deploy` does.
 */
export async function rollback(ask: Ask<RollbackCommand>, ports: DeployPorts): Promise<DeployAnswer> {
  const { sha: written, reason } = ask.command
  const facts = await readDeployingFacts(ask, ports)
  const repeated = await repeatedRequest(ask, facts, ports)
  if (repeated !== undefined) return repeated
  const { at } = facts
  const { stand, position } = await pickCommit(
    ports,
    facts.stand,
    at.environment,
    written ?? halfLeft(facts) ?? lastGood(facts),
  )
  const whole = { ...facts, stand }
  const verdict = verdictsOf(stand).on(at, position)
  const plan = deployPlanOf({
    ...{ stand, at, position, verdict, force: undefined, reason, requester: ask.actor.login, page: ports.page },
    notes: facts.notes,
  })
  const name = `${shortSha(plan.to.sha)} ${plan.to.title}`
  if (plan.kind === 'again' && !isUnsettled(stand, at)) return { schema: 1, code: 'already-live', plan }
  if (plan.kind === 'forward' || plan.kind === 'first') {
    const than = plan.from === null ? 'nothing is live' : `it is newer than ${shortSha(plan.from.sha)}, which is live`
    throw new UserError('nothing-to-deploy', `${name} is no rollback: ${than}; use 'deploy'`)
  }
  if (verdict.kind !== 'allow') throw new UserError(verdict.reason, `${name}: ${verdict.text}`, verdict)
  const way = await wayFor(whole, plan.to.sha, ports)
  const image = 'whether its image is still there is looked up by the deployment'
  const shown = {
    ...plan,
    notes: [...plan.notes, image, ...(way.kind === 'dispatch' && way.note !== '' ? [way.note] : [])],
  }
  await ports.onPlan(shown)
  return carryOut({ ask, plan: shown, facts: whole, way }, ports)
}

/**
 * What is live, where the newest deployment left it half-way for another commit: that one is to be undone. A rollback that
 * failed is tried once more instead.
 */
function halfLeft({ stand, at: { deployments, ...at } }: DeployingFacts): string | undefined {
  const { live, open = [] } = deployments ?? {}
  const failed = failedSince(stand, { deployments, ...at })?.deployment
  if (live === undefined || failed === undefined || open.some(one => one.deployment.id > failed.id)) return undefined
  const positions = positionsOn(stand.facts.line ?? { commits: [] })
  const depth = (sha: string) => positions.get(sha.toLowerCase()) ?? Number.POSITIVE_INFINITY
  return depth(failed.sha) > depth(live.sha) ? undefined : live.sha
}

/**
 * The commit of the last good deployment of an older one than what is live. After a rollback the last one of another commit
 * is what was taken out: a rollback that is asked for twice must not bring that back.
 */
function lastGood({ stand, at: { deployments, environment, service } }: DeployingFacts): string {
  const { live, good = [], complete = false, read = 0 } = deployments ?? {}
  const where = `${environment.name} of ${service}`
  if (live === undefined) {
    throw new UserError('nothing-to-deploy', `nothing is live in ${where}: there is nothing to go back from`)
  }
  const positions = positionsOn(stand.facts.line ?? { commits: [] })
  const liveAt = positions.get(live.sha) ?? -1
  // What was not found on the line is further back.
  const before = good.find(({ sha }) => sha !== live.sha && (positions.get(sha) ?? Number.POSITIVE_INFINITY) > liveAt)
  if (before !== undefined) return before.sha
  if (complete) {
    throw new UserError(
      'nothing-to-deploy',
      `${where} has no good deployment of an older commit than ${shortSha(live.sha)}`,
    )
  }
  const text = `no good deployment of an older commit is among the ${read} newest to ${where}: name the commit`
  throw new UserError('history-unreadable', text)
}
