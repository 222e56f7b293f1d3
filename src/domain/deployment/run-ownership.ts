import type { ReasonCode } from '../../reasons/registry.ts'
import { isGood } from '../history/deployments.ts'
import { localRunIn } from './local-run.ts'
import type { DeploymentStatus } from './record.ts'

/** What of a status says who has a deployment; GraphQL knows one state more than REST. */
interface Written {
  readonly state: DeploymentStatus['state'] | 'waiting'
  readonly logUrl: string
}

/** One attempt of one workflow run, or of a process at a terminal. */
export interface RunAttempt {
  readonly runId: number
  readonly attempt: number
  /** Of a process at a terminal: for how long it may take. */
  readonly lastsMs?: number
}

/** `run 7`. */
export function runName({ runId, lastsMs }: RunAttempt): string {
  return lastsMs === undefined ? `run ${runId}` : 'a terminal'
}

/** How a deployment stands towards the run that is about to take it, by its statuses. */
export type ClaimState =
  /** No run has claimed it, or this very attempt has. */
  | { readonly kind: 'free' }
  /** Another run is working on it, or was when it died. */
  | { readonly kind: 'in-progress'; readonly by: RunAttempt }
  /** It has come to its end: by a run, or (without `by`) by a person or another tool. `said`: the last status. */
  | { readonly kind: 'ended'; readonly by?: RunAttempt; readonly good: boolean; readonly said: string }

/** The run that a log address leads to; undefined for statuses of other tools. */
export function attemptOf(logUrl: string): RunAttempt | undefined {
  const local = localRunIn(logUrl)
  if (local !== undefined) return { ...local, attempt: 1 }
  const match = /\/actions\/runs\/(\d+)(?:\/attempts\/(\d+))?/.exec(logUrl)
  return match === null ? undefined : { runId: Number(match[1]), attempt: Number(match[2] ?? 1) }
}

/**
 * `statuses`: all of the deployment's, oldest first. The earliest claim since the last end counts: of two runs that wrote
 * theirs at the same time both see the same holder.
 */
export function claimStateOf(statuses: readonly DeploymentStatus[], me: RunAttempt): ClaimState {
  const [holder] = claimsIn(statuses)
  if (holder !== undefined) return isSame(holder, me) ? { kind: 'free' } : { kind: 'in-progress', by: holder }
  const end = statuses.findLast(isEnd)
  if (end === undefined) return { kind: 'free' }
  const by = attemptOf(end.logUrl)
  return { kind: 'ended', ...(by === undefined ? {} : { by }), good: isGood(statuses), said: saidBy(end) }
}

/**
 * The runs that have claimed a deployment since its last end, each by its newest attempt, in the order they came. What an
 * attempt writes after an end that it has met before is no new claim: a step's status may come late.
 */
export function claimsIn(statuses: readonly Written[]): readonly RunAttempt[] {
  const attempts = statuses.map(({ logUrl }) => attemptOf(logUrl))
  const end = statuses.findLastIndex(isEnd)
  const before = attempts.slice(0, end + 1)
  const claims = new Map<number, RunAttempt>()
  for (const by of attempts.slice(end + 1)) {
    if (by === undefined || before.some(one => one !== undefined && isSame(one, by))) continue
    if (by.attempt >= (claims.get(by.runId)?.attempt ?? 0)) claims.set(by.runId, by)
  }
  return [...claims.values()]
}

/** Whether a run may go on with a deployment, and write to it. */
export type Ownership =
  | { readonly kind: 'mine' }
  /** Others came before; it is the run's own all the same where all of their runs have ended. */
  | { readonly kind: 'behind'; readonly others: readonly RunAttempt[] }
  /** It has its end. `own`: the run itself wrote it. `hidden`: a step's status came after it. */
  | ({ readonly kind: 'ended'; readonly said: string } & SeenEnd)

/** The end of a deployment, as a run meets it. */
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
  const end = statuses.findLast(isEnd)
  if (end !== undefined && (claims.length === 0 || end.id > seen)) {
    const by = attemptOf(end.logUrl)
    const own = by !== undefined && isSame(by, me)
    return { kind: 'ended', end, own, hidden: end !== statuses.at(-1), said: saidBy(end) }
  }
  const at = claims.findIndex(claim => isSame(claim, me))
  const others = at < 0 ? claims : claims.slice(0, at)
  return others.length === 0 ? { kind: 'mine' } : { kind: 'behind', others }
}

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
}

/**
 * A deployment is run once. A second run for the same event does nothing; a higher attempt, or a person who names the
 * deployment, runs it again while it is still the newest and not live.
 */
export function decideClaim(id: number, standing: ClaimState, me: RunAttempt, around: ClaimFacts): Claim {
  if (standing.kind === 'free') return { kind: 'run' }
  const { by } = standing
  const again = by?.runId === me.runId
  const instead = 'request a new deployment of the commit instead'
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
  if (around.newest !== id) {
    const why = `deployment ${around.newest} is newer; ${instead}`
    return { kind: 'leave', reason: 'stale-rerun', why, expected: false }
  }
  if (standing.kind === 'ended' && standing.good) {
    return { kind: 'leave', reason: 'stale-rerun', why: `it succeeded and is live; ${instead}`, expected: false }
  }
  return { kind: 'run' }
}

/** Whether a status ends a deployment. */
export function isEnd({ state }: Written): boolean {
  return state === 'success' || state === 'failure' || state === 'error' || state === 'inactive'
}

function isSame(one: RunAttempt, other: RunAttempt): boolean {
  return one.runId === other.runId && one.attempt === other.attempt
}

/** `inactive: rolled back by hand` */
function saidBy({ state, description }: DeploymentStatus): string {
  return description === '' ? state : `${state}: ${description}`
}
