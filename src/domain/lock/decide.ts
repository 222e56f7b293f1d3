import type { Instant } from '../../time/instant.ts'
import { type HeldLock, isExpired, isOwner, type LockFound } from './held-lock.ts'

/** What is to be done about the name of a lock, for one who asks to lock it. */
export type LockStep =
  | { readonly act: 'create'; readonly lock: HeldLock }
  /** In the place of what was found there, if it is still that. */
  | { readonly act: 'replace'; readonly lock: HeldLock; readonly why: 'expired' | 'extended' | 'stolen' }
  /** They have it already, and what it says is to stay. */
  | { readonly act: 'keep'; readonly lock: HeldLock }
  | Refusal

/** How one asks to lock it. */
interface LockManner {
  /** Also what another has. */
  readonly steal?: boolean
  /** Not what they have themselves. */
  readonly keepsOwn?: boolean
}

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

/** What one who asks to lock it wants to be there. What is not given stays as it is, where they have the lock already. */
export type LockWish = Omit<HeldLock, 'createdAt'>

export function decideLock(
  found: LockFound,
  wish: LockWish,
  now: Instant,
  { steal = false, keepsOwn = false }: LockManner = {},
): LockStep {
  const lock = { ...wish, createdAt: now }
  if (found.kind === 'none') return { act: 'create', lock }
  if (found.kind === 'unreadable') return steal ? { act: 'replace', lock, why: 'stolen' } : unreadable(found.why)
  const before = found.lock
  if (isExpired(before, now)) return { act: 'replace', lock, why: 'expired' }
  if (keepsOwn && isOwner(before, wish.owner)) return { act: 'keep', lock: before }
  if (hasClaim(before, wish)) return { act: 'replace', lock: extended(before, wish), why: 'extended' }
  return steal ? { act: 'replace', lock, why: 'stolen' } : held(before, wish.owner)
}

/** `claim`: of the lock that a workflow or an App has taken; a person is known by the login. */
export function decideUnlock(
  found: LockFound,
  who: Pick<HeldLock, 'owner' | 'claim'>,
  now: Instant,
  steal: boolean,
): UnlockStep {
  if (found.kind === 'none') return { act: 'nothing' }
  if (found.kind === 'unreadable') return steal ? { act: 'delete', why: 'stolen' } : unreadable(found.why)
  const { lock } = found
  if (isExpired(lock, now)) return { act: 'delete', why: 'expired' }
  if (hasClaim(lock, who)) return { act: 'delete', why: 'released' }
  return steal ? { act: 'delete', why: 'stolen' } : held(lock, who.owner)
}

/** It is still the same claim: what it was made for goes on, and every field that is not given. */
function extended(before: HeldLock, { reason, link, expiresAt, ...wish }: LockWish): HeldLock {
  return {
    ...{ ...wish, claim: before.claim, createdAt: before.createdAt },
    reason: reason === '' ? before.reason : reason,
    link: link === '' ? before.link : link,
    expiresAt: expiresAt ?? before.expiresAt,
  }
}

/** Whether the lock is theirs to extend and to release. One login of an App is every workflow there is: the claim decides. */
function hasClaim(lock: HeldLock, { owner, claim }: Pick<HeldLock, 'owner' | 'claim'>): boolean {
  return isOwner(lock, owner) && (!isBot(owner) || lock.claim === claim)
}

function isBot(login: string): boolean {
  return login.endsWith('[bot]')
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

function held(lock: HeldLock, by: string): Refusal {
  const another = isOwner(lock, by) ? ' (another run has it: --claim says whose is meant)' : ''
  return { act: 'refuse', reason: 'lock-held', text: `${lockWords(lock)}${another}` }
}

function unreadable(why: string): Refusal {
  return { act: 'refuse', reason: 'lock-unreadable', text: `${why}, which counts as locked` }
}
