import type { HeldLock } from '../../../../src/domain/lock/held-lock.ts'

export const NOON = Date.UTC(2026, 0, 5, 12)
export const HOUR = 3_600_000

/** A lock of ada on production, with what differs. */
export function lock(more: Partial<HeldLock> = {}): HeldLock {
  return {
    ...{ scope: { service: undefined, environment: 'production' }, owner: 'ada', reason: 'migration', link: '' },
    ...{ claim: 'claim-of-ada', createdAt: NOON, expiresAt: undefined },
    ...more,
  }
}
