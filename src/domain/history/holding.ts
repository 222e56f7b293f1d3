import type { Finding } from '../../errors.ts'
import { LONGEST_HELD_MS } from '../../policy/strategy.ts'
import { DAY } from '../../time/duration.ts'
import type { Instant } from '../../time/instant.ts'
import { readHeldStatus } from '../claims/held-status.ts'
import { heldIn } from '../claims/run-claims.ts'
import { shortSha } from '../sha.ts'
import type { DeploymentFacts } from './deployment-facts.ts'
import type { Commit } from './first-parents.ts'
import { openDeployments } from './open-deployments.ts'

/** What was created before is held no more: the policy allows no longer hold, and the days beside are for its rollouts. */
export const HOLDS_LOOKED_BACK_MS = LONGEST_HELD_MS + 5 * DAY

/** The deployment that is held in an environment, as another one meets it. */
export interface Holding {
  readonly id: number
  readonly sha: string
  /** `1 of 5 pods` */
  readonly at: string
}

/** `ours`: those of one service to one environment, newest first; `live`: the newest good one of them. */
export function holdingOf(
  ours: readonly DeploymentFacts[],
  live: DeploymentFacts | undefined,
  now: Instant,
): Holding | undefined {
  const held = openDeployments(ours, live, now).find(({ kind }) => kind === 'held')?.deployment
  const status = held === undefined ? undefined : heldIn(held.statuses)
  if (held === undefined || status === undefined) return undefined
  const said = readHeldStatus(status, status.createdAt)
  return { id: held.id, sha: held.sha, at: said === undefined ? '' : placeOf(said.what) }
}

/** `1 of 5 pods` of `1 of 5 pods run 3f2c1ab, healthy 60 s`. */
function placeOf(what: string): string {
  return /^\d+ of \d+ pods?(?= )/.exec(what)?.[0] ?? what
}

/**
 * What speaks against another deployment: what was looked at would be gone with the first one that is not held. `line`: from the
 * head of the branch to its commit; `live`: the commit that is live. One that goes back is never held up.
 */
export function heldFindings(
  holding: Holding | undefined,
  {
    environment,
    line,
    live,
  }: { readonly environment: string; readonly line: readonly Pick<Commit, 'sha'>[]; readonly live: string | undefined },
): readonly Finding[] {
  if (holding === undefined || isOlderThan(live, line)) return []
  const { id, sha, at } = holding
  const text = `deployment ${id} (${shortSha(sha)}) holds ${environment} at ${at}; promote or abort it, or deploy all at once`
  return [{ reason: 'held-by-other', text }]
}

/** Whether a commit is older than what is live. `line`: from the head of the branch to the commit. */
export function isOlderThan(live: string | undefined, line: readonly Pick<Commit, 'sha'>[]): boolean {
  const wanted = live?.toLowerCase()
  return line.slice(0, -1).some(({ sha }) => sha.toLowerCase() === wanted)
}
