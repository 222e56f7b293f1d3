import { wayOn } from '../../deployments/held/way-on.ts'
import { askedNow, askedUrl, asksIn } from '../../domain/claims/asked.ts'
import { continuingText } from '../../domain/claims/held-status.ts'
import { claimsIn, heldIn } from '../../domain/claims/run-claims.ts'
import { lockFindings, ruleFindings } from '../../domain/deployment/deploy-rules.ts'
import type { DeploymentStatus } from '../../domain/deployment/record.ts'
import { statusText } from '../../domain/deployment/status-text.ts'
import type { DeploymentFacts } from '../../domain/history/deployment-facts.ts'
import { deploymentsOf } from '../../domain/history/deployments.ts'
import { UserError } from '../../errors.ts'
import { createStatus, listStatuses } from '../../github/deployments.ts'
import { dispatchWorkflow } from '../../github/workflows/dispatch.ts'
import type { ContinueAnswer } from '../answer/continue.ts'
import type { Ask } from '../ask.ts'
import type { ContinueCommand } from '../command.ts'
import { type DeployingFacts, readDeployingFacts } from '../deploying/deploying-facts.ts'
import { followContinuation } from '../deploying/follow-continuation.ts'
import { lockAnswer } from '../facts/kept-locks.ts'
import type { DeployPorts } from '../ports.ts'

/**
 * Promotes or aborts what is held in an environment: says on the deployment who asked, and starts its run. Of two who ask at the same
 * time the one whose status came first; the same request once, however often it arrives. Throws a `UserError`: `nothing-held`,
 * `held-by-other`, `no-way-in`, or what the rules say against it.
 */
export async function goOn(ask: Ask<ContinueCommand>, ports: DeployPorts): Promise<ContinueAnswer> {
  const { verb: how, service, environment } = ask.command
  const facts = await readDeployingFacts(ask, ports)
  const { stand, at, token } = facts
  const ours = deploymentsOf(
    stand.facts.environments.get(at.environment.name)?.deployments ?? [],
    service,
    stand.policy.services,
  )
  const before = ours.find(({ statuses }) => asksIn(statuses).some(({ intent }) => intent === ask.intent))
  if (before !== undefined) return followContinuation(ask, before, ports)
  const held = at.deployments?.open.find(({ kind }) => kind === 'held')?.deployment
  const status = held === undefined ? undefined : heldIn(held.statuses)
  if (held === undefined || status === undefined) {
    throw new UserError('nothing-held', `nothing to ${how}: nothing is held in ${environment} of ${service}`)
  }
  if (how === 'promote') refuseByRules(facts)
  const way = wayOn(token.branch)
  await claim(ask, held, status.description, ports)
  const branch = stand.facts.head.branch ?? ''
  const inputs = way.inputsFor({ id: held.id, sha: held.sha, environment, service, how })
  try {
    await dispatchWorkflow(ports.github, { file: way.file, branch, inputs })
  } catch (thrown) {
    // No one is to wait for a run that was not started.
    const again = { deploymentId: held.id, state: 'in_progress', description: status.description } as const
    await createStatus(ports.github, { ...again, logUrl: status.logUrl }).catch(() => undefined)
    throw thrown
  }
  return followContinuation(ask, held, ports)
}

/** Who asks, a lock and a freeze count as for a deployment; what is live comes back whatever they say. */
function refuseByRules({ stand, at }: DeployingFacts): void {
  const { locks, asker, now } = stand
  const { environment, service } = at
  const lock = lockAnswer(locks, service, environment.name, asker.login)
  const rules = { ...environment.rules, order: undefined }
  const requester = { login: asker.login, role: asker.role, proof: asker.proof }
  const known = { now, lock: { kind: 'read', lock: undefined }, requester, order: undefined } as const
  const findings = [...lockFindings({ lock }), ...ruleFindings(rules, known)]
  if (findings.length > 0) throw UserError.from(findings)
}

/** Says who asked, where every door sees it; GitHub has the order of those who do so at the same time. */
async function claim(
  { command, actor, intent }: Ask<ContinueCommand>,
  { id }: DeploymentFacts,
  held: string,
  { github, page }: DeployPorts,
): Promise<void> {
  const { verb: how, environment } = command
  const written = await createStatus(github, {
    ...{ deploymentId: id, state: 'in_progress' },
    description: statusText(continuingText(how, held, actor.login)),
    logUrl: askedUrl({ page, environment }, how, intent),
  })
  const statuses = await listStatuses(github, id)
  const first = askedNow(statuses.map(timed), Date.parse(written.createdAt))
  if (first !== undefined && first.intent !== intent) {
    throw new UserError('held-by-other', `deployment ${id}: another came first: ${first.said}`)
  }
  const [run] = claimsIn(statuses)
  if (run !== undefined) throw new UserError('held-by-other', `deployment ${id}: run ${run.runId} came first`)
  if (first === undefined) throw new UserError('nothing-held', `deployment ${id} has ended meanwhile`)
}

function timed(status: DeploymentStatus) {
  return { ...status, createdAt: Date.parse(status.createdAt) }
}
