import { type Ending, type Outcome, stateOf } from '../domain/deployment/ending.ts'
import { endingText } from '../domain/deployment/status-text.ts'
import type { GitHubClient } from '../github/client.ts'
import { createStatus } from '../github/deployments.ts'
import type { Masks } from '../secrets/masks.ts'
import type { DeployContext } from './context.ts'
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

/** The last status of a deployment that ended like this. */
export function lastStatus(ending: Ending): StatusUpdate {
  return { state: finalState(ending.outcome), description: endingText(ending) }
}

function finalState(outcome: Outcome): StatusUpdate['state'] {
  const state = stateOf(outcome)
  if (state === 'queued' || state === 'pending') throw new Error(`${outcome} cannot end as ${state}`)
  return state
}
