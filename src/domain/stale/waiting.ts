import type { Finding } from '../../errors.ts'
import type { ReminderPolicy } from '../../policy/stale.ts'
import type { CheckJudgement } from '../checks/judge.ts'
import type { DeploymentFacts } from '../history/deployment-facts.ts'
import type { CommitFacts } from '../history/facts.ts'
import type { Live } from '../history/live.ts'
import type { OpenDeployment } from '../history/open-deployments.ts'
import type { Since } from '../history/since.ts'
import type { StaleKey } from '../history/stale-key.ts'
import type { CommitKind } from './commit-kind.ts'
import type { Silence } from './silence.ts'

/** A commit that is not live in an environment, and why. */
export interface WaitingCommit {
  readonly commit: CommitFacts
  readonly kind: CommitKind
  /** Undefined when it is not known: then it is never stale. */
  readonly since: Since | undefined
  /** It is reported and counted. */
  readonly counts: boolean
  /** It counts, and waits longer than the policy allows. */
  readonly stale: boolean
  /** The other environments of the service where it is live, in the policy's order. */
  readonly liveIn: readonly string[]
  /** By this environment's rules; undefined when its checks were not read. */
  readonly checks: CheckJudgement | undefined
  /** The good deployment that took it out, when it was live. */
  readonly takenOutBy: DeploymentFacts | undefined
  /** The newest deployment that would have brought it, when that failed. */
  readonly failed: DeploymentFacts | undefined
}

/** What one scan says of one key. */
export interface Waiting {
  readonly kind: 'judged'
  readonly key: StaleKey
  /** Of the repository's default branch. */
  readonly branch: string
  /** The task to ask for a deployment with. */
  readonly task: string
  readonly live: Live
  /** Everything newer than the base, newest first; commits that do not count among them. */
  readonly commits: readonly WaitingCommit[]
  /** More wait than `commits`: the line was not followed to its end. */
  readonly more: boolean
  /** Those of `commits` that are stale, newest first. */
  readonly stale: readonly WaitingCommit[]
  /** The newest that can be deployed; everything older goes with it. Undefined when none can. */
  readonly candidate: WaitingCommit | undefined
  /** The environment that must run a commit before this one may. */
  readonly after: string | undefined
  /** Until when nothing may be deployed here, in words. */
  readonly frozen: string | undefined
  readonly openDeployments: readonly OpenDeployment[]
  readonly reminders: ReminderPolicy
  /** Why no notification is sent about new commits; undefined: one is sent. */
  readonly silence: Silence | undefined
}

/** A key of which nothing is known in this run. Its line in the message stays, and is marked. */
export interface Unread {
  readonly kind: 'unread'
  readonly key: StaleKey
  readonly finding: Finding
}
