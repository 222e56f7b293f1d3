import type { RolloutTolerance } from '../../policy/rollout.ts'

/** How much a rollout may go wrong before it has failed. `docs/policy.md` has the numbers. */
export interface Tolerance {
  /** The crash of a container that ends the rollout, counted from the apply. */
  readonly fatalCrash: number
  /** How long a cause may stay that often heals within seconds of the apply. */
  readonly graceMs: number
  /** The same for a ConfigMap or Secret that an operator makes. */
  readonly operatorMs: number
  /** The same for a cause that cannot heal by itself, but that somebody can put right outside the template. */
  readonly outsideMs: number
}

export const TOLERANCES: Readonly<Record<RolloutTolerance, Tolerance>> = {
  // A program that started before its dependencies may crash once.
  strict: { fatalCrash: 2, graceMs: 10_000, operatorMs: 30_000, outsideMs: 0 },
  tolerant: { fatalCrash: 5, graceMs: 60_000, operatorMs: 120_000, outsideMs: 60_000 },
}
