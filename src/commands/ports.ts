import type { Ending } from '../domain/deployment/ending.ts'
import type { DeploymentRecord } from '../domain/deployment/record.ts'
import type { HeadFacts } from '../domain/history/facts.ts'
import type { HeldLock, LockFound } from '../domain/lock/held-lock.ts'
import type { GitHubClient } from '../github/client.ts'
import type { LockList, LockRef, LockWrite } from '../github/locks/lock-refs.ts'
import type { OwnAccess } from '../kubernetes/access/own-access.ts'
import type { Logger } from '../log/logger.ts'
import type { Clock } from '../time/clock.ts'
import type { DeployPlan } from './answer/deploy.ts'

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
  /** Of the repository, where the door has read it for the policy. */
  readonly head?: HeadFacts | undefined
  readonly locks: Pick<LockStore, 'list' | 'content'>
  readonly log: Logger
  readonly clock: Clock
}

/** Carries a deployment out in this process, in the place of a workflow run. */
export type CarryOutHere = (
  record: DeploymentRecord,
  plan: DeployPlan,
) => Promise<{ readonly outcome: Ending['outcome']; readonly text: string; readonly log: string }>

/** With what is deployed. */
export interface DeployPorts extends FactPorts, LockPorts {
  readonly locks: LockStore
  /** Page of the repository. */
  readonly page: string
  /** Shows what will be done: before anything is created, and awaited. */
  readonly onPlan: (plan: DeployPlan) => Promise<void>
  /** What goes on, while it is followed. */
  readonly onStep: (text: string) => void
  /** Whether the deployment is followed to its end. */
  readonly isFollowed: boolean
  /** Undefined: a workflow run carries it out. */
  readonly carryOutHere?: CarryOutHere | undefined
  /** GitHub and the locks for what must not stay behind: they go on once the command is stopped. Undefined: it is not. */
  readonly afterStop?: { readonly github: GitHubClient; readonly locks: LockStore } | undefined
}

/** What the credentials of a cluster may do in a namespace. */
export interface ClusterAccess extends OwnAccess {
  /** Address of the API server. */
  readonly server: string
  readonly version: string
  readonly namespace: string
}

/** With what the set-up is looked at. */
export interface DoctorPorts {
  readonly github: GitHubClient
  readonly log: Logger
  readonly clock: Clock
  readonly newClaim: () => string
  /** Page of the repository. */
  readonly page: string
  /** Looks at a cluster; left out where none was asked for. */
  readonly cluster?: (() => Promise<ClusterAccess>) | undefined
}

/** Everything through which a command has effects. Each verb takes the part that it needs. */
export type CommandPorts = DeployPorts & DoctorPorts
