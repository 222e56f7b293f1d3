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
