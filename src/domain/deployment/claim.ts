import type { ReasonCode } from '../../reasons/registry.ts'
import { isGood } from '../history/deployments.ts'
import type { DeploymentStatus } from './record.ts'

/** One attempt of one workflow run. */
export interface RunAttempt {
  readonly runId: number
  readonly attempt: number
}

/** How a deployment stands towards the run that is about to take it, by the statuses that runs wrote. */
export type Standing =
  /** No run has claimed it, or this very attempt has. */
  | { readonly kind: 'free' }
  /** Another run is working on it, or was when it died. */
  | { readonly kind: 'in-progress'; readonly by: RunAttempt }
  /** It has come to its end, in an earlier attempt or another run. */
  | { readonly kind: 'ended'; readonly by: RunAttempt; readonly good: boolean }

/** The run that a log address leads to; undefined for statuses of other tools. */
export function attemptOf(logUrl: string): RunAttempt | undefined {
  const match = /\/actions\/runs\/(\d+)(?:\/attempts\/(\d+))?/.exec(logUrl)
  return match === null ? undefined : { runId: Number(match[1]), attempt: Number(match[2] ?? 1) }
}

/** `statuses`: all of the deployment's, oldest first. A deployment is good when any of its statuses was success. */
export function standingOf(statuses: readonly DeploymentStatus[], me: RunAttempt): Standing {
  const last = statuses.findLast(({ logUrl }) => attemptOf(logUrl) !== undefined)
  const by = attemptOf(last?.logUrl ?? '')
  if (last === undefined || by === undefined) return { kind: 'free' }
  if (by.runId === me.runId && by.attempt === me.attempt) return { kind: 'free' }
  if (!isEnd(last)) return { kind: 'in-progress', by }
  return { kind: 'ended', by, good: isGood(statuses) }
}

/** What a run that comes to a deployment does with it. */
type Claim =
  | { readonly kind: 'run' }
  /** Left alone: one line why; `expected` when this is what GitHub's repeated deliveries bring about. */
  | { readonly kind: 'leave'; readonly reason: ReasonCode; readonly why: string; readonly expected: boolean }

/** What has to be known of the world around a deployment that another run has had before. */
interface Surroundings {
  /** Whether a `deployment` event started this run; else a person named the deployment. */
  readonly byEvent: boolean
  /** Whether the other run has come to its end. A run of the same id has: this is a later attempt of it. */
  readonly otherEnded: boolean
  /** Id of the newest deployment of the same environment and task. */
  readonly newest: number
}

/**
 * A deployment is run once. A second run for the same event does nothing; a higher attempt, or a person who names the
 * deployment, runs it again while it is still the newest and not live.
 */
export function claim(id: number, standing: Standing, me: RunAttempt, around: Surroundings): Claim {
  if (standing.kind === 'free') return { kind: 'run' }
  const { by } = standing
  const again = by.runId === me.runId
  if (around.byEvent && !again) {
    return { kind: 'leave', reason: 'deployment-duplicate', why: `run ${by.runId} already handles it`, expected: true }
  }
  if (standing.kind === 'in-progress' && !again && !around.otherEnded) {
    return {
      kind: 'leave',
      reason: 'deployment-in-progress',
      why: `run ${by.runId} is still working on it; wait for its end`,
      expected: false,
    }
  }
  const instead = 'request a new deployment of the commit instead'
  if (around.newest !== id) {
    const why = `deployment ${around.newest} is newer; ${instead}`
    return { kind: 'leave', reason: 'stale-rerun', why, expected: false }
  }
  if (standing.kind === 'ended' && standing.good) {
    return { kind: 'leave', reason: 'stale-rerun', why: `it succeeded and is live; ${instead}`, expected: false }
  }
  return { kind: 'run' }
}

function isEnd({ state }: DeploymentStatus): boolean {
  return state === 'success' || state === 'failure' || state === 'error' || state === 'inactive'
}
