import type { Instant } from '../../time/instant.ts'

/** A workflow run, as far as it says whether a deployment still has one. */
export interface WorkflowRunFacts {
  readonly id: number
  readonly attempt: number
  /** `deployment`, `workflow_dispatch`, … */
  readonly event: string
  readonly sha: string
  /** The `run-name`, or what GitHub makes of the commit. */
  readonly title: string
  readonly isOver: boolean
  /** `waiting`, `queued`, … while it is not over; then its conclusion. */
  readonly state: string
  readonly createdAt: Instant
  /** Its page. */
  readonly url: string
}

/** A reviewer who did not let a run into its environment. */
export interface Rejection {
  readonly by: string
  readonly comment: string
}
