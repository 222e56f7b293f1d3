import { type HeldLock, isExpired, type LockFound } from '../../domain/lock/held-lock.ts'
import { type LockScope, lockName, scopeText } from '../../domain/lock/lock-name.ts'
import type { Instant } from '../../time/instant.ts'
import type { AnswerHead } from './head.ts'

/** A lock as an answer has it. */
export interface LockFacts {
  readonly name: string
  /** `production of hello`. */
  readonly holds: string
  readonly state: 'held' | 'over' | 'unreadable'
  readonly owner: string | null
  readonly reason: string
  readonly link: string
  /** By which the run of a workflow that took it can extend and release it. */
  readonly claim: string | null
  /** ISO times. */
  readonly created: string | null
  readonly expires: string | null
}

/** What came of a command about locks. */
export type LockAnswer =
  | (Head<'locked' | 'extended' | 'taken-over' | 'stolen'> & {
      readonly lock: LockFacts
      /** What was there before; null where nothing was. */
      readonly before: LockFacts | null
    })
  | (Head<'unlocked' | 'not-locked'> & { readonly holds: string; readonly before: LockFacts | null })
  | (Head<'status'> & { readonly locks: readonly LockFacts[] })

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
  const holds = scope === undefined ? 'what its name says' : scopeText(scope)
  return {
    name,
    holds,
    state: 'unreadable',
    owner: null,
    reason: found.why,
    link: '',
    claim: null,
    created: null,
    expires: null,
  }
}
