import type { ServicePath } from '../../policy/services.ts'
import type { Instant } from '../../time/instant.ts'
import type { CheckFacts } from '../checks/facts.ts'
import type { DeploymentFacts } from './deployment-facts.ts'
import type { Commit } from './first-parents.ts'

/** A repository as it stands: what is asked first, of all of them. */
export interface HeadFacts {
  /** `owner/name`, as GitHub spells it. */
  readonly repository: string
  /** Archived or disabled: nothing can be deployed from it, and nothing is reported. */
  readonly closed: 'archived' | 'disabled' | undefined
  /** Name of the default branch; undefined when the repository is empty. */
  readonly branch: string | undefined
  /** Full SHA of its head. */
  readonly head: string | undefined
  /** The policy file on the default branch; undefined when there is none. */
  readonly policyText: string | undefined
}

/** When a commit came onto the default branch. Never the author's or committer's date: anybody may write those. */
export interface MergeTime {
  readonly at: Instant
  /**
   * - `pull-request`: `mergedAt` of the pull request whose merge commit it is.
   * - `activity`: the push in the repository's activity.
   * - `check-suite`: the earliest check suite made for it on the default branch: it was there by then, perhaps before.
   */
  readonly source: 'pull-request' | 'activity' | 'check-suite'
}

/** One commit of the first-parent line. What is undefined was not read; an empty list was read and is empty. */
export interface CommitFacts extends Commit {
  /** The whole message. Written by anybody: never trusted, always escaped. */
  readonly message: string
  /** GitHub login of its author; undefined when GitHub knows none. `author` is then the name that git has. */
  readonly login: string | undefined
  /** Login of the person who merged it, where its author is a bot. */
  readonly mergedBy?: string | undefined
  /** Number of the pull request whose merge commit it is. */
  readonly pullRequest: number | undefined
  /** Undefined when it is not known. */
  readonly merged: MergeTime | undefined
  /** Judged by each environment's own rules; undefined when it was not read, which never passes. */
  readonly checks: CheckFacts | undefined
  /** Paths that it changes, both names of what was renamed; undefined when not read: then nothing is ignored. */
  readonly changedPaths: readonly string[] | undefined
  /** Services none of whose paths it changes; it belongs to all others. */
  readonly notOf?: ReadonlySet<string>
}

/** The first-parent line of the default branch, as far as it was read. */
export interface LineFacts {
  /** Head first. */
  readonly commits: readonly CommitFacts[]
  /**
   * Why the line ends: at the branch's first commit, because every live commit was found, or because more than
   * `TRUNK_PAGES` pages are not read.
   */
  readonly end: 'root' | 'live-found' | 'too-far-back'
  /**
   * Deployed commits that are not on the line, each with the newest commit of the line that it contains: where its branch
   * left the line, or last merged it. By SHA, in lower case. One that is missing here is not known.
   */
  readonly leftAt?: ReadonlyMap<string, string>
}

/** The deployments of one environment of a repository, those of all tasks. */
export interface EnvironmentDeployments {
  /** Newest first, in the order of their creation. */
  readonly deployments: readonly DeploymentFacts[]
  /** Whether these are all there are; else older ones were not read. */
  readonly complete: boolean
}

/** A repository as far as one scan read it. */
export interface RepositoryFacts {
  readonly head: HeadFacts
  /** By the environment's name as the policy spells it. An environment that is missing here could not be read. */
  readonly environments: ReadonlyMap<string, EnvironmentDeployments>
  /** Undefined when it was not read: every key's live commit is the head, or it failed. */
  readonly line: LineFacts | undefined
  /** Paths of services that the head of the branch does not have: what they were meant for is not reported. */
  readonly unmatched?: readonly UnmatchedPath[]
}

/** A path of a service that matches nothing. */
export interface UnmatchedPath {
  readonly service: string
  readonly path: ServicePath
}
