/**
 * How a run ends for a reason.
 *
 * - `refused`: the commit, its policy or its manifests cannot be deployed; nothing was changed.
 * - `failed`: it broke after the first write to the cluster; in a build: the commit is at fault.
 * - `error`: the set-up, a service that is needed, or commit-train itself is broken.
 * - `cancelled`: the run was stopped.
 * - `superseded`: a newer deployment took its place.
 * - `held`: it has reached a stage of its strategy, and somebody decides; it has no end yet.
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
  | 'held'
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

/**
 * What a cause does to the rollout.
 *
 * - `fatal`: it cannot heal by itself, so it ends the rollout when first seen.
 * - `grace`: it often heals within seconds of the apply, so it ends the rollout only if it stays.
 * - `waiting`: it may heal (a slow registry, a node that is being added), so it is logged, and named as the cause if
 *   the time budget ends first.
 */
export type Fatality = 'fatal' | 'grace' | 'waiting'

/** What is known about a cause code before any cluster is asked. */
export interface CauseRow {
  readonly fatality: Fatality
  /** Set for a fatal cause that somebody can put right outside the pod template while the rollout waits. */
  readonly outside?: true
  /** Set for a cause with a grace whose controller looks again only after some 15 s. */
  readonly slow?: true
  /** One sentence for the documentation: what happened. */
  readonly meaning: string
  /** One line: what to do about it. Shown behind the cluster's own text. */
  readonly advice: string
}

export type CauseTable = Readonly<Record<string, CauseRow>>
