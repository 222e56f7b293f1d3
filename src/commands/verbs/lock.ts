import { decideLock } from '../../domain/lock/decide.ts'
import { type HeldLock, unwritable } from '../../domain/lock/held-lock.ts'
import { lockName } from '../../domain/lock/lock-name.ts'
import { UserError } from '../../errors.ts'
import { factsOfFound, factsOfLock, type LocksAnswer, loserOf } from '../answer/lock.ts'
import type { Ask } from '../ask.ts'
import type { LockCommand } from '../command.ts'
import { contended, MOST_LOCK_TRIES, pauseBefore, refused } from '../locks/refusals.ts'
import { sweepLater } from '../locks/sweep.ts'
import type { LockPorts } from '../ports.ts'

const CODES = { expired: 'taken-over', extended: 'extended', stolen: 'stolen' } as const

/** Takes a lock, or makes one's own last as said. Throws a `UserError`: `lock-held`, `lock-unreadable`, `lock-contended`. */
export async function lock(ask: Ask<LockCommand>, ports: LockPorts): Promise<LocksAnswer> {
  const taken = await takeLock(ask, ports, false)
  if (taken.kind === 'kept') throw new Error('a lock that was to last as said was left as it is')
  return taken.answer
}

/** The same; with `keepsOwn` a lock that the person has already stays as it is. */
export async function takeLock(
  { command, actor }: Ask<LockCommand>,
  ports: LockPorts,
  keepsOwn: boolean,
): Promise<
  { readonly kind: 'taken'; readonly answer: LocksAnswer } | { readonly kind: 'kept'; readonly lock: HeldLock }
> {
  const { locks, repository, clock } = ports
  const { scope, reason, link, lasts, steal } = command
  const name = lockName(scope)
  const claim = command.claim ?? ports.newClaim()
  const owner = actor.login
  for (let tries = 1; tries <= MOST_LOCK_TRIES; tries++) {
    await pauseBefore(tries, clock)
    const { refs, at: now = clock.now() } = await locks.list()
    const ref = refs.find(one => one.name === name)
    const found = await locks.content(ref)
    const expiresAt = lasts === undefined ? undefined : now + lasts
    const step = decideLock(found, { scope, owner, reason, link, claim, expiresAt }, now, { steal, keepsOwn })
    if (step.act === 'keep') return { kind: 'kept', lock: step.lock }
    if (step.act === 'refuse') throw refused(step, scope)
    const problem = unwritable(step.lock)
    if (problem !== undefined) throw new UserError('command-invalid', `it cannot be locked: ${problem}`)
    const before = factsOfFound(found, name, scope, now)
    const written =
      step.act === 'create' || ref === undefined
        ? await locks.create(name, step.lock)
        : await locks.replace(ref, step.lock)
    if (written === 'changed') continue
    const others = refs.filter(one => one.name !== name)
    sweepLater(others, now, ports)
    const code = step.act === 'create' ? 'locked' : CODES[step.why]
    const notify = loserOf(before, owner)
    const answer = { schema: 1, code, repository, lock: factsOfLock(step.lock, now), before, notify } as const
    return { kind: 'taken', answer }
  }
  throw contended(scope)
}
