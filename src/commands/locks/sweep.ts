import { isExpired } from '../../domain/lock/held-lock.ts'
import { UserError } from '../../errors.ts'
import type { LockRef } from '../../github/locks/lock-refs.ts'
import type { Instant } from '../../time/instant.ts'
import type { LockPorts } from '../ports.ts'

/** Removes locks whose time is over, each only if it is still that one. It is no part of what was asked for: it may fail. */
export async function sweep(refs: readonly LockRef[], now: Instant, { locks }: LockPorts): Promise<void> {
  for (const ref of refs) {
    try {
      const found = await locks.content(ref)
      if (found.kind === 'lock' && isExpired(found.lock, now)) await locks.remove(ref)
    } catch (thrown) {
      // It holds nothing any more, and the next command tries again.
      if (!(thrown instanceof UserError)) throw thrown
      return
    }
  }
}
