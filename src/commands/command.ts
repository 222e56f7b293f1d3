import type { Continuation } from '../domain/claims/continuation.ts'
import type { LockScope } from '../domain/lock/lock-name.ts'

/** What a person asks for, by whichever door: a verb with its arguments, every name as the policy spells it. */
export type Command =
  | StatusCommand
  | DeployCommand
  | RollbackCommand
  | ContinueCommand
  | HistoryCommand
  | LockCommand
  | UnlockCommand
  | DoctorCommand

/** Where everything is. */
export interface StatusCommand {
  readonly verb: 'status'
  /** Undefined: all services of the repository. */
  readonly service: string | undefined
  /** Commits to show. */
  readonly limit: number
}

/** A commit to an environment. */
export interface DeployCommand {
  readonly verb: 'deploy'
  readonly service: string
  readonly environment: string
  /** As written, 7 hexadecimal digits at least; undefined: the newest commit that the verdict allows. */
  readonly sha: string | undefined
  /** Why what the verdict refuses is deployed all the same; undefined: it is not. */
  readonly force: string | undefined
  /** To all pods at once, whatever stages the policy has, and over what is held. */
  readonly allAtOnce?: boolean
}

/** The last good deployment of another commit, or the commit that is named. */
export interface RollbackCommand {
  readonly verb: 'rollback'
  readonly service: string
  readonly environment: string
  readonly sha: string | undefined
  readonly reason: string
}

/** Goes on with what is held in an environment. */
export interface ContinueCommand {
  readonly verb: Continuation
  readonly service: string
  readonly environment: string
}

/** What was deployed. */
export interface HistoryCommand {
  readonly verb: 'history'
  /** Undefined: all. */
  readonly service: string | undefined
  readonly environment: string | undefined
  readonly limit: number
  /** Deployments a day and the four DORA figures in place of the list. */
  readonly counts: boolean
}

export interface LockCommand {
  readonly verb: 'lock'
  readonly scope: LockScope
  /** Milliseconds; undefined: until it is unlocked. */
  readonly lasts: number | undefined
  readonly reason: string
  readonly link: string
  /** Also what another has. */
  readonly steal: boolean
  /** Of a lock that a workflow or an App has taken before: many runs have one login. Undefined: a new one. */
  readonly claim: string | undefined
}

export interface UnlockCommand {
  readonly verb: 'unlock'
  readonly scope: LockScope
  readonly claim: string | undefined
  readonly steal: boolean
}

/** How the repository and the token are set up. */
export interface DoctorCommand {
  readonly verb: 'doctor'
  /** Whether a lock is tried: it is created and deleted. */
  readonly probe: boolean
}

export const VERBS = [
  'status',
  'deploy',
  'rollback',
  'promote',
  'abort',
  'history',
  'lock',
  'unlock',
  'doctor',
  'help',
] as const

/** How each is written; the same in every door. */
export const USAGE: Readonly<Record<(typeof VERBS)[number], string>> = {
  status: 'status [service] [limit]',
  deploy: 'deploy [service] <environment> [sha] [--all-at-once] [--force "why"]',
  rollback: 'rollback [service] <environment> [sha] [reason]',
  promote: 'promote [service] <environment>',
  abort: 'abort [service] <environment>',
  history: 'history [service] [environment] [limit] [--counts]',
  lock: 'lock [service] <environment|all> [for 2h] [reason]',
  unlock: 'unlock [service] <environment|all>',
  doctor: 'doctor [--probe]',
  help: 'help',
}

/** How many lines `status` and `history` show. */
export const LIMITS = { usual: 5, most: 50 } as const
