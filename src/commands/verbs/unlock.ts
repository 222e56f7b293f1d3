import { decideUnlock } from '../../domain/lock/decide.ts'
import { lockName, scopeText } from '../../domain/lock/lock-name.ts'
import { factsOfFound, type LocksAnswer, loserOf } from '../answer/lock.ts'
import type { Ask } from '../ask.ts'
import type { UnlockCommand } from '../command.ts'
import { readAll } from '../locks/found.ts'
import { holdsPartOf } from '../locks/overlap.ts'
import { contended, MOST_LOCK_TRIES, pauseBefore, refused, stillLocked } from '../locks/refusals.ts'
import { sweepLater } from '../locks/sweep.ts'
import type { LockPorts } from '../ports.ts'

/** Other locks on the same that are named: each is a request. */
const MOST_SHOWN = 20

/**
 * Gives a lock back. Throws a `UserError`: `lock-held` where it is another's, `lock-unreadable`, `lock-contended`,
 * `still-locked` where it had no lock of its own and others hold it.
 */
export async function unlock({ command, actor }: Ask<UnlockCommand>, ports: LockPorts): Promise<LocksAnswer> {
  const { locks, repository, clock } = ports
  const { scope, steal, claim = '' } = command
  const name = lockName(scope)
  const holds = scopeText(scope)
  const who = { owner: actor.login, claim }
  for (let tries = 1; tries <= MOST_LOCK_TRIES; tries++) {
    await pauseBefore(tries, clock)
    const { refs, at: now = clock.now() } = await locks.list()
    const ref = refs.find(one => one.name === name)
    const found = await locks.content(ref)
    const step = decideUnlock(found, who, now, steal)
    if (step.act === 'refuse') throw refused(step, scope)
    if (ref !== undefined && step.act === 'delete' && (await locks.remove(ref)) === 'changed') continue
    const others = refs.filter(one => one.name !== name)
    const overlapping = others.filter(one => holdsPartOf(scope, one.name)).slice(0, MOST_SHOWN)
    const kept = await readAll(overlapping, locks)
    const still = kept
      .flatMap(one => factsOfFound(one.found, one.name, undefined, now) ?? [])
      .filter(({ state }) => state !== 'over')
    sweepLater(others, now, ports)
    const wasHeld = step.act === 'delete' && step.why !== 'expired'
    if (!wasHeld && still.length > 0) throw stillLocked(scope, still)
    const before = factsOfFound(found, name, scope, now)
    const notify = loserOf(before, actor.login)
    return { schema: 1, code: wasHeld ? 'unlocked' : 'not-locked', repository, holds, before, notify, still }
  }
  throw contended(scope)
}
