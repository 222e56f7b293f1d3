import { decideUnlock } from '../../domain/lock/decide.ts'
import { lockName, scopeText } from '../../domain/lock/lock-name.ts'
import { factsOfFound, type LockAnswer } from '../answer/lock.ts'
import type { Ask } from '../ask.ts'
import type { UnlockCommand } from '../command.ts'
import { contended, MOST_LOCK_TRIES, refused } from '../locks/refusals.ts'
import { sweep } from '../locks/sweep.ts'
import type { LockPorts } from '../ports.ts'

/** Gives a lock back. Throws a `UserError`: `lock-held` where it is another's, `lock-unreadable`, `lock-contended`. */
export async function unlock({ command, actor }: Ask<UnlockCommand>, ports: LockPorts): Promise<LockAnswer> {
  const { locks, repository, clock } = ports
  const { scope, steal, claim = '' } = command
  const name = lockName(scope)
  const holds = scopeText(scope)
  const who = { owner: actor.login, claim }
  for (let tries = 1; tries <= MOST_LOCK_TRIES; tries++) {
    const { refs, at: now = clock.now() } = await locks.list()
    const ref = refs.find(one => one.name === name)
    const found = await locks.content(ref)
    const step = decideUnlock(found, who, now, steal)
    if (step.act === 'refuse') throw refused(step, scope)
    if (ref !== undefined && step.act === 'delete' && (await locks.remove(ref)) === 'changed') continue
    await sweep(
      refs.filter(one => one.name !== name),
      now,
      ports,
    )
    const wasHeld = step.act === 'delete' && step.why !== 'expired'
    const before = factsOfFound(found, name, scope, now)
    return { schema: 1, code: wasHeld ? 'unlocked' : 'not-locked', repository, holds, before }
  }
  throw contended(scope)
}
