import type { LockPlace } from '../../policy/locks.ts'
import type { ReasonCode } from '../../reasons/registry.ts'
import type { Instant } from '../../time/instant.ts'
import type { LockScope } from '../lock/lock-name.ts'
import type { StaleKey } from './stale-key.ts'

/** A named hold on an environment. */
export interface Lock {
  readonly owner: string
  readonly reason: string
  /** Undefined: until it is released. */
  readonly expiresAt: Instant | undefined
  /** What it holds, which may be more than what was asked about; undefined: it is not known. */
  readonly scope?: LockScope | undefined
}

/** What is asked of the reader. */
export interface LockQuestion {
  readonly key: StaleKey
  readonly place: LockPlace
  /** The person who deploys by hand: their own locks let them through. Undefined: automation, which every lock stops. */
  readonly by: string | undefined
}

/** The one reader of locks; where they are kept is its own matter, and whether one is over. What it throws means that a lock cannot be read. */
export interface LockReader {
  lockOf(question: LockQuestion): Promise<Lock | undefined>
}

/** What became of looking for a lock. */
export type LockAnswer =
  | {
      readonly kind: 'read'
      readonly lock: Lock | undefined
      /** Why it stops its owner, too; empty where there is nothing to say. */
      readonly note?: string
      /** The command that releases it; empty where it is not known. */
      readonly command?: string
    }
  /** Counts as locked. */
  | { readonly kind: 'unreadable'; readonly why: string; readonly reason?: ReasonCode }
