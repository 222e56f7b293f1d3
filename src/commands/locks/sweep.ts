import { isExpired } from '../../domain/lock/held-lock.ts'
import { UserError } from '../../errors.ts'
import type { LockRef } from '../../github/locks/lock-refs.ts'
import type { Instant } from '../../time/instant.ts'
import type { LockPorts } from '../ports.ts'

/** Locks that one command looks at: each is a request, and a repository may keep hundreds. */
const MOST_SWEPT = 10

/**
 * Removes locks whose time is over, each only if it is still that one, once the command has answered. It is no part of what was
 * asked for: it may fail. Of many locks each command looks at some, those at another place each second.
 */
export function sweepLater(refs: readonly LockRef[], now: Instant, { locks, later }: LockPorts): void {
  if (refs.length === 0) return
  const start = refs.length <= MOST_SWEPT ? 0 : Math.floor(now / 1000) % refs.length
  const some = [...refs.slice(start), ...refs.slice(0, start)].slice(0, MOST_SWEPT)
  later(async () => {
    for (const ref of some) {
      try {
        const found = await locks.content(ref)
        if (found.kind === 'lock' && isExpired(found.lock, now)) await locks.remove(ref)
      } catch (thrown) {
        // It holds nothing any more, and the next command tries again.
        if (!(thrown instanceof UserError)) throw thrown
        return
      }
    }
  })
}
