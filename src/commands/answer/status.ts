import type { AnswerHead } from './head.ts'
import type { LockFacts } from './lock.ts'

/** Where everything is. Times are ISO; what is null is not there, or was not read: `unread` says which. */
export interface StatusAnswer extends AnswerHead<'status'> {
  /** `owner/name`. */
  readonly repository: string
  readonly branch: string
  /** When it was read. */
  readonly at: string
  /** Those that it is about. */
  readonly services: readonly string[]
  /** Whether there are others: then commands name the service. */
  readonly several: boolean
  /** The newest, head first; null where they could not be read. */
  readonly commits: readonly CommitStatus[] | null
  /** Environment by environment, in the order of the policy; in each the services that it is about. */
  readonly environments: readonly EnvironmentStatus[]
  /** The repository that keeps the locks, and every lock that it keeps; null where they could not be read: then all is locked. */
  readonly lockedIn: string
  readonly locks: readonly LockFacts[] | null
  /** What could not be read, each in one line. */
  readonly unread: readonly { readonly part: string; readonly text: string }[]
}

export interface CommitStatus {
  readonly sha: string
  readonly title: string
  /** A login; the name that git has where GitHub knows none. */
  readonly author: string
  readonly pullRequest: number | null
  /** When it came onto the branch; `atLeast`: it was there by then, and may have been before. */
  readonly merged: string | null
  readonly atLeast: boolean
  /** One for all environments whose policies judge it alike. */
  readonly checks: readonly ChecksStatus[]
  /** Where exactly this commit is live. */
  readonly live: readonly Place[]
  /** Where it is live, with this commit or a newer one. */
  readonly heldBy: readonly Place[]
}

interface Place {
  readonly service: string
  readonly environment: string
}

export interface ChecksStatus {
  readonly environments: readonly string[]
  /** `none`: it has none, and needs one. `missing`: none failed, and one that must be there is not, or cannot be judged. */
  readonly state: 'passed' | 'failed' | 'running' | 'none' | 'missing' | 'unread'
  readonly failed: readonly string[]
  readonly running: readonly string[]
  /** Why it is `none`, `missing` or `unread`; empty otherwise. */
  readonly text: string
}

/** How one service stands in one environment. */
export interface EnvironmentStatus extends Place {
  /** Why nothing is known of what is live and what runs; empty where it is. */
  readonly unread: string
  readonly live: LiveStatus | null
  /** The last good deployment of another commit: what a rollback takes. */
  readonly lastGood: DeploymentBrief | null
  /** Older deployments were not read: what is null here may be among them. */
  readonly older: boolean
  /** Without an end, newest first. */
  readonly open: readonly (DeploymentBrief & {
    readonly kind: 'deploying' | 'waiting-for-approval' | 'stuck' | 'not-picked-up' | 'held'
    /** In the words of its last status. */
    readonly text: string
    readonly since: string
    /** Logins and teams, one of whom may approve it; empty where that is not known, or where it does not wait. */
    readonly reviewers: readonly string[]
  })[]
  /** The newest that ended badly after what is live began. */
  readonly failed: (DeploymentBrief & { readonly text: string; readonly ended: string }) | null
  readonly train: TrainStatus | null
  /** A lock of any person; one that cannot be read counts as one. */
  readonly lock: LockFacts | 'unreadable' | null
  /** Null where nothing waits, or where that is not known. */
  readonly next: NextStatus | null
  /** The command that helps on, in words of the grammar; null where none does. */
  readonly command: string | null
}

/** A deployment in short. */
export interface DeploymentBrief {
  readonly id: number
  readonly sha: string
  /** Who asked for it; empty when GitHub does not say. */
  readonly by: string
  readonly created: string
  /** Page of the run; empty without one. */
  readonly log: string
}

export interface LiveStatus extends DeploymentBrief {
  readonly since: string
  /** Its commit is not on the branch. */
  readonly offBranch: boolean
}

/** What waits for the environment. */
export interface TrainStatus {
  readonly count: number
  /** There are more than were counted. */
  readonly more: boolean
  readonly authors: readonly string[]
  /** Since when the oldest waits. */
  readonly oldest: string | null
  readonly atLeast: boolean
}

/** What a deployment without a SHA would take. */
export interface NextStatus {
  readonly sha: string
  readonly title: string
  readonly verdict: 'allow' | 'wait' | 'refuse'
  /** A reason code. */
  readonly reason: string
  readonly text: string
  readonly findings: readonly { readonly reason: string; readonly text: string; readonly url: string }[]
  /** Newer commits that wait and do not go with it. */
  readonly newer: number
  /** Why the newest of these does not; empty without any. */
  readonly newerText: string
  /** The deployment that took it out, where it was live before. */
  readonly takenOut: DeploymentBrief | null
}
