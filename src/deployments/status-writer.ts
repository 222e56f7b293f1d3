import { type Ending, type Outcome, stateOf } from '../domain/deployment/ending.ts'
import { endingText } from '../domain/deployment/status-text.ts'
import type { GitHubClient } from '../github/client.ts'
import { createStatus } from '../github/deployments.ts'
import type { Masks } from '../secrets/masks.ts'
import type { DeployContext } from './context.ts'
import { type Lost, lookAgain } from './request.ts'
import type { StatusUpdate } from './statuses.ts'

/** Writes one status with the address of this run's log. */
export async function writeStatus(
  github: GitHubClient,
  deploymentId: number,
  { state, description }: StatusUpdate,
  { logUrl }: Pick<DeployContext, 'logUrl'>,
  masks: Masks,
): Promise<void> {
  await createStatus(github, { deploymentId, state, description: masks.redact(description), logUrl })
}

/** What became of a last status. `left`: it was not written, and why. */
export type WrittenEnd = { readonly kind: 'written' } | ({ readonly kind: 'left' } & Lost)

/**
 * Writes the last status of a deployment that this run has claimed, after a look whether it is this run's to end. Where
 * something was applied the end is written whatever other runs did: it alone says what is live.
 */
export async function writeLastStatus(
  github: GitHubClient,
  deploymentId: number,
  { ending, touched, seen }: { readonly ending: Ending; readonly touched: boolean; readonly seen?: number | undefined },
  context: Pick<DeployContext, 'logUrl' | 'runId' | 'attempt'>,
  masks: Masks,
): Promise<WrittenEnd> {
  const lost = await lookAgain(github, deploymentId, context, seen)
  if (lost !== undefined && (lost.own || !touched)) return { kind: 'left', ...lost }
  await writeStatus(github, deploymentId, lastStatus(ending), context, masks)
  return { kind: 'written' }
}

/** The last status of a deployment that ended like this. */
function lastStatus(ending: Ending): StatusUpdate {
  return { state: finalState(ending.outcome), description: endingText(ending) }
}

function finalState(outcome: Outcome): StatusUpdate['state'] {
  const state = stateOf(outcome)
  if (state === 'queued' || state === 'pending') throw new Error(`${outcome} cannot end as ${state}`)
  return state
}
