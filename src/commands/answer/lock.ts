import { type HeldLock, isExpired, isOwner, type LockFound } from '../../domain/lock/held-lock.ts'
import { type LockScope, lockName, scopeText } from '../../domain/lock/lock-name.ts'
import type { Instant } from '../../time/instant.ts'
import { isLockName } from '../locks/overlap.ts'
import type { AnswerHead } from './head.ts'

/** A lock as an answer has it. */
export interface LockFacts {
  readonly name: string
  /** `production of hello`. */
  readonly holds: string
  /** `stray`: a ref that can hold nothing, for no lock is named so. */
  readonly state: 'held' | 'over' | 'unreadable' | 'stray'
  readonly owner: string | null
  readonly reason: string
  readonly link: string
  /** By which the run of a workflow that took it can extend and release it. */
  readonly claim: string | null
  /** ISO times. */
  readonly created: string | null
  readonly expires: string | null
}

/**
 * What came of a command about locks. `notify`: the login of who has lost a lock by it and did not ask for that; a door that can
 * reach people notifies them, one that cannot says so.
 */
export type LocksAnswer =
  | (Head<'locked' | 'extended' | 'taken-over' | 'stolen'> & {
      readonly lock: LockFacts
      /** What was there before; null where nothing was. */
      readonly before: LockFacts | null
      readonly notify: string | null
    })
  | (Head<'unlocked' | 'not-locked'> & {
      readonly holds: string
      readonly before: LockFacts | null
      readonly notify: string | null
      /** Other locks that still hold it, or a part of it. */
      readonly still: readonly LockFacts[]
    })

interface Head<Code extends string> extends AnswerHead<Code> {
  /** The repository that keeps the locks. */
  readonly repository: string
}

export function factsOfLock(lock: HeldLock, now: Instant): LockFacts {
  const { scope, owner, reason, link, claim, createdAt, expiresAt } = lock
  return {
    name: lockName(scope),
    holds: scopeText(scope),
    state: isExpired(lock, now) ? 'over' : 'held',
    ...{ owner, reason, link, claim, created: new Date(createdAt).toISOString() },
    expires: expiresAt === undefined ? null : new Date(expiresAt).toISOString(),
  }
}

/** Null where nothing was found. */
export function factsOfFound(
  found: LockFound,
  name: string,
  scope: LockScope | undefined,
  now: Instant,
): LockFacts | null {
  if (found.kind === 'none') return null
  if (found.kind === 'lock') return factsOfLock(found.lock, now)
  // No service and no environment has a lock of such a name.
  const isStray = scope === undefined && !isLockName(name)
  const holds = isStray ? 'nothing' : scope === undefined ? 'what its name says' : scopeText(scope)
  const none = { owner: null, link: '', claim: null, created: null, expires: null }
  return { name, holds, state: isStray ? 'stray' : 'unreadable', reason: found.why, ...none }
}

/** Whose lock it was, where another took or released it while it held. */
export function loserOf(before: LockFacts | null, actor: string): string | null {
  if (before === null || before.state !== 'held' || before.owner === null) return null
  return isOwner({ owner: before.owner }, actor) ? null : before.owner
}
