import type { Finding } from '../../errors.ts'

/** The slug of the app that GitHub Actions reports as: its check runs are jobs, or were made with a workflow's token. */
export const ACTIONS_APP = 'github-actions'

/** One check run of a commit, as GitHub reports it. */
export interface CheckRunFact {
  readonly id: number
  readonly name: string
  /** Slug of the app that reported it; empty when GitHub does not say. */
  readonly app: string
  readonly appId: number | undefined
  /** Joins a check run of Actions to its workflow run. */
  readonly suiteId: number | undefined
  /** `completed`, or anything else while it is not. */
  readonly status: string
  readonly conclusion: string | undefined
  /** Its page, as GitHub has it. */
  readonly url: string
}

/** One job of a workflow run. */
export interface JobFact {
  /** Also that of its check run. */
  readonly id: number
  /** The attempt of the run that it is part of. */
  readonly attempt: number
}

/** One run of a workflow for the commit. */
export interface WorkflowRunFact {
  readonly id: number
  readonly workflowId: number
  readonly workflowName: string
  /** What started it: `push`, `pull_request`, `schedule`. */
  readonly event: string
  /** The `run-name`, or what GitHub makes of the commit; undefined when it was not read. */
  readonly title?: string
  /**
   * The branch or tag that it ran for: that of the head of a pull request, `gh-readonly-queue/…` of a merge queue.
   * Undefined when GitHub does not say.
   */
  readonly headBranch: string | undefined
  readonly suiteId: number | undefined
  /** 1 until the run, or a part of it, was run again. */
  readonly attempt: number
  readonly status: string
  readonly conclusion: string | undefined
  readonly url: string
  /** The jobs of all its attempts; undefined when they were not read. */
  readonly jobs?: readonly JobFact[]
}

/** One commit status. */
export interface StatusFact {
  readonly id: number
  readonly context: string
  readonly state: string
  readonly url: string
}

/** A check that GitHub requires of the default branch, by a ruleset or its protection. */
export interface RequiredCheck {
  readonly context: string
  /** The App that must report it; undefined: any. */
  readonly appId: number | undefined
}

/** Everything GitHub knows about a commit's checks. */
export interface CheckFacts {
  readonly sha: string
  /** Name of the default branch. */
  readonly branch: string
  readonly checkRuns: readonly CheckRunFact[]
  readonly workflowRuns: readonly WorkflowRunFact[]
  readonly statuses: readonly StatusFact[]
  /** Workflows that deploy: their runs for this commit say nothing about it. */
  readonly ownWorkflowIds: readonly number[]
  /** What GitHub requires of the default branch; undefined where it was not read. */
  readonly required?: readonly RequiredCheck[]
  /** What could not be read whole; anything here blocks. */
  readonly unreadable: readonly Finding[]
}
