import { HOUR, MINUTE } from '../../time/duration.ts'
import type { Instant } from '../../time/instant.ts'
import { heldIn } from '../claims/run-claims.ts'
import type { DeploymentFacts } from './deployment-facts.ts'
import { isOpen } from './deployments.ts'

/** A status that says that a run works counts for this long; after that its run is taken for lost. */
const BUSY_FOR = 2 * HOUR
/** Time for a run to start: GitHub calls a deployment abandoned afterwards. */
const PICKED_UP_WITHIN = 30 * MINUTE

/** A deployment without an end, newer than what is live. */
export interface OpenDeployment {
  readonly deployment: DeploymentFacts
  /**
   * `deploying` and `waiting-for-approval` are reasons to be silent; `stuck` (its run said nothing for too long) and
   * `not-picked-up` (never started) are not. `held`: pods of it stay as they are until somebody decides, or until its time is up.
   */
  readonly kind: 'deploying' | 'waiting-for-approval' | 'stuck' | 'not-picked-up' | 'held'
  /** Of its newest status, or its own when it has none. */
  readonly since: Instant
}

/** `ours`: newest first. `live`: the newest good one; what is older than that no longer matters. */
export function openDeployments(
  ours: readonly DeploymentFacts[],
  live: DeploymentFacts | undefined,
  now: Instant,
): readonly OpenDeployment[] {
  const newer = live === undefined ? ours : ours.slice(0, ours.indexOf(live))
  return newer.filter(isOpen).map(deployment => {
    const last = deployment.statuses.at(-1)
    const since = last?.createdAt ?? deployment.createdAt
    const age = now - since
    const kind = heldIn(deployment.statuses) === undefined ? kindOf(deployment, last?.state, age) : 'held'
    return { deployment, kind, since }
  })
}

function kindOf({ state, runWaits }: DeploymentFacts, last: string | undefined, age: number): OpenDeployment['kind'] {
  if (last === 'in_progress' || (last === 'queued' && runWaits !== true)) return age < BUSY_FOR ? 'deploying' : 'stuck'
  if (runWaits === true || state === 'waiting' || last === 'waiting') return 'waiting-for-approval'
  return age < PICKED_UP_WITHIN ? 'deploying' : 'not-picked-up'
}
