import { lockWords, type Refusal } from '../../domain/lock/decide.ts'
import { shownRef } from '../../domain/lock/held-lock.ts'
import { type LockScope, scopeText } from '../../domain/lock/lock-name.ts'
import { UserError } from '../../errors.ts'
import type { Clock } from '../../time/clock.ts'
import type { LockFacts } from '../answer/lock.ts'

/** Others may write to a lock between a look and a write, but not for ever. */
export const MOST_LOCK_TRIES = 5

/** Before the second try; doubled each time. A list of GitHub may lag behind what was written. */
const FIRST_PAUSE_MS = 200

/** Before a further try, the first of which is 1. */
export async function pauseBefore(tries: number, clock: Clock): Promise<void> {
  if (tries > 1) await clock.sleep(FIRST_PAUSE_MS * 2 ** (tries - 2))
}

/** Another has the lock, or it cannot be read. */
export function refused({ reason, text }: Refusal, scope: LockScope): UserError {
  return new UserError(reason, reason === 'lock-held' ? `${scopeText(scope)} is ${text}` : text)
}

export function contended(scope: LockScope): UserError {
  return new UserError('lock-contended', `the lock on ${scopeText(scope)} changes all the time: run the command again`)
}

/** There was nothing to release under that name, and other locks hold it. */
export function stillLocked(scope: LockScope, still: readonly LockFacts[]): UserError {
  const findings = still.map(one => ({ reason: 'still-locked' as const, text: stillText(one) }))
  const text = `${scopeText(scope)} has no lock of its own, and others hold it: ${findings.map(one => one.text).join('; ')}`
  return new UserError('still-locked', text, { findings })
}

function stillText({ name, holds, owner, reason, expires }: LockFacts): string {
  if (owner === null) return `${shownRef(name)} counts as locked: ${reason}`
  const expiresAt = expires === null ? undefined : Date.parse(expires)
  return `${holds} is ${lockWords({ owner, reason, expiresAt })}`
}
