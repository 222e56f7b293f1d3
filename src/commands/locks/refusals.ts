import type { Refusal } from '../../domain/lock/decide.ts'
import { type LockScope, scopeText } from '../../domain/lock/lock-name.ts'
import { UserError } from '../../errors.ts'

/** Others may write to a lock between a look and a write, but not for ever. */
export const MOST_LOCK_TRIES = 5

/** Another has the lock, or it cannot be read. */
export function refused({ reason, text }: Refusal, scope: LockScope): UserError {
  return new UserError(reason, reason === 'lock-held' ? `${scopeText(scope)} is ${text}` : text)
}

export function contended(scope: LockScope): UserError {
  return new UserError('lock-contended', `the lock on ${scopeText(scope)} changes all the time: run the command again`)
}
