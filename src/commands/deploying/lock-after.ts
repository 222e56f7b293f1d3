import { lockWords } from '../../domain/lock/decide.ts'
import { type HeldLock, isExpired, isOwner, LONGEST_REASON, reasonProblem } from '../../domain/lock/held-lock.ts'
import { type LockScope, lockName, scopeText } from '../../domain/lock/lock-name.ts'
import { shortSha } from '../../domain/sha.ts'
import { UserError } from '../../errors.ts'
import { cut } from '../../text/one-line.ts'
import type { DeployPlan, LockLeft } from '../answer/deploy.ts'
import type { LockPorts } from '../ports.ts'
import { takeLock } from '../verbs/lock.ts'
import { unlock } from '../verbs/unlock.ts'
import type { DeployAsk } from './deploy-ask.ts'

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
    const taken = await takeLock({ ...ask, command }, ports, true)
    if (taken.kind === 'kept') {
      return { taken: false, why: `${scopeText(scope)} is already ${lockWords(taken.lock)}; that lock stays` }
    }
    const { answer } = taken
    const { expires, claim } = 'lock' in answer ? answer.lock : { expires: null, claim: null }
    return { taken: true, holds: scopeText(scope), reason, expires, claim }
  } catch (thrown) {
    // The rollback goes on: what holds the environment is second to that.
    if (!(thrown instanceof UserError)) throw thrown
    return { taken: false, why: thrown.message }
  }
}

/** The lock of a rollback, as far as it is known before it is taken. */
export function lockLeft(plan: DeployPlan, claim: string): Extract<LockLeft, { taken: true }> {
  return { taken: true, holds: scopeText(plan), reason: reasonFor(plan), expires: null, claim }
}

/** Gives back the lock of a rollback that changed nothing, if it is still that one: its owner may have made it last longer. */
export async function releaseLeft(
  ask: DeployAsk,
  { service, environment }: DeployPlan,
  { claim, reason }: Extract<LockLeft, { taken: true }>,
  ports: LockPorts,
): Promise<LockLeft> {
  const scope = { service, environment }
  const command = { verb: 'unlock', scope, steal: false, claim: claim ?? undefined } as const
  try {
    const own = await ownLock(ask, scope, ports)
    if (own === undefined) return { taken: false, why: 'the rollback was refused, and its lock is no longer there' }
    if (own.claim !== claim || own.reason !== reason) {
      return {
        taken: false,
        why: `the rollback was refused; ${scopeText(scope)} is ${lockWords(own)}; that lock stays`,
      }
    }
    await unlock({ ...ask, command }, ports)
    return { taken: false, why: 'the rollback was refused, and the lock given back' }
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown
    return { taken: false, why: `the rollback was refused, and its lock could not be given back: ${thrown.message}` }
  }
}

/** The lock with just this scope that the person has already: what it says is theirs. */
async function ownLock(
  { actor }: DeployAsk,
  scope: LockScope,
  { locks, clock }: LockPorts,
): Promise<HeldLock | undefined> {
  const { refs, at: now = clock.now() } = await locks.list()
  const found = await locks.content(refs.find(one => one.name === lockName(scope)))
  if (found.kind !== 'lock') return undefined
  return isOwner(found.lock, actor.login) && !isExpired(found.lock, now) ? found.lock : undefined
}

function reasonFor({ from, to, reason }: DeployPlan): string {
  const moved =
    from === null ? `rollback to ${shortSha(to.sha)}` : `rollback from ${shortSha(from.sha)} to ${shortSha(to.sha)}`
  const said = reason === '' || reasonProblem(reason) !== undefined ? moved : `${moved}: ${reason}`
  return cut(said, LONGEST_REASON)
}
