import type { DeploymentRecord, DeploymentStatus } from '../../domain/deployment/record.ts'
import type { Rejection, WorkflowRunFacts } from '../../domain/deployment/workflow-run.ts'
import type { DeploymentFacts } from '../../domain/history/deployment-facts.ts'
import type { Logger } from '../../log/logger.ts'
import type { ReasonCode } from '../../reasons/registry.ts'
import type { SlackClient } from '../../slack/client.ts'
import type { Clock } from '../../time/clock.ts'
import type { Instant } from '../../time/instant.ts'

/** A last status for a deployment whose run is gone, or that is live no more. */
export interface NewEnd {
  readonly id: number
  readonly state: DeploymentStatus['state']
  readonly description: string
  /** The log of the run that had it, or of this one; undefined: no run has ended it. Of what was asked for, its own address. */
  readonly logUrl: string | undefined
}

/** What a reconciliation reads of GitHub and writes there; `githubRecords` is the real one. */
export interface DeploymentRecords {
  readonly policyText: () => Promise<string>
  /** The deployments of an environment since a time. */
  readonly since: (which: {
    readonly environment: string
    readonly since: Instant
    /** The policy's Apps, whose deployments are ours. */
    readonly apps: readonly string[]
  }) => Promise<readonly DeploymentFacts[]>
  /** The runs that a `deployment` event or a dispatch started since a time, and whether they are all. */
  readonly startedRuns: (since: Instant) => Promise<{
    readonly runs: readonly WorkflowRunFacts[]
    readonly isComplete: boolean
    /** GitHub's own time; undefined where it does not say. */
    readonly at: Instant | undefined
  }>
  /** Undefined for a run that was deleted. */
  readonly run: (id: number) => Promise<WorkflowRunFacts | undefined>
  readonly rejection: (runId: number) => Promise<Rejection | undefined>
  /** The record and all of its statuses as they are now. */
  readonly look: (
    id: number,
  ) => Promise<{ readonly record: DeploymentRecord; readonly statuses: readonly DeploymentStatus[] }>
  readonly write: (end: NewEnd) => Promise<void>
  /**
   * What starts the run that aborts a deployment that is held. Throws a `UserError`: `no-way-in` where no workflow of the default
   * branch can be started for that.
   */
  readonly wayToAbort: () => Promise<(held: HeldDeployment) => Promise<void>>
}

/** A deployment that is held. */
export type HeldDeployment = DeploymentFacts & { readonly service: string }

/** What a reconciliation is run with. */
export interface ReconcileSettings {
  readonly owner: string
  /** The repository's name, without its owner. */
  readonly repository: string
  /** The repository's page. */
  readonly page: string
  /** The log of this run. */
  readonly logUrl: string
  /** After so many milliseconds without a run none is expected any more. */
  readonly noRunAfterMs: number
  readonly dryRun: boolean
}

/** Everything through which a reconciliation has effects. */
export interface ReconcileEffects {
  readonly records: DeploymentRecords
  readonly log: Logger
  readonly clock: Clock
  /** Undefined without a token. */
  readonly slack: SlackClient | undefined
}

/** What became of an open deployment. */
export interface Reconciled {
  readonly id: number
  readonly environment: string
  readonly service: string
  /**
   * `ended`: it has its end now, or would have it without `dry-run`; `replaced`: it was shown as live or held, and is no more;
   * `open`: left as it is; `aborting`: it was held, and a run is started that aborts it; `failed`: its status could not be written,
   * or that run not be started.
   */
  readonly action: 'ended' | 'replaced' | 'open' | 'aborting' | 'failed'
  readonly reason: ReasonCode | ''
  /** One line. */
  readonly text: string
}
