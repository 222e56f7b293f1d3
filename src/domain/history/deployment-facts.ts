import type { Instant } from '../../time/instant.ts'

/** The states GraphQL knows for a deployment, in lower case; REST has fewer. */
export type DeploymentRecordState =
  /** Pending, and untouched for 30 minutes. */
  | 'abandoned'
  /** Its newest status is success and none took its place. */
  | 'active'
  | 'destroyed'
  | 'error'
  | 'failure'
  | 'inactive'
  | 'in_progress'
  | 'pending'
  | 'queued'
  | 'success'
  /** For a person's approval. */
  | 'waiting'

/** One status of a deployment. */
export interface DeploymentStatusFacts {
  /** In lower case; GraphQL has `waiting` beside those of REST. */
  readonly state: 'error' | 'failure' | 'inactive' | 'in_progress' | 'pending' | 'queued' | 'success' | 'waiting'
  readonly createdAt: Instant
  /** Such as `Failed: …`: written by a tool, shown escaped. */
  readonly description: string
  /** Empty when there is none. */
  readonly logUrl: string
}

/** One deployment as a scan sees it. */
export interface DeploymentFacts {
  readonly id: number
  /** Full SHA. */
  readonly sha: string
  readonly task: string
  /** The newest name: a status may change it. */
  readonly environment: string
  /** As GitHub sums it up. Whether it is good is judged by all of its statuses, never by this. */
  readonly state: DeploymentRecordState
  readonly createdAt: Instant
  /** Login of the person who asked for it; empty when GitHub does not say. */
  readonly creator: string
  /** Whether a person made the record; false: an App did, or it is not known. */
  readonly byPerson?: boolean
  /** As GitHub hands it out: `requesterOf` and `readPayload` know what of it may be believed. */
  readonly payload?: unknown
  /** Whether it was made for us: deployments of other tools are never live, and never in progress. */
  readonly ours: boolean
  /** All of them, oldest first. */
  readonly statuses: readonly DeploymentStatusFacts[]
  /** Whether a workflow run of this commit waits for a reviewer; undefined when that was not read. */
  readonly runWaits: boolean | undefined
  /** Logins and teams, one of whom may let that run through; undefined when that was not read. */
  readonly reviewers?: readonly string[] | undefined
}
