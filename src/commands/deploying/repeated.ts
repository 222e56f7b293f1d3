import { readPayload } from '../../domain/deployment/payload.ts'
import type { DeploymentRecord } from '../../domain/deployment/record.ts'
import { isListed } from '../../domain/deployment-origin.ts'
import { deploymentsOf } from '../../domain/history/deployments.ts'
import { shortSha } from '../../domain/sha.ts'
import { UserError } from '../../errors.ts'
import { getDeployment } from '../../github/deployments.ts'
import type { DeployAnswer } from '../answer/deploy.ts'
import type { DeployPorts } from '../ports.ts'
import type { CreatedRecord } from './create-once.ts'
import type { DeployAsk } from './deploy-ask.ts'
import { type DeployingFacts, wayFor } from './deploying-facts.ts'
import { pickCommit } from './pick-commit.ts'
import { deployPlanOf } from './plan.ts'
import { seeThrough } from './see-through.ts'

/**
 * What the same request has led to already: events arrive twice, and workflows are run again. Undefined for a new one. Nothing
 * is decided anew: another commit may be the newest by now. Throws a `UserError` where it led to something else.
 */
export async function repeatedRequest(
  ask: DeployAsk,
  facts: DeployingFacts,
  ports: DeployPorts,
): Promise<DeployAnswer | undefined> {
  const { stand, at, token } = facts
  const read = stand.facts.environments.get(at.environment.name)?.deployments ?? []
  const known = deploymentsOf(read, at.service, stand.policy.services)
    .filter(one => readPayload(one.payload)?.intent === ask.intent && isListed(one.creator, [token.login]))
    .toSorted((one, other) => one.id - other.id)[0]
  if (known === undefined) return undefined
  const record = await getDeployment(ports.github, known.id)
  refuseOther(record, ask)
  return answerRepeated({ record, made: 'before' }, ask, facts, ports)
}

/** What another command led to is no answer to this one. */
function refuseOther({ id, sha, payload }: DeploymentRecord, { command }: DeployAsk): void {
  const verb = readPayload(payload)?.verb
  const isSameCommit = command.sha === undefined || sha.toLowerCase().startsWith(command.sha.toLowerCase())
  if (verb === command.verb && isSameCommit) return
  const text = `this request has led to deployment ${id} already, by '${verb} ${shortSha(sha)}': ask anew for another command`
  throw new UserError('command-invalid', text)
}

/** Follows a record that is there already, with a plan of its own commit. */
export async function answerRepeated(
  created: CreatedRecord,
  ask: DeployAsk,
  facts: DeployingFacts,
  ports: DeployPorts,
): Promise<DeployAnswer> {
  const sha = created.record.sha.toLowerCase()
  const { at } = facts
  const { stand, position } = await pickCommit(ports, facts.stand, at.environment, sha)
  const whole = { ...facts, stand }
  const { payload } = created.record
  const { reason = '' } = readPayload(payload) ?? {}
  const notes = [
    ...facts.notes,
    'what is live and what goes is said as it is now, not as it was when this was asked for',
  ]
  const plan = deployPlanOf({
    stand,
    at,
    position,
    verdict: undefined,
    force: undefined,
    reason,
    requester: ask.actor.login,
    page: ports.page,
    notes,
  })
  return seeThrough(created, { ask, plan, facts: whole, way: await wayFor(whole, sha, ports) }, ports)
}
