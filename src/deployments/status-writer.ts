import { attemptOf, isEnd, isRest, isSame } from '../domain/claims/run-claims.ts'
import { type Ending, endsHold, type Outcome, stateOf } from '../domain/deployment/ending.ts'

import type { DeploymentStatus } from '../domain/deployment/record.ts'
import { endingText } from '../domain/deployment/status-text.ts'
import type { GitHubClient } from '../github/client.ts'
import { createStatus, listStatuses } from '../github/deployments.ts'
import type { Masks } from '../secrets/masks.ts'
import type { DeployContext } from './context.ts'
import { type Lost, lostTo } from './request.ts'
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
export type WrittenEnd = ({ readonly kind: 'written' } & LastEnd) | ({ readonly kind: 'left' } & Lost)

/**
 * How a run ends its deployment. `touched`: a write may have reached the cluster. `held`: it was held before this run, and what its
 * status said: where nothing was changed it still is, however the run ends.
 */
export interface LastEnd {
  readonly ending: Ending
  readonly touched: boolean
  readonly held?: string | undefined
}

/**
 * Writes the last status of a deployment that this run has claimed, after a look whether it is this run's to end. Where
 * something was applied the end is written whatever other runs did: it alone says what is live. The run's own end stays as it
 * is, and so does what came after it: a success repeated would show what a newer deployment has replaced as live. The last end is
 * written again where a step's status hides it. `endOf`: the end, by the statuses there are.
 */
export async function writeLastStatus(
  github: GitHubClient,
  deploymentId: number,
  {
    endOf,
    seen,
  }: { readonly endOf: (statuses: readonly DeploymentStatus[]) => LastEnd; readonly seen?: number | undefined },
  context: Pick<DeployContext, 'logUrl' | 'runId' | 'attempt' | 'part'>,
  masks: Masks,
): Promise<WrittenEnd> {
  const statuses = await listStatuses(github, deploymentId)
  const end = endOf(statuses)
  const lost = withOwnEnd(await lostTo(statuses, github, context, seen), statuses, context)
  if (lost === undefined || (end.touched && lost.ended?.own !== true)) {
    await writeStatus(github, deploymentId, lastStatus(end, context.part ?? ''), context, masks)
    return { kind: 'written', ...end }
  }
  if (lost.ended?.own && lost.ended.hidden)
    await repeatEnd(github, deploymentId, statuses.findLast(isRest) ?? lost.ended.end)
  return { kind: 'left', ...lost }
}

/** Writes an end again as it stands, by any writer: a step's status came after it. */
export async function repeatEnd(
  github: GitHubClient,
  deploymentId: number,
  { state, description, logUrl }: DeploymentStatus,
): Promise<void> {
  await createStatus(github, { deploymentId, state, description, ...(logUrl === '' ? {} : { logUrl }) })
}

/** The run's own end is its own also where that of another came after it, such as `inactive` for what was replaced. */
function withOwnEnd(
  lost: Lost | undefined,
  statuses: readonly DeploymentStatus[],
  { runId, attempt, part }: Pick<DeployContext, 'runId' | 'attempt' | 'part'>,
): Lost | undefined {
  const me = { runId, attempt, ...(part === undefined ? {} : { part }) }
  const own = statuses.findLast(status => {
    const by = attemptOf(status.logUrl)
    return isEnd(status) && by !== undefined && isSame(by, me)
  })
  if (lost?.ended === undefined || own === undefined) return lost
  return { ...lost, ended: { ...lost.ended, end: own, own: true } }
}

/** The last status of a deployment that ended like this. */
function lastStatus({ ending, touched, held }: LastEnd, part: string): StatusUpdate {
  if (held !== undefined && !touched && !endsHold(ending.reason, part))
    return { state: 'in_progress', description: held }
  return { state: finalState(ending.outcome), description: endingText(ending) }
}

function finalState(outcome: Outcome): StatusUpdate['state'] {
  const state = stateOf(outcome)
  if (state === 'queued' || state === 'pending') throw new Error(`${outcome} cannot end as ${state}`)
  return state
}
