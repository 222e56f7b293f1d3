import type { ReasonCode } from '../../reasons/registry.ts'
import type { Continuation } from '../claims/continuation.ts'
import { type RunAttempt, runName } from '../claims/run-claims.ts'
import type { ClaimState } from './run-ownership.ts'

/** What a run that comes to a deployment does with it. */
type Claim =
  | { readonly kind: 'run' }
  /** Left alone: one line why; `expected` when this is what GitHub's repeated deliveries bring about. */
  | { readonly kind: 'leave'; readonly reason: ReasonCode; readonly why: string; readonly expected: boolean }

/** What has to be known of the world around a deployment that another run has had before. */
interface ClaimFacts {
  /** Whether a `deployment` event started this run; else a person named the deployment. */
  readonly byEvent: boolean
  /** Whether the other run has come to its end. A run of the same id has: this is a later attempt of it. */
  readonly otherEnded: boolean
  /** Id of the newest deployment of the same environment and task. */
  readonly newest: number
  /** The command that asks for a new deployment of the commit. */
  readonly again: string
}

/**
 * A deployment is run once. A second run for the same event does nothing; a higher attempt, or a person who names the
 * deployment, runs it again while it is still the newest and not live. What is held is gone on with by who says how.
 */
export function decideClaim(id: number, standing: ClaimState, me: RunAttempt, around: ClaimFacts): Claim {
  if (standing.kind === 'free') return standing.held === undefined ? { kind: 'run' } : leaveHeld(standing.held)
  const { by } = standing
  const again = by?.runId === me.runId
  const instead = `request a new deployment of the commit instead: ${around.again}`
  if (standing.kind === 'ended' && standing.by === undefined && !standing.good) {
    const why = `it has ended before it began (${standing.said}); ${instead}`
    return { kind: 'leave', reason: 'deployment-withdrawn', why, expected: around.byEvent }
  }
  if (around.byEvent && !again && by !== undefined) {
    const why =
      standing.kind === 'ended' ? `${runName(by)} has ended it (${standing.said})` : `${runName(by)} already handles it`
    return { kind: 'leave', reason: 'deployment-duplicate', why, expected: true }
  }
  if (standing.kind === 'in-progress' && !again && !around.otherEnded) {
    return {
      kind: 'leave',
      reason: 'deployment-in-progress',
      why: `${runName(standing.by)} is still working on it; wait for its end`,
      expected: false,
    }
  }
  if (standing.kind === 'in-progress' && standing.held !== undefined) return leaveHeld(standing.held)
  if (around.newest !== id) {
    const why = `deployment ${around.newest} is newer; ${instead}`
    return { kind: 'leave', reason: 'stale-rerun', why, expected: false }
  }
  if (standing.kind === 'ended' && standing.good) {
    return { kind: 'leave', reason: 'stale-rerun', why: `it succeeded and is live; ${instead}`, expected: false }
  }
  return { kind: 'run' }
}

/** What was seen of it stays what goes out: to begin again would be another deployment. */
function leaveHeld(said: string): Claim {
  return { kind: 'leave', reason: 'held', why: `it is held and not begun again: ${said}`, expected: false }
}

/**
 * What is held is gone on with once: of two who ask at the same time the one whose status came first. A run that died is taken
 * over.
 */
export function decideContinuation(
  how: Continuation,
  standing: ClaimState,
  { otherEnded }: Pick<ClaimFacts, 'otherEnded'>,
): Claim {
  const leave = (reason: ReasonCode, why: string): Claim => ({ kind: 'leave', reason, why, expected: false })
  if (standing.kind === 'ended') return leave('nothing-held', `nothing to ${how}: it has ended (${standing.said})`)
  if (standing.held === undefined) return leave('nothing-held', `nothing to ${how}: it is not held`)
  if (standing.kind === 'free' || otherEnded) return { kind: 'run' }
  const { part } = standing.by
  return leave(
    'held-by-other',
    `${runName(standing.by)} came first${part === undefined ? '' : ` (${part.split('-')[0]})`}`,
  )
}
