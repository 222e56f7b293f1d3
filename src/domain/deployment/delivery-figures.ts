import { DAY } from '../../time/duration.ts'
import type { Instant } from '../../time/instant.ts'
import type { PastDeployment } from './past-deployment.ts'

/** A time span that ends now: what seems to be later is so by another clock. */
export interface Period {
  readonly from: Instant
  readonly to: Instant
}

/** A commit of the line, head first, and when it came onto the branch; undefined where that is not known. */
export interface MergedCommit {
  readonly sha: string
  readonly merged: Instant | undefined
}

/** A figure of which there may be no data: then it is undefined, and never nought. */
export interface DeliveryFigures {
  /** Deployments that went live in the period, and how many a day that is. */
  readonly frequency: { readonly perDay: number; readonly n: number } | undefined
  /** Half of the commits were live sooner after they were merged. */
  readonly leadTime: { readonly median: number; readonly n: number } | undefined
  /** Commits that went live for the first time, and of which it is not known when they were merged. */
  readonly leadTimeUnknown: number
  /** Of the deployments that changed the environment, those that failed or were rolled back. */
  readonly changeFailure: { readonly share: number; readonly failed: number; readonly n: number } | undefined
  /** Half of the failures were over sooner. */
  readonly restore: { readonly median: number; readonly n: number } | undefined
  /** Failures that are not over yet. */
  readonly unrestored: number
}

/**
 * The four figures of one service in one environment, each as docs/commands.md defines it. `past`: newest first; those before
 * the period say what was live then. `line`: undefined where it was not read.
 */
export function deliveryFigures(
  past: readonly PastDeployment[],
  line: readonly MergedCommit[] | undefined,
  period: Period,
): DeliveryFigures {
  const oldestFirst = past.toReversed()
  const inPeriod = (at: Instant | undefined) => at !== undefined && at >= period.from
  const live = oldestFirst.filter(({ liveFrom }) => inPeriod(liveFrom))
  const days = (period.to - period.from) / DAY
  const { leads, unknown } = leadTimes(oldestFirst, line ?? [], inPeriod)
  const changes = oldestFirst.filter(one => !one.back && changed(one) && inPeriod(one.ended))
  const failures = changes.filter(one => hasFailed(one, oldestFirst))
  const restores = failures.map(one => restoreTime(one, oldestFirst))
  const known = restores.filter(ms => ms !== undefined)
  return {
    frequency: past.length === 0 ? undefined : { perDay: live.length / days, n: live.length },
    leadTime: measured(leads),
    leadTimeUnknown: unknown,
    changeFailure:
      changes.length === 0
        ? undefined
        : { share: failures.length / changes.length, failed: failures.length, n: changes.length },
    restore: measured(known),
    unrestored: restores.length - known.length,
  }
}

/** Those of one day, by UTC. */
export interface DayCounts {
  /** `2026-01-05`. */
  readonly day: string
  readonly succeeded: number
  readonly failed: number
  /** Of those that succeeded. */
  readonly back: number
  /** Refused, cancelled, superseded, tried out, or ended by an error: nothing was changed, or that is not known. */
  readonly others: number
}

/** How many were asked for on each day of the period on which there were any, newest first. */
export function dayCounts(past: readonly PastDeployment[], { from }: Pick<Period, 'from'>): readonly DayCounts[] {
  const asked = past.filter(({ deployment: { createdAt } }) => createdAt >= from)
  const days = Map.groupBy(asked, ({ deployment }) => new Date(deployment.createdAt).toISOString().slice(0, 10))
  return [...days]
    .toSorted(([one], [other]) => (one < other ? 1 : -1))
    .map(([day, of]) => {
      const succeeded = of.filter(({ outcome }) => outcome === 'success')
      const failed = of.filter(({ outcome }) => outcome === 'failed').length
      return {
        ...{ day, failed, succeeded: succeeded.length, back: succeeded.filter(({ back }) => back).length },
        others: of.length - succeeded.length - failed,
      }
    })
}

/** Each commit counts once, with the deployment that brought it first; what the oldest one brought is not known. */
function leadTimes(
  oldestFirst: readonly PastDeployment[],
  line: readonly MergedCommit[],
  inPeriod: (at: Instant | undefined) => boolean,
): { readonly leads: readonly number[]; readonly unknown: number } {
  const positions = new Map(line.map(({ sha }, position) => [sha.toLowerCase(), position]))
  const leads: number[] = []
  let unknown = 0
  /** Position of the newest commit that was ever live. */
  let newest: number | undefined
  for (const { deployment, liveFrom } of oldestFirst) {
    const position = positions.get(deployment.sha.toLowerCase())
    if (liveFrom === undefined || position === undefined) continue
    const brought = newest === undefined ? [] : line.slice(position, Math.max(position, newest))
    newest = Math.min(newest ?? position, position)
    if (!inPeriod(liveFrom)) continue
    for (const { merged } of brought) {
      if (merged === undefined) unknown += 1
      else leads.push(Math.max(0, liveFrom - merged))
    }
  }
  return { leads, unknown }
}

/** Refused, cancelled and superseded ones changed nothing, or it is not known; of an error neither is known. */
function changed({ outcome }: PastDeployment): boolean {
  return outcome === 'success' || outcome === 'failed'
}

function hasFailed(one: PastDeployment, oldestFirst: readonly PastDeployment[]): boolean {
  return one.outcome === 'failed' || nextLive(one, oldestFirst)?.back === true
}

function restoreTime(one: PastDeployment, oldestFirst: readonly PastDeployment[]): number | undefined {
  // The last good release came back by itself.
  if (one.restored !== undefined && one.ended !== undefined) return one.ended - one.began
  const since = one.outcome === 'failed' ? one.began : one.liveFrom
  const until = nextLive(one, oldestFirst)?.liveFrom
  return since === undefined || until === undefined ? undefined : Math.max(0, until - since)
}

/** The next one that went live. */
function nextLive(one: PastDeployment, oldestFirst: readonly PastDeployment[]): PastDeployment | undefined {
  return oldestFirst.slice(oldestFirst.indexOf(one) + 1).find(({ liveFrom }) => liveFrom !== undefined)
}

function measured(values: readonly number[]): { readonly median: number; readonly n: number } | undefined {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = sorted.length >> 1
  const high = sorted[middle]
  if (high === undefined) return undefined
  const low = sorted[middle - 1] ?? high
  return { median: sorted.length % 2 === 0 ? (low + high) / 2 : high, n: sorted.length }
}
