import type { HeldLock, LockFound } from '../domain/lock/held-lock.ts'
import type { GitHubClient } from '../github/client.ts'
import type { LockList, LockRef, LockWrite } from '../github/locks/lock-refs.ts'
import type { Logger } from '../log/logger.ts'
import type { Clock } from '../time/clock.ts'

/** Where locks are kept. */
export interface LockStore {
  list(): Promise<LockList>
  content(ref: LockRef | undefined): Promise<LockFound>
  create(name: string, lock: HeldLock): Promise<LockWrite>
  replace(ref: LockRef, lock: HeldLock): Promise<LockWrite>
  remove(ref: LockRef): Promise<LockWrite>
}

/** Where locks are kept, and with what they are taken. */
export interface LockPorts {
  readonly locks: LockStore
  /** The repository that keeps the locks. */
  readonly repository: string
  /** A new claim, different each time. */
  readonly newClaim: () => string
  /** Work that may wait until the door has shown the answer. */
  readonly later: (work: () => Promise<void>) => void
  readonly clock: Clock
}

/** With what a repository is read as it stands. */
export interface FactPorts {
  readonly github: GitHubClient
  readonly locks: Pick<LockStore, 'list' | 'content'>
  readonly log: Logger
  readonly clock: Clock
}

/** Everything through which a command has effects. Each verb takes the part that it needs. */
export interface CommandPorts extends LockPorts, FactPorts {
  readonly locks: LockStore
}
