import type { GitHistory } from '../git/history.ts'
import type { User } from './account.ts'
import type { Activity } from './activity.ts'
import type { Attestation } from './attestation.ts'
import type { BranchRules } from './branch-rules.ts'
import type { CheckRun, CheckSuite } from './check.ts'
import type { CommitStatus } from './commit-status.ts'
import type { Deployment } from './deployment.ts'
import type { NamedEnvironment } from './environment.ts'
import type { Issue, IssueComment } from './issue.ts'
import type { PullRequest } from './pull-request.ts'
import type { RoleName } from './role.ts'
import type { MergeMethod, Ruleset } from './ruleset.ts'
import type { Workflow, WorkflowRun } from './workflow-run.ts'

/** Where a secret is kept; default: in the repository. */
export interface SecretScope {
  readonly environment?: string
  /** In the organization, which lets the repository use it. */
  readonly organization?: boolean
}

/** A repository and everything GitHub keeps beside its git data. All lists are in order of creation. */
export interface RepositoryState {
  readonly id: number
  readonly owner: User
  name: string
  /** Names it had before (`owner/name`): queries still find it by them. */
  readonly formerNames: string[]
  /** Folder of the bare repository with its git data; read anew on every request. */
  readonly bare: string
  /** The same, as queries read it. */
  readonly git: GitHistory
  readonly defaultBranch: string
  /** What it is a fork of. */
  readonly parent: RepositoryState | undefined
  readonly createdAt: string
  archived: boolean
  disabled: boolean
  topics: readonly string[]
  readonly deployments: Deployment[]
  readonly commitStatuses: CommitStatus[]
  readonly checkSuites: CheckSuite[]
  readonly checkRuns: CheckRun[]
  readonly workflows: Workflow[]
  readonly workflowRuns: WorkflowRun[]
  readonly pullRequests: PullRequest[]
  readonly issues: Issue[]
  readonly issueComments: IssueComment[]
  /** Where each branch was after the last push that was seen, by its name. */
  readonly pushed: Map<string, string>
  readonly activities: Activity[]
  readonly attestations: Attestation[]
  /** What is required of the default branch's commits. */
  rules: BranchRules
  /** Rules of environments by their names, in lower case. */
  readonly environments: Map<string, NamedEnvironment>
  /** Names of secrets: of the repository, those of its organization that it may use, and of environments (in lower case). */
  readonly secrets: {
    repository: readonly string[]
    organization: readonly string[]
    readonly of: Map<string, readonly string[]>
  }
  readonly rulesets: Ruleset[]
  /** By which buttons a pull request may be merged. */
  mergeMethods: readonly MergeMethod[]
  /** Roles by login, in lower case. */
  readonly roles: Map<string, RoleName>
}

/** `owner/name`. */
export function fullName(repository: RepositoryState): string {
  return `${repository.owner.login}/${repository.name}`
}
