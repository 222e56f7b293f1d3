import type { Instant } from '../../time/instant.ts'
import type { StaleKey } from './stale-key.ts'

/** A named hold on an environment. */
export interface Lock {
  readonly owner: string
  readonly reason: string
  /** Undefined: until it is released. */
  readonly expiresAt: Instant | undefined
}

/** The one reader of locks; where they are kept is its own matter. What it throws means that a lock cannot be read. */
export interface LockReader {
  lockOf(key: StaleKey): Promise<Lock | undefined>
}

/** What became of looking for a lock. */
export type LockAnswer =
  | { readonly kind: 'read'; readonly lock: Lock | undefined }
  /** Counts as locked. */
  | { readonly kind: 'unreadable'; readonly why: string }

/** There is no store of locks yet: nothing can be locked, so that none is there is known and not assumed. */
export const noLocks: LockReader = { lockOf: () => Promise.resolve(undefined) }
