import { messageOf, UserError } from '../../../errors.ts'
import type { Hold } from '../../../kubernetes/lease/kept-lease.ts'
import { newestKnown, type ReleaseRecord } from '../../../kubernetes/release/record.ts'
import { isSameSet, restorableSet } from '../../../kubernetes/release/restorable.ts'
import type { FollowResult } from '../../../kubernetes/rollout/watch-rollouts.ts'
import type { ReleaseKeeper } from '../keeping/release-keeper.ts'

/** A release that can be restored, or why there is none. */
export type RestoreChoice =
  | { readonly release: ReleaseRecord }
  /** `why`: few words, for a status. `details`: more, for the log. */
  | { readonly why: string; readonly details?: string }

/** What choosing needs. */
export interface ChoiceQuestion {
  readonly keeper: ReleaseKeeper
  readonly hold: Hold | undefined
  /** The newest good deployment before this one, by GitHub, if it is newer than `after`. */
  readonly lastGoodAfter: (after: number, signal: AbortSignal) => Promise<number | undefined>
  /** Aborted when the run is stopped, or when the time is up. */
  readonly signal: AbortSignal
}

const NOT_OURS = 'others have changed the objects'
const NO_CONNECTION = 'the connection to the cluster broke'
/** With another's fields in the objects an apply would take them away. */
const FOREIGN_REASONS = ['field-conflict', 'object-of-another']

/** Why a failure is not the release's own, in few words; undefined where it is, and empty where there is nothing to say. */
export function whyNotOfRelease(failure: FollowResult | Error): string | undefined {
  if (failure instanceof UserError) {
    const { reason, findings } = failure
    if (reason === 'timeout' || reason === 'crd-not-established') return undefined
    if (reason === 'hold-lost') return 'the Lease is lost'
    if (reason !== 'apply-failed') return ''
    if (findings.some(finding => finding.reason === 'cluster-unreachable')) return NO_CONNECTION
    return findings.some(finding => FOREIGN_REASONS.includes(finding.reason)) ? NOT_OURS : undefined
  }
  if (failure instanceof Error || failure.outcome === 'superseded' || failure.outcome === 'complete') return ''
  if (failure.outcome === 'taken-over') return NOT_OURS
  return failure.cause?.code === 'cluster-watch-lost' ? NO_CONNECTION : undefined
}

/** What was live before this release, if it can be restored: never over somebody newer, nor where that is not known. */
export async function releaseToRestore(it: ChoiceQuestion): Promise<RestoreChoice> {
  const [newer, live] = await Promise.all([whoIsNewer(it), whatWasLive(it)])
  if (newer !== undefined) return newer
  if ('why' in live) return live
  const { release } = live
  if (restorableSet(release).manifests.length === 0) return { why: 'the last release had nothing to restore' }
  // What has failed would only be followed once more.
  return isSameSet(release.objects, it.keeper.objects) ? { why: 'the last good release was the same' } : live
}

async function whoIsNewer({ hold, keeper, signal }: ChoiceQuestion): Promise<RestoreChoice | undefined> {
  if (hold?.lost.aborted === true) return { why: 'the Lease is lost', details: messageOf(hold.lost.reason) }
  try {
    const [waiting, isNewest] = await Promise.all([hold?.newer(signal), keeper.isNewest(signal)])
    // What is held is first: another that waits would be refused, or goes over what is live again.
    if (waiting !== undefined && !keeper.isResumed)
      return { why: `deployment ${waiting} is newer`, details: 'it comes next' }
    return isNewest ? undefined : { why: 'a newer release has begun' }
  } catch (thrown) {
    signal.throwIfAborted()
    return { why: 'whether a newer one has begun is not known', details: messageOf(thrown) }
  }
}

/** By the records, and by GitHub: a release may have been good without a record that says so. */
async function whatWasLive({ keeper, lastGoodAfter, signal }: ChoiceQuestion): Promise<RestoreChoice> {
  const good = keeper.earlier.lastGood
  const open = keeper.earlier.since.filter(({ state }) => state === 'begun')
  const oldest = good ?? open[0]
  if (oldest === undefined) return { why: keeper.earlier.whyNoGood }
  if (keeper.earlier.isOthersSince) return { why: 'another repository has deployed it since' }
  let live: number | undefined
  try {
    live = await lastGoodAfter(good === undefined ? newestKnown(oldest) - 1 : newestKnown(good), signal)
  } catch (thrown) {
    signal.throwIfAborted()
    // Without one that is open the records say it alone.
    if (good !== undefined && open.length === 0) return { release: good }
    return { why: 'GitHub does not say what was live', details: messageOf(thrown) }
  }
  if (live === undefined) return good === undefined ? { why: keeper.earlier.whyNoGood } : { release: good }
  const isOpen = open.some(({ deploymentId }) => deploymentId === live)
  const release = isOpen ? keeper.earlier.earlierOf(live) : undefined
  return release === undefined ? { why: `no record of deployment ${live}`, details: 'it was live before' } : { release }
}
