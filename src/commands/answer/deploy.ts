import type { AnswerHead } from './head.ts'

/** A commit, as answers about deployments name it. */
export interface ShownCommit {
  /** Full SHA. */
  readonly sha: string
  /** Written by anybody. */
  readonly title: string
  readonly author: string
}

/** What a deployment will do, known before its record is created. */
export interface DeployPlan {
  /** `owner/name`. */
  readonly repository: string
  readonly service: string
  readonly environment: string
  /** Login of who asked. */
  readonly requester: string
  readonly to: ShownCommit
  /** What is live; null for a first deployment. */
  readonly from: { readonly sha: string; readonly since: string | null; readonly by: string } | null
  /** `back`: older than what is live. `off-line`: what is live is not on the default branch. */
  readonly kind: 'first' | 'forward' | 'back' | 'again' | 'off-line'
  /** The commits that go; `back`: that are taken out. */
  readonly train: CountedCommits & {
    readonly authors: readonly string[]
    /** Page that compares the two; empty where there is nothing to compare. */
    readonly compare: string
  }
  /** Newer commits of the service that do not go. */
  readonly newer: CountedCommits
  /** Those of them that revert a commit that goes. */
  readonly reverts: readonly ShownCommit[]
  /** What would refuse it, where that is ignored: codes of reasons, and what they say. */
  readonly ignored: readonly { readonly code: string; readonly text: string }[]
  /** Why; null where nothing is forced. */
  readonly force: string | null
  /** Of a rollback; empty without one. */
  readonly reason: string
  /** The dashboard of the policy; empty where it names none. */
  readonly dashboard: string
  /** What else has to be known before. */
  readonly notes: readonly string[]
}

interface CountedCommits {
  readonly count: number
  /** There are more than were counted. */
  readonly more: boolean
  /** The newest of them, newest first. */
  readonly commits: readonly ShownCommit[]
}

/** The deployment that carries it out. */
interface DeploymentFacts {
  readonly id: number
  /** `before`: the same request was carried out already. `other`: someone else's of the same commit, which had not ended. */
  readonly made: 'now' | 'before' | 'other'
  /** Login of who made the record. */
  readonly creator: string
}

/** How it ended. */
interface EndFacts {
  readonly text: string
  /** The log of its run; empty without one. */
  readonly log: string
  readonly seconds: number
}

/** What came of the lock that a rollback leaves. */
export type LockLeft =
  | {
      readonly taken: true
      readonly holds: string
      readonly reason: string
      readonly expires: string | null
      /** By which the run of a workflow can release it. */
      readonly claim: string | null
    }
  | { readonly taken: false; readonly why: string }

/** The codes of deployments that were followed to where they are, or end. */
export type DeployCode =
  | 'deployed'
  | 'deploy-refused'
  | 'deploy-failed'
  | 'deploy-superseded'
  | 'deploy-cancelled'
  | 'deploy-error'
  | 'deploy-dry-run'
  | 'deploy-not-picked-up'
  /** Pods of it stay as they are until somebody decides. */
  | 'deploy-held'
  /** It goes on. */
  | 'deploy-open'

/** What came of a command that deploys. */
export type DeployAnswer =
  | (AnswerHead<DeployCode> & {
      readonly plan: DeployPlan
      readonly deployment: DeploymentFacts
      readonly end: EndFacts
      /** The lock that it leaves; null where none was to be left. */
      readonly hold: LockLeft | null
    })
  /** Nothing was created. */
  | (AnswerHead<'already-live'> & { readonly plan: DeployPlan })
