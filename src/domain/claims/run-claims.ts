import { isHeldStatus } from './held-status.ts'
import { localRunIn } from './local-run.ts'

/** What of a status says who has a deployment. */
interface Written {
  readonly state: string
  readonly description: string
  readonly logUrl: string
}

/** One attempt of one workflow run, or of a process at a terminal. */
export interface RunAttempt {
  readonly runId: number
  readonly attempt: number
  /** Of a process at a terminal: for how long it may take. */
  readonly lastsMs?: number
  /**
   * `promote-1`: the job that goes on with what is held at the first stage. It may be one of the run that brought it there, which
   * has ended its part by then.
   */
  readonly part?: string
}

/** `run 7`. */
export function runName({ runId, lastsMs }: RunAttempt): string {
  return lastsMs === undefined ? `run ${runId}` : 'a terminal'
}

/** The run that a log address leads to; undefined for statuses of other tools. */
export function attemptOf(logUrl: string): RunAttempt | undefined {
  const local = localRunIn(logUrl)
  if (local !== undefined) return { ...local, attempt: 1 }
  const match = /\/actions\/runs\/(\d+)(?:\/attempts\/(\d+))?(?:[^#]*#([a-z]+-\d+)$)?/.exec(logUrl)
  if (match === null) return undefined
  const [, runId, attempt, part] = match
  return { runId: Number(runId), attempt: Number(attempt ?? 1), ...(part === undefined ? {} : { part }) }
}

/** The address of a run's log, as one of its parts writes it. */
export function partUrl(logUrl: string, part: string): string {
  return `${logUrl}#${part}`
}

/**
 * The runs that have claimed a deployment since its last end, or since it was held, each by its newest attempt, in the order they
 * came. What an attempt writes after an end that it has met before is no new claim: a step's status may come late.
 */
export function claimsIn(statuses: readonly Written[]): readonly RunAttempt[] {
  const attempts = statuses.map(({ logUrl }) => attemptOf(logUrl))
  const end = statuses.findLastIndex(isRest)
  const before = attempts.slice(0, end + 1)
  const claims = new Map<string, RunAttempt>()
  for (const by of attempts.slice(end + 1)) {
    if (by === undefined || before.some(one => one !== undefined && isSame(one, by))) continue
    const key = `${by.runId}#${by.part ?? ''}`
    if (by.attempt >= (claims.get(key)?.attempt ?? 0)) claims.set(key, by)
  }
  return [...claims.values()]
}

/** Whether a deployment is held, and no run goes on with it: then the status that says so. `statuses`: oldest first. */
export function heldIn<Status extends Written>(statuses: readonly Status[]): Status | undefined {
  const rest = statuses.findLast(isRest)
  return rest === undefined || isEnd(rest) || claimsIn(statuses).length > 0 ? undefined : rest
}

/**
 * The end of a deployment that a late status of a step hides: GitHub shows the newest one, and carries out now and then what
 * was sent long before. `statuses`: oldest first.
 */
export function hiddenEnd<T extends Written>(statuses: readonly T[]): T | undefined {
  const at = statuses.findLastIndex(isEnd)
  const later = statuses.slice(at + 1)
  if (at < 0 || later.length === 0 || claimsIn(statuses).length > 0) return undefined
  return later.every(({ logUrl }) => attemptOf(logUrl) !== undefined) ? statuses[at] : undefined
}

/** Whether a status ends a deployment. */
export function isEnd({ state }: Pick<Written, 'state'>): boolean {
  return state === 'success' || state === 'failure' || state === 'error' || state === 'inactive'
}

/** Whether a run comes to its end with a status: the deployment has its own, or is held. */
export function isRest(status: Written): boolean {
  return isEnd(status) || isHeldStatus(status)
}

export function isSame(one: RunAttempt, other: RunAttempt): boolean {
  return one.runId === other.runId && one.attempt === other.attempt && one.part === other.part
}
