import type { GitCommit } from '../git/commit.ts'
import type { TreeEntry } from '../git/contents.ts'
import type { GitBlob } from '../git/history.ts'
import type { User } from '../state/account.ts'
import type { CheckRun, CheckSuite } from '../state/check.ts'
import type { CommitStatus } from '../state/commit-status.ts'
import type { Deployment, DeploymentStatus } from '../state/deployment.ts'
import type { PullRequest } from '../state/pull-request.ts'
import type { RepositoryState } from '../state/repository.ts'
import type { WorkflowRun } from '../state/workflow-run.ts'

/**
 * What the fields of each type are answered from. Where the schema leaves open which type comes (an actor, an object
 * of git), the source says so itself.
 */
export interface OfRepository {
  readonly repository: RepositoryState
}

export type CommitSource = OfRepository & GitCommit & { readonly __typename: 'Commit' }
export type BlobSource = OfRepository & GitBlob & { readonly __typename: 'Blob' }
export type TreeSource = OfRepository & {
  readonly sha: string
  /** Where it was looked up: a tree of git knows no path. */
  readonly commit: string
  readonly path: string
} & Named<'Tree'>
/** What is in a folder of a commit. */
export type TreeEntrySource = OfRepository & TreeEntry & { readonly commit: string }
export type RefSource = OfRepository & { readonly name: string; readonly sha: string }
export type DeploymentSource = OfRepository & { readonly id: number; readonly of: Deployment } & Named<'Deployment'>
export type DeploymentStatusSource = {
  readonly id: number
  readonly of: DeploymentStatus
  readonly on: DeploymentSource
}
export type CheckRunSource = OfRepository & { readonly id: number; readonly of: CheckRun } & Named<'CheckRun'>
export type StatusContextSource = OfRepository & {
  readonly id: number
  readonly of: CommitStatus
} & Named<'StatusContext'>
export type ContextSource = CheckRunSource | StatusContextSource
export type CheckSuiteSource = OfRepository & { readonly id: number; readonly of: CheckSuite }
export type WorkflowRunSource = OfRepository & { readonly of: WorkflowRun }
export type PullRequestSource = OfRepository & { readonly id: number; readonly of: PullRequest }
export type RepositorySource = RepositoryState & Partial<Named<'Repository'>>
export type ActorSource = { readonly of: User } & Named<'User' | 'Bot' | 'Organization'>

interface Named<Type extends string> {
  readonly __typename: Type
}

export function actor(user: User): ActorSource {
  return { __typename: user.type, of: user }
}

export function commitSource(repository: RepositoryState, commit: GitCommit): CommitSource {
  return { ...commit, repository, __typename: 'Commit' }
}

export function deploymentSource(repository: RepositoryState, deployment: Deployment): DeploymentSource {
  return { __typename: 'Deployment', id: deployment.id, repository, of: deployment }
}

/** The type of a source where the schema leaves it open. */
export function typeOf(source: unknown): string {
  const name = (source as Partial<Named<string>>).__typename
  if (name === undefined) throw new Error('a source does not say of which type it is')
  return name
}
