import { heldLines } from '../../domain/deployment/deploy-line.ts'
import { taskOf } from '../../domain/deployment-task.ts'
import { shortSha } from '../../domain/sha.ts'
import { UserError } from '../../errors.ts'
import type { DeployAnswer } from '../answer/deploy.ts'
import type { Ask } from '../ask.ts'
import type { DeployCommand } from '../command.ts'
import { carryOut } from '../deploying/carry-out.ts'
import { type DeployingFacts, readDeployingFacts, wayFor } from '../deploying/deploying-facts.ts'
import { pickCommit } from '../deploying/pick-commit.ts'
import { deployPlanOf } from '../deploying/plan.ts'
import { repeatedRequest } from '../deploying/repeated.ts'
import { isUnsettled } from '../deploying/unsettled.ts'
import { missingFrom } from '../facts/environment-stand.ts'
import { verdictsOf } from '../facts/next-deploy.ts'
import type { DeployPorts } from '../ports.ts'

/**
 * Deploys a commit: without a SHA the newest that the verdict allows. The plan is shown before anything is created. Throws a
 * `UserError` where the verdict refuses, and for whatever comes to nothing before there is a record.
 */
export async function deployCommit(ask: Ask<DeployCommand>, ports: DeployPorts): Promise<DeployAnswer> {
  const { force, sha } = ask.command
  const read = await readDeployingFacts(ask, ports)
  const facts = ask.command.allAtOnce === true ? allAtOnce(read) : read
  const repeated = await repeatedRequest(ask, facts, ports)
  if (repeated !== undefined) return repeated
  const { stand, position } =
    sha === undefined ? newest(facts, force) : await pickCommit(ports, facts.stand, facts.at.environment, sha)
  const whole = { ...facts, stand }
  const verdict = verdictsOf(stand, force).on(facts.at, position)
  const plan = (notes: readonly string[]) =>
    deployPlanOf({
      ...{ stand, at: facts.at, position, verdict, force, reason: '', requester: ask.actor.login, page: ports.page },
      notes: [...facts.notes, ...notes],
    })
  const first = plan([])
  if (first.kind === 'again' && force === undefined && !isUnsettled(stand, facts.at)) {
    return { schema: 1, code: 'already-live', plan: first }
  }
  const { to } = first
  if (verdict.kind !== 'allow') {
    const { service, environment } = ask.command
    const task = taskOf(service, stand.policy.services)
    const lines = verdict.reason === 'held-by-other' ? heldLines({ service, task, environment, sha: to.sha }) : []
    const findings = [...verdict.findings, ...lines]
    throw new UserError(verdict.reason, `${shortSha(to.sha)} ${to.title}: ${verdict.text}`, { findings })
  }
  const way = await wayFor(whole, to.sha, ports)
  const shown = plan(way.kind === 'dispatch' && way.note !== '' ? [way.note] : [])
  await ports.onPlan(shown)
  return carryOut({ ask, plan: shown, facts: whole, way }, ports)
}

/** As the run will take it: the policy's stages do not count. */
function allAtOnce(facts: DeployingFacts): DeployingFacts {
  const { environment } = facts.at
  const strategy = { ...environment.strategy, staging: undefined }
  return { ...facts, at: { ...facts.at, environment: { ...environment, strategy } } }
}

/** The newest commit that the verdict allows; where it allows none, the one whose refusal says most. */
function newest({ stand, at }: DeployingFacts, force: string | undefined) {
  const next = verdictsOf(stand, force).next(at)
  if (next !== undefined) return { stand, position: next.position }
  const missing = missingFrom(stand, at)
  if (missing !== undefined) throw new UserError(missing.reason, missing.text)
  const live = at.deployments?.live
  const text = live === undefined ? 'there is no commit' : `${live.sha.slice(0, 7)} is live, and nothing newer waits`
  throw new UserError('nothing-to-deploy', `nothing to deploy to ${at.environment.name} of ${at.service}: ${text}`)
}
