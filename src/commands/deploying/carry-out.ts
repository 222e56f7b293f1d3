import { writePayload } from '../../domain/deployment/payload.ts'
import { statusText } from '../../domain/deployment/status-text.ts'
import { taskOf } from '../../domain/deployment-task.ts'
import type { DeployAnswer } from '../answer/deploy.ts'
import type { DeployPorts } from '../ports.ts'
import { createOnce } from './create-once.ts'
import { endUnbegun } from './end-unbegun.ts'
import { recordPortsOf } from './record-ports.ts'
import { answerRepeated } from './repeated.ts'
import { type Deploying, seeThrough } from './see-through.ts'

/** Creates the record, sees that it gets a run, and follows it to its end. */
export async function carryOut(deploying: Deploying, ports: DeployPorts): Promise<DeployAnswer> {
  const claim = ports.newClaim()
  // The lock of a rollback is known by it, too.
  const own = { ...ports, newClaim: () => claim }
  try {
    return await created(claim, deploying, own)
  } catch (thrown) {
    if (deploying.way.kind === 'here') await endUnbegun(claim, thrown, deploying, own)
    throw thrown
  }
}

async function created(claim: string, deploying: Deploying, ports: DeployPorts): Promise<DeployAnswer> {
  const { ask, plan, facts } = deploying
  const { clock } = ports
  const { services, apps } = facts.stand.policy
  const { service, environment, to } = plan
  const wish = {
    ...{ sha: to.sha, task: taskOf(service, services), environment },
    description: statusText(`${ask.command.verb} by ${ask.actor.login}`),
    payload: payloadOf(deploying, claim),
  }
  const made = await createOnce(
    wish,
    { creator: facts.token.login, apps, now: facts.stand.now, clock },
    recordPortsOf(ports),
  )
  // The same request may have led to another commit at the same moment, when that was the newest.
  if (made.record.sha.toLowerCase() !== to.sha) return answerRepeated(made, ask, facts, ports)
  return seeThrough(made, deploying, ports)
}

function payloadOf({ ask, plan, facts: { isPerson }, way }: Deploying, claim: string) {
  const { command, actor, door, intent, link } = ask
  const { from, train, kind, force, ignored, reason } = plan
  return writePayload({
    actor: isPerson ? { login: actor.login, proof: actor.proof } : undefined,
    ...{ intent, claim, door, link, verb: command.verb, reason },
    local: way.kind === 'here',
    strategy: command.verb === 'deploy' && command.allAtOnce === true ? 'all' : undefined,
    force: force === null ? undefined : { reason: force, ignored: ignored.map(({ code }) => code) },
    train: {
      ...{ from: from?.sha, commits: train.count, more: train.more, back: kind === 'back', compare: train.compare },
    },
  })
}
