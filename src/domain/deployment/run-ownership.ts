import { heldStage } from '../claims/held-status.ts'
import { attemptOf, claimsIn, isEnd, isRest, isSame, type RunAttempt } from '../claims/run-claims.ts'
import { isGood } from '../history/deployments.ts'
import type { DeploymentStatus } from './record.ts'
import { wasChanging } from './status-text.ts'

/** How a deployment stands towards the run that is about to take it, by its statuses. */
export type ClaimState =
  /** No run has claimed it, or this very attempt has. `held`: it is held, and what the status says. */
  | { readonly kind: 'free'; readonly held?: string }
  /** Another run is working on it, or was when it died. `held`: it goes on with what was held. */
  | { readonly kind: 'in-progress'; readonly by: RunAttempt; readonly held?: string }
  /** It has come to its end: by a run, or (without `by`) by a person or another tool. `said`: the last status. */
  | { readonly kind: 'ended'; readonly by?: RunAttempt; readonly good: boolean; readonly said: string }

/**
 * `statuses`: all of the deployment's, oldest first. The earliest claim since the last end, or since it was held, counts: of two
 * runs that wrote theirs at the same time both see the same holder.
 */
export function claimStateOf(statuses: readonly DeploymentStatus[], me: RunAttempt): ClaimState {
  const [holder] = claimsIn(statuses)
  const rest = statuses.findLast(isRest)
  const held = rest === undefined || isEnd(rest) ? {} : { held: rest.description }
  if (holder !== undefined) {
    return isSame(holder, me) ? { kind: 'free', ...held } : { kind: 'in-progress', by: holder, ...held }
  }
  if (rest === undefined || !isEnd(rest)) return { kind: 'free', ...held }
  const by = attemptOf(rest.logUrl)
  return { kind: 'ended', ...(by === undefined ? {} : { by }), good: isGood(statuses), said: saidBy(rest) }
}

/** What the last run said that was changing the cluster since the deployment was held, or began; undefined where none was. */
export function changedSinceRest(
  statuses: readonly { readonly state: string; readonly description: string; readonly logUrl: string }[],
): string | undefined {
  const rest = statuses.findLastIndex(isRest)
  const before = statuses.slice(0, rest + 1).flatMap(({ logUrl }) => attemptOf(logUrl) ?? [])
  return statuses.slice(rest + 1).findLast(({ description, logUrl }) => {
    const by = attemptOf(logUrl)
    // A step's status of the run that held it may come late.
    return by !== undefined && wasChanging(description) && !before.some(one => isSame(one, by))
  })?.description
}

/** Whether a run may go on with a deployment, and write to it. */
export type Ownership =
  | { readonly kind: 'mine' }
  /** Others came before; it is the run's own all the same where all of their runs have ended. */
  | { readonly kind: 'behind'; readonly others: readonly RunAttempt[] }
  /** It has its end, or is held. `own`: the run itself wrote it. `hidden`: a step's status came after it. */
  | ({ readonly kind: 'ended'; readonly said: string } & SeenEnd)

/** The end of a deployment, or that it is held, as a run meets it. */
export interface SeenEnd {
  readonly end: DeploymentStatus
  /** The run itself wrote it. */
  readonly own: boolean
  /** A step's status came after it. */
  readonly hidden: boolean
}

/**
 * Whose a deployment is that a run has claimed, or believes to have: the claim's reply may have been lost. `seen`: id of the
 * last status that the run knew when it claimed the deployment, where it knows: an end after that is a new one, also where the
 * claim was written later.
 */
export function ownershipOf(
  statuses: readonly DeploymentStatus[],
  me: RunAttempt,
  seen = Number.POSITIVE_INFINITY,
): Ownership {
  const claims = claimsIn(statuses)
  const end = statuses.findLast(isRest)
  const by = end === undefined ? undefined : attemptOf(end.logUrl)
  const own = by !== undefined && isSame(by, me)
  // What is held is there to be gone on with, by a run that says at which stage.
  const isToGoOn = !own && end !== undefined && me.part?.endsWith(`-${heldStage(end)}`) === true
  if (end !== undefined && ((claims.length === 0 && !isToGoOn) || end.id > seen)) {
    return { kind: 'ended', end, own, hidden: end !== statuses.at(-1), said: saidBy(end) }
  }
  const at = claims.findIndex(claim => isSame(claim, me))
  const others = at < 0 ? claims : claims.slice(0, at)
  return others.length === 0 ? { kind: 'mine' } : { kind: 'behind', others }
}

/** `inactive: rolled back by hand` */
function saidBy({ state, description }: DeploymentStatus): string {
  return description === '' ? state : `${state}: ${description}`
}
