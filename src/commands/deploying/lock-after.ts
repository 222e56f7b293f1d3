import { reasonProblem } from '../../domain/lock/held-lock.ts'
import { scopeText } from '../../domain/lock/lock-name.ts'
import { shortSha } from '../../domain/sha.ts'
import { UserError } from '../../errors.ts'
import { cut } from '../../text/one-line.ts'
import type { DeployPlan, LockLeft } from '../answer/deploy.ts'
import type { LockPorts } from '../ports.ts'
import { lock } from '../verbs/lock.ts'
import { unlock } from '../verbs/unlock.ts'
import type { DeployAsk } from './deploy-ask.ts'

/** Characters that a lock's reason may have. */
const LONGEST = 200

/** Holds the service in the environment after a rollback, so that what was taken out does not come back by itself. */
export async function leaveLock(
  ask: DeployAsk,
  plan: DeployPlan,
  { lasts }: { readonly lasts: number | undefined },
  ports: LockPorts,
): Promise<LockLeft> {
  const { service, environment } = plan
  const scope = { service, environment }
  const reason = reasonFor(plan)
  const command = { verb: 'lock', scope, lasts, reason, link: ask.link, steal: false, claim: undefined } as const
  try {
    const answer = await lock({ ...ask, command }, ports)
    const { expires, claim } = 'lock' in answer ? answer.lock : { expires: null, claim: null }
    return { taken: true, holds: scopeText(scope), reason, expires, claim }
  } catch (thrown) {
    // The rollback goes on: what holds the environment is second to that.
    if (!(thrown instanceof UserError)) throw thrown
    return { taken: false, why: thrown.message }
  }
}

/** Gives back the lock of a rollback that changed nothing. */
export async function releaseLeft(
  ask: DeployAsk,
  { service, environment }: DeployPlan,
  claim: string | null,
  ports: LockPorts,
): Promise<LockLeft> {
  const scope = { service, environment }
  const command = { verb: 'unlock', scope, steal: false, claim: claim ?? undefined } as const
  try {
    await unlock({ ...ask, command }, ports)
    return { taken: false, why: 'the rollback was refused, and the lock given back' }
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown
    return { taken: false, why: `the rollback was refused, and its lock could not be given back: ${thrown.message}` }
  }
}

function reasonFor({ from, to, reason }: DeployPlan): string {
  const moved =
    from === null ? `rollback to ${shortSha(to.sha)}` : `rollback from ${shortSha(from.sha)} to ${shortSha(to.sha)}`
  const said = reason === '' || reasonProblem(reason) !== undefined ? moved : `${moved}: ${reason}`
  return cut(said, LONGEST)
}
