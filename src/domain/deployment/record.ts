/** The states GitHub's REST interface knows for a deployment status. */
export type DeploymentState = 'error' | 'failure' | 'inactive' | 'in_progress' | 'queued' | 'pending' | 'success'

/** GitHub's record of one request to deploy. */
export interface DeploymentRecord {
  readonly id: number
  /** The commit GitHub pinned when the record was made. */
  readonly sha: string
  /** What was asked for: a branch, a tag or a SHA. Never deployed; only `sha` is. */
  readonly ref: string
  readonly task: string
  readonly environment: string
  readonly payload: unknown
  /** Login of the record's creator; empty when GitHub does not say. */
  readonly creator: string
  /** Whether a person made it; an App did, or it is not known. */
  readonly byPerson: boolean
  /** ISO 8601, UTC. */
  readonly createdAt: string
  /** The record in GitHub's interface for programs. */
  readonly url: string
}

/** One line of a deployment's history. */
export interface DeploymentStatus {
  readonly id: number
  readonly state: DeploymentState
  readonly description: string
  readonly logUrl: string
  /** ISO 8601, UTC. */
  readonly createdAt: string
}
