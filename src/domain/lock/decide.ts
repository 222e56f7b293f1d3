import type { Instant } from '../../time/instant.ts'
import { type HeldLock, isExpired, isOwner, type LockFound } from './held-lock.ts'

/** What is to be done about the name of a lock, for one who asks to lock it. */
export type LockStep =
  | { readonly act: 'create'; readonly lock: HeldLock }
  /** In the place of what was found there, if it is still that. */
  | { readonly act: 'replace'; readonly lock: HeldLock; readonly why: 'expired' | 'extended' | 'stolen' }
  | Refusal

/** The same for one who asks to unlock it. */
export type UnlockStep =
  | { readonly act: 'nothing' }
  | { readonly act: 'delete'; readonly why: 'expired' | 'released' | 'stolen' }
  | Refusal

/** Another has it, or it is not known who. */
export type Refusal = {
  readonly act: 'refuse'
  readonly reason: 'lock-held' | 'lock-unreadable'
  readonly text: string
}

/** `steal`: also what another has. */
export function decideLock(found: LockFound, wish: HeldLock, now: Instant, steal = false): LockStep {
  if (found.kind === 'none') return { act: 'create', lock: wish }
  if (found.kind === 'unreadable') {
    return steal ? { act: 'replace', lock: wish, why: 'stolen' } : unreadable(found.why)
  }
  const { lock } = found
  if (isExpired(lock, now)) return { act: 'replace', lock: wish, why: 'expired' }
  if (isOwner(lock, wish.owner)) {
    // It is still the same claim: what it was made for goes on.
    const { claim, createdAt } = lock
    const { reason, link } = wish.reason === '' ? lock : wish
    return { act: 'replace', lock: { ...wish, claim, createdAt, reason, link }, why: 'extended' }
  }
  return steal ? { act: 'replace', lock: wish, why: 'stolen' } : held(lock)
}

export function decideUnlock(found: LockFound, login: string, now: Instant, steal: boolean): UnlockStep {
  if (found.kind === 'none') return { act: 'nothing' }
  if (found.kind === 'unreadable') return steal ? { act: 'delete', why: 'stolen' } : unreadable(found.why)
  const { lock } = found
  if (isExpired(lock, now)) return { act: 'delete', why: 'expired' }
  if (isOwner(lock, login)) return { act: 'delete', why: 'released' }
  return steal ? { act: 'delete', why: 'stolen' } : held(lock)
}

/**
 * The lock that stands in the way, of those that hold a service in an environment; what is over does not. `by`: the person
 * who deploys by hand, whose own locks let them through. Automation is stopped by every lock.
 */
export function lockInTheWay<Lock extends Pick<HeldLock, 'owner' | 'expiresAt'>>(
  locks: readonly Lock[],
  now: Instant,
  by: string | undefined,
): Lock | undefined {
  return locks.find(lock => !isExpired(lock, now) && (by === undefined || !isOwner(lock, by)))
}

/** `locked by ada until 2026-01-05T12:00Z: migration`. */
export function lockWords({ owner, reason, expiresAt }: Pick<HeldLock, 'owner' | 'reason' | 'expiresAt'>): string {
  const until = expiresAt === undefined ? '' : ` until ${new Date(expiresAt).toISOString().slice(0, 16)}Z`
  return `locked by ${owner}${until}${reason === '' ? '' : `: ${reason}`}`
}

function held(lock: HeldLock): Refusal {
  return { act: 'refuse', reason: 'lock-held', text: lockWords(lock) }
}

function unreadable(why: string): Refusal {
  return { act: 'refuse', reason: 'lock-unreadable', text: `${why}, which counts as locked` }
}
