import type { Instant } from '../../time/instant.ts'
import type { DeploymentFacts } from './deployment-facts.ts'
import { goodSince } from './deployments.ts'
import type { CommitFacts } from './facts.ts'
import { containsPosition, type Positions } from './live.ts'

/** Since when a commit waits. */
export interface Since {
  readonly at: Instant
  /** It was there by then, and may have been before. */
  readonly atLeast: boolean
}

/**
 * When each commit came onto the line; `commits` head first. None came later than one that is newer: where the time is not known,
 * or is later than the newer one's, the newer one's time is taken. Undefined when nothing newer is known either.
 */
export function mergeTimes(commits: readonly CommitFacts[]): readonly (Since | undefined)[] {
  let newer: Since | undefined
  return commits.map(({ merged }) => {
    if (merged !== undefined && (newer === undefined || merged.at <= newer.at)) {
      newer = { at: merged.at, atLeast: merged.source === 'check-suite' }
    } else if (newer !== undefined) {
      newer = { at: newer.at, atLeast: true }
    }
    return newer
  })
}

/**
 * The deployment that took a waiting commit out again: it was live, and the good deployment after that did not hold it.
 * Undefined for one that was never live. `good`: newest first.
 */
export function takenOutBy(
  position: number,
  good: readonly DeploymentFacts[],
  positions: Positions,
): DeploymentFacts | undefined {
  const last = good.findIndex(deployment => containsPosition(deployment, position, positions))
  return last < 1 ? undefined : good[last - 1]
}

/** A commit that was live waits since it was taken out, any other since it came onto the line. */
export function sinceOf(merged: Since | undefined, takenOut: DeploymentFacts | undefined): Since | undefined {
  const at = takenOut === undefined ? undefined : goodSince(takenOut)
  return at === undefined ? merged : { at, atLeast: false }
}
