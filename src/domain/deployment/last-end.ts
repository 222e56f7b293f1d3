import { isHeldStatus } from '../claims/held-status.ts'
import { attemptOf, heldIn, isEnd } from '../claims/run-claims.ts'
import type { DeploymentStatusFacts } from '../history/deployment-facts.ts'
import { isGood } from '../history/deployments.ts'
import type { Ending } from './ending.ts'
import { endingLine, endingOfStatus } from './status-text.ts'

/** What of a status says how a deployment ended. */
type Written = Pick<DeploymentStatusFacts, 'state' | 'description' | 'logUrl'>

/** How a deployment ended, and the log of the run that ended it. */
export interface KnownEnd {
  readonly ending: Pick<Ending, 'outcome' | 'text'>
  /** Empty where no run did. */
  readonly logUrl: string
}

/** How a deployment ended, by its statuses, oldest first: as a success where it was one, whatever replaced it later. */
export function lastEnd(statuses: readonly Written[]): KnownEnd | undefined {
  const end = isGood(statuses) ? statuses.findLast(({ state }) => state === 'success') : statuses.findLast(isEnd)
  return end === undefined ? undefined : { ending: endingOfStatus(end), logUrl: end.logUrl }
}

/** How a deployment stands that is held, as an end; undefined for one that is not. `statuses`: oldest first. */
export function heldEnd(statuses: readonly Written[]): KnownEnd | undefined {
  const held = heldIn(statuses)
  return held === undefined ? undefined : { ending: endingOfStatus(held), logUrl: held.logUrl }
}

/** How the run with that log ended; `end`: how its deployment did, which may have been by a later run. */
export function endOfRun(logUrl: string, statuses: readonly Written[], end: KnownEnd): KnownEnd['ending'] {
  const isOwn = (other: string): boolean => isSameAttempt(logUrl, other)
  if (isOwn(end.logUrl)) return end.ending
  const own = statuses.findLast(status => isEnd(status) && isOwn(status.logUrl))
  if (own !== undefined) return endingOfStatus(own)
  // Another run has gone on with it.
  if (statuses.some(status => isHeldStatus(status) && isOwn(status.logUrl))) return end.ending
  const text = `this run came to no end; the end of its deployment: "${endingLine(end.ending)}"`
  return { outcome: 'error', text }
}

/** An address that names no run is taken for the same. */
function isSameAttempt(one: string, other: string): boolean {
  const [first, second] = [attemptOf(one), attemptOf(other)]
  if (first === undefined) return true
  return first.runId === second?.runId && first.attempt === second.attempt
}
