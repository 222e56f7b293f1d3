/**
 * How a run ends for a reason.
 *
 * - `refused`: the commit, its policy or its manifests cannot be deployed; nothing was changed.
 * - `failed`: it broke after the first write to the cluster; in a build: the commit is at fault.
 * - `error`: the set-up, a service that is needed, or commit-train itself is broken.
 * - `cancelled`: the run was stopped.
 * - `superseded`: a newer deployment took its place.
 * - `dry-run`: it was only planned; nothing was changed.
 * - `left-alone`: this run does nothing with the deployment.
 * - `success`: it ended well.
 * - `warning`: it is only reported, and the run goes on.
 */
export type ReasonOutcome =
  | 'refused'
  | 'failed'
  | 'error'
  | 'cancelled'
  | 'superseded'
  | 'dry-run'
  | 'left-alone'
  | 'success'
  | 'warning'

/** An action that reports reasons, or the command `commit-train`. */
export type ActionName = 'deploy' | 'build' | 'notify-stale' | 'reconcile' | 'command'

/** What is known about a reason code wherever it appears. Meaning and advice are Markdown, one line each. */
export interface Reason {
  readonly outcome: ReasonOutcome
  /** What happened. */
  readonly meaning: string
  /** What to do about it. */
  readonly advice: string
  /** The actions that can report it. Default: those of its subject. */
  readonly actions?: readonly ActionName[]
}

/** The reasons of one subject, by their codes. */
export type ReasonTable = Readonly<Record<string, Reason>>
