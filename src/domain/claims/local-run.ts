import { LONGEST_WATCHED_MS } from '../../policy/strategy.ts'
import { HOUR, MINUTE } from '../../time/duration.ts'
import type { Instant } from '../../time/instant.ts'

/** A deployment that is carried out from a terminal: no workflow run has it. */
interface LocalRun {
  /** Far above the ids of GitHub's runs. */
  readonly runId: number
  /** For how long it may take from its first status on, in milliseconds; then its process is gone. */
  readonly lastsMs: number
}

const FIRST_ID = 2 ** 52
/** No status may keep a deployment open for longer. */
const LONGEST = 6 * HOUR
/** For all that the time limit of the deployment does not count: waiting for checks, and stages that are watched. */
const BESIDE = HOUR + LONGEST_WATCHED_MS

/** `random`: from 0 to below 1. `timeoutMs`: the time limit of the deployment, which a restore has once more. */
export function newLocalRun(random: number, timeoutMs: number): LocalRun {
  const wanted = Math.ceil((2 * timeoutMs + BESIDE) / MINUTE) * MINUTE
  return { runId: FIRST_ID + Math.floor(random * 2 ** 48), lastsMs: Math.min(wanted, LONGEST) }
}

/** What its statuses have in the place of a run's log: the page of the deployments, and by what the process is known. */
export function localLogUrl(page: string, { runId, lastsMs }: LocalRun): string {
  return `${page}/deployments#commit-train-${runId}-${lastsMs / 1000}s`
}

export function localRunIn(logUrl: string): LocalRun | undefined {
  const [, id, seconds] = /\/deployments#commit-train-(\d{16})-(\d{1,6})s$/.exec(logUrl) ?? []
  const runId = Number(id)
  if (id === undefined || runId < FIRST_ID || !Number.isSafeInteger(runId)) return undefined
  return { runId, lastsMs: Math.min(Number(seconds) * 1000, LONGEST) }
}

/** Whether the run of a record is no run of GitHub's. */
export function isLocalRun(runId: number): boolean {
  return runId >= FIRST_ID
}

/** When its process is gone at the latest, by its statuses. */
export function localEnd(
  statuses: readonly { readonly logUrl: string; readonly createdAt: Instant | string }[],
  { runId, lastsMs }: LocalRun,
): Instant {
  const first = statuses.find(({ logUrl }) => localRunIn(logUrl)?.runId === runId)
  return (first === undefined ? 0 : new Date(first.createdAt).getTime()) + lastsMs
}
