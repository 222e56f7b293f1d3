import { randomUUID } from 'node:crypto'
import type { DeployRequest } from '../../../domain/deployment/request.ts'
import { decideLock, lockWords } from '../../../domain/lock/decide.ts'
import { type HeldLock, isExpired, isLink, isOwner, unwritable } from '../../../domain/lock/held-lock.ts'
import { lockCommand, unlockCommand } from '../../../domain/lock/lock-command.ts'
import { type LockScope, lockName, scopeText } from '../../../domain/lock/lock-name.ts'
import { type Finding, UserError } from '../../../errors.ts'
import type { GitHubClient } from '../../../github/client.ts'
import { lockRefsOf } from '../../../github/locks/git-locks.ts'
import type { LockRefs } from '../../../github/locks/lock-refs.ts'
import type { Clock } from '../../../time/clock.ts'

/** Others may write to a lock between a look and a write, but not for ever. */
const MOST_TRIES = 3

/** Which lock is to be left. */
export interface LockWanted {
  readonly scope: LockScope
  /** Milliseconds; undefined: until it is released. */
  readonly lasts: number | undefined
  /** `rollback to 3f2a91c, as it was stored` */
  readonly reason: string
  /** The page of the run. */
  readonly link: string
}

/**
 * Holds the service in the environment for the person who rolls it back, so that what was taken out does not come back by itself.
 * Says what became of it; that it cannot be had stops no rollback.
 */
export async function holdAfterRollback(
  wanted: LockWanted,
  { requester, locks: place }: Pick<DeployRequest, 'requester' | 'locks'>,
  { github, clock }: { readonly github: GitHubClient; readonly clock: Clock },
): Promise<Finding> {
  const { scope } = wanted
  // One login of an App is every run there is: its lock would stop them all.
  if (!requester.isPerson) return notLocked(wanted, 'it is for a person, and an App has started this run')
  const refs = lockRefsOf(github, github.repository, place)
  if (refs === undefined) return notLocked(wanted, 'the policy says "locks: { refs: none }"')
  try {
    const { lock, isOld } = await taken(refs, wanted, { owner: requester.login, clock })
    const stays = isOld ? ', as before' : ''
    const release = unlockCommand(scope, place.repository !== undefined)
    return {
      reason: 'rollback-locked',
      text: `${scopeText(scope)} is ${lockWords(lock)}${stays}; \`${release}\` releases it`,
    }
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown
    return notLocked(wanted, thrown.message)
  }
}

/** No lock is left. `why`: as a clause. */
export function notLocked(
  { scope, lasts, reason }: Pick<LockWanted, 'scope' | 'lasts' | 'reason'>,
  why: string,
): Finding {
  const text = `no lock was left on ${scopeText(scope)} (${why}); to take it: \`${lockCommand(scope, lasts, reason)}\``
  return { reason: 'rollback-not-locked', text }
}

async function taken(
  refs: LockRefs,
  { scope, lasts, reason, link }: LockWanted,
  { owner, clock }: { readonly owner: string; readonly clock: Clock },
): Promise<{ readonly lock: HeldLock; readonly isOld: boolean }> {
  const name = lockName(scope)
  const claim = randomUUID()
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const { refs: all, at: now = clock.now() } = await refs.list()
    const ref = all.find(one => one.name === name)
    const found = await refs.content(ref)
    // What it says is theirs.
    const isOwn = found.kind === 'lock' && isOwner(found.lock, owner) && !isExpired(found.lock, now)
    if (isOwn) return { lock: found.lock, isOld: true }
    const expiresAt = lasts === undefined ? undefined : now + lasts
    const step = decideLock(found, { scope, owner, reason, link: isLink(link) ? link : '', claim, expiresAt }, now)
    if (step.act === 'refuse')
      throw new UserError(step.reason, step.reason === 'lock-held' ? `it is ${step.text}` : step.text)
    const problem = unwritable(step.lock)
    if (problem !== undefined) throw new UserError('lock-unreadable', problem)
    const written = ref === undefined ? await refs.create(name, step.lock) : await refs.replace(ref, step.lock)
    if (written === 'done') return { lock: step.lock, isOld: false }
  }
  throw new UserError('lock-contended', 'it changes all the time')
}
