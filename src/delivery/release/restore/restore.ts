import { isUntouched } from '../../../deployments/cluster-state.ts'
import { endingOfFailure, endingOfRollout } from '../../../deployments/endings.ts'
import type { DeploymentProgress, RestoreResult } from '../../../deployments/progress.ts'
import type { RunState } from '../../../deployments/run-state.ts'
import { shortSha } from '../../../domain/sha.ts'
import { type Finding, messageOf, UserError } from '../../../errors.ts'
import { objectKey } from '../../../kubernetes/api/object-key.ts'
import { nameOf } from '../../../kubernetes/api/objects.ts'
import { type Plan, preflight } from '../../../kubernetes/apply/preflight.ts'
import type { Hold } from '../../../kubernetes/lease/kept-lease.ts'
import type { ReleaseKey } from '../../../kubernetes/manifests/labels.ts'
import { leftOf } from '../../../kubernetes/release/inventory.ts'
import { planPrune } from '../../../kubernetes/release/prune.ts'
import { keptFindings } from '../../../kubernetes/release/prune-text.ts'
import type { ReleasedObject, ReleaseRecord } from '../../../kubernetes/release/record.ts'
import { timeText } from '../../../kubernetes/release/release-text.ts'
import { OrderedRollout } from '../../../kubernetes/rollout/ordered-rollout.ts'
import { type FollowResult, watchRollouts } from '../../../kubernetes/rollout/watch-rollouts.ts'
import type { Logger } from '../../../log/logger.ts'
import type { ReleasePolicy } from '../../../policy/releases.ts'
import type { RolloutPolicy } from '../../../policy/rollout.ts'
import { Deadline } from '../deadline.ts'
import type { ReleaseKeeper } from '../keeping/release-keeper.ts'
import { removeLeft } from '../left-objects.ts'
import { notice, warn } from '../warnings.ts'
import { restorableOf } from './restorable-of.ts'
import { type ChoiceQuestion, releaseToRestore, whyNotOfRelease } from './restore-choice.ts'

/** What restoring a release needs beside the deployment that failed. */
export interface RestoreOrders {
  readonly policy: ReleasePolicy
  /** The time for all of the restore, which is no part of the deployment's. */
  readonly restoreMs: number
  /** Masks what stands in a Secret of the release. */
  readonly mask: (values: readonly string[]) => void
  /** Says at once why the deployment fails. */
  readonly onFailed: (cause: string) => void
  /** Says that a release is being restored, and why. Called before anything is changed. */
  readonly onRestoring: (cause: string, release: string) => void
  readonly lastGoodAfter: ChoiceQuestion['lastGoodAfter']
  /** Called right before it changes anything. */
  readonly onTouch?: () => void
}

/** What restoring needs. */
interface Restoring {
  readonly key: ReleaseKey
  readonly keeper: ReleaseKeeper
  readonly hold: Hold | undefined
  readonly policy: RolloutPolicy
  readonly orders: RestoreOrders
  readonly stableForMs: number
  readonly log: Logger
  /** Aborted when the run is stopped. */
  readonly signal: AbortSignal
  readonly state: RunState
}

/** A restore that goes on. */
interface Ongoing extends Restoring {
  /** Why the deployment failed. */
  readonly failure: Finding
  /** Aborted, too, when its time is up, or when the Lease is another's. */
  readonly limit: AbortSignal
  readonly deadline: Deadline
}

/**
 * Applies again what was live before and follows it, where the failure is that of the release and the policy says so. What came
 * of it is added to the progress. Rejects only when the run is stopped.
 */
export async function restoreAfter(
  failed: FollowResult | Error,
  it: Restoring,
  progress: DeploymentProgress,
): Promise<void> {
  if (!progress.touched || progress.restore !== undefined || it.signal.aborted) return
  // Everything was refused: what was live still is. Of what was held some pods are there.
  if (!it.keeper.isResumed && progress.count !== undefined && isUntouched(progress.count)) return
  const { log } = it
  const { policy, onFailed } = it.orders
  // Of a stage nothing else would ever end what it holds.
  const isKept = policy.onFailure === 'keep' && progress.stage === undefined
  if (isKept || policy.store === 'none') {
    const key = policy.store === 'none' ? 'release-store: none' : 'on-failure: keep'
    return log.info(`Nothing is restored, because the policy says "${key}"`)
  }
  // Between two stages some pods are new, whatever it is that stops it there.
  const isBetween = progress.stage !== undefined && failed instanceof UserError && whyNotOfRelease(failed) === ''
  const why = isBetween ? undefined : whyNotOfRelease(failed)
  if (why === '') return
  if (why !== undefined) return leave(log, progress, { why })
  const { reason, text } =
    failed instanceof Error ? endingOfFailure(failed, progress.count, it.signal) : endingOfRollout(failed, 0)
  onFailed(text)
  await restoreLive(it, { reason, text }, progress)
}

function leave(log: Logger, progress: DeploymentProgress, { why, details }: { why: string; details?: string }): void {
  progress.restore = { kind: 'none', text: why }
  log.notice(`Nothing is restored: ${why}${details === undefined ? '' : `: ${details}`}`)
}

/** Applies again what was live before and follows it, whatever the policy says. `failure`: why. Rejects as `restoreAfter`. */
export async function restoreLive(it: Restoring, failure: Finding, progress: DeploymentProgress): Promise<void> {
  const { log, hold, keeper, orders } = it
  const over = new AbortController()
  const deadline = new Deadline(keeper.cluster.clock, orders.restoreMs, over.signal)
  const inTime = AbortSignal.any([it.signal, deadline.signal])
  const limit = hold === undefined ? inTime : AbortSignal.any([inTime, hold.lost])
  try {
    const { lastGoodAfter } = orders
    const choice = await releaseToRestore({ keeper, hold, lastGoodAfter, signal: inTime })
    if ('why' in choice) return leave(log, progress, choice)
    const { release } = choice
    const name = nameOfRelease(release, progress)
    it.state.save('restoring', name)
    orders.onRestoring(failure.text, name)
    const ongoing = { ...it, failure, limit, deadline }
    progress.restore = stoppedBy(ongoing, name, { reason: 'cancelled', text: 'this run was stopped' })
    progress.restore = await log.group(`Restoring ${name}`, () => resultOf(ongoing, { release, name }, progress))
  } catch (thrown) {
    it.signal.throwIfAborted()
    leave(log, progress, { why: 'no time was left', details: messageOf(thrown) })
  } finally {
    over.abort()
  }
}

/** `abc1234`; where that is also the commit that failed, by its deployment. */
function nameOfRelease({ commit, deploymentId, begun }: ReleaseRecord, failed: DeploymentProgress): string {
  if (commit !== failed.commit) return shortSha(commit)
  return `${shortSha(commit)} of ${deploymentId === 0 ? timeText(begun) : `deployment ${deploymentId}`}`
}

/** Rejects only when the run is stopped. */
async function resultOf(
  it: Ongoing,
  { release, name }: { readonly release: ReleaseRecord; readonly name: string },
  progress: DeploymentProgress,
): Promise<RestoreResult> {
  let touched = false
  try {
    const { cluster, objects: had } = it.keeper
    const { key, log, limit: signal, orders, policy } = it
    const { set } = await restorableOf(cluster, release.objects, { had, key, log, mask: orders.mask, signal }, progress)
    if (set.manifests.length === 0)
      return { kind: 'refused', release: name, text: 'others have all of its objects now' }
    const plan = await preflight(cluster, set, { signal, key, restartOnConfig: policy.restartOnConfig })
    const result = await appliedAndFollowed(it, plan, () => {
      touched = true
      it.orders.onTouch?.()
    })
    for (const remark of result.remarks ?? []) notice(log, progress, remark)
    if (result.outcome !== 'complete') return notComplete(it, name, result)
    await removeOnlyFailed(it, release, plan, progress)
    const kept = progress.stage === undefined ? {} : { asBefore: true as const }
    return { kind: 'restored', commit: release.commit, release: name, ...kept }
  } catch (thrown) {
    it.signal.throwIfAborted()
    if (it.hold?.lost.aborted === true) {
      it.log.info(messageOf(it.hold.lost.reason))
      return stoppedBy(it, name, { reason: 'hold-lost', text: 'the Lease is lost' })
    }
    const isRefused = !touched && thrown instanceof UserError && thrown.outcome === 'refused'
    const text = messageOf(thrown)
    return isRefused ? { kind: 'refused', release: name, text } : { kind: 'failed', release: name, text, touched }
  }
}

async function appliedAndFollowed(it: Ongoing, plan: Plan, onTouch: () => void): Promise<FollowResult> {
  const { key, log, policy, stableForMs, signal, deadline } = it
  const { cluster } = it.keeper
  const rollouts = await watchRollouts(cluster, plan, key, { signal })
  try {
    const rollout = new OrderedRollout(cluster, plan, rollouts, {
      apply: {
        signal: it.limit,
        onApplied: ({ manifest, action }) => log.info(`${nameOf(manifest.object)} ${action}`),
      },
      // The stability window is part of the whole.
      follow: () => ({
        timeoutMs: deadline.remaining() - stableForMs,
        ...{ stableForMs, tolerance: policy.tolerance, signal },
      }),
    })
    onTouch()
    return (await rollout.apply()) ?? (await rollout.follow())
  } finally {
    rollouts.close()
  }
}

function notComplete(it: Ongoing, release: string, rollout: FollowResult): RestoreResult {
  const { text } = endingOfRollout(rollout, 0)
  if (rollout.outcome !== 'superseded' && rollout.outcome !== 'taken-over') {
    return { kind: 'failed', release, text, touched: true, rollout }
  }
  it.log.info(text)
  return rollout.outcome === 'superseded'
    ? stoppedBy(it, release, { reason: 'rollout-superseded', text: 'another deployment took over' })
    : stoppedBy(it, release, { reason: 'objects-taken-over', text: 'others have changed the objects' })
}

function stoppedBy({ failure }: Ongoing, release: string, why: Pick<Finding, 'reason' | 'text'>): RestoreResult {
  return { kind: 'stopped', release, reason: why.reason, text: why.text, failure }
}

/** What is restored is good: that something else could not be removed is a warning. What was taken over was there before. */
async function removeOnlyFailed(
  it: Ongoing,
  release: ReleaseRecord,
  { objects: planned }: Plan,
  progress: DeploymentProgress,
): Promise<void> {
  if (it.orders.policy.prune === undefined) return
  const { key, log, limit: signal } = it
  const { cluster } = it.keeper
  try {
    const created = new Set(
      (progress.applied ?? []).flatMap(({ action, kind, name, namespace, manifest: { object } }) =>
        action === 'created'
          ? [objectKey({ ...{ apiVersion: object.apiVersion, kind, name }, ...(namespace && { namespace }) })]
          : [],
      ),
    )
    // What was created again was there before.
    const isMade = (one: ReleasedObject): boolean => it.keeper.isResumed || created.has(objectKey(one))
    const made = it.keeper.objects.filter(one => one.existed !== true && isMade(one))
    const left = leftOf([{ objects: made, leaving: [] }], release.objects)
    const only = await planPrune(cluster, left, { key, planned, signal })
    warn(log, progress, keptFindings(only.kept))
    const whyNot = (by: AbortSignal) => it.keeper.whyNotRemoved(by)
    await removeLeft(cluster, { ...only, whyNot }, { key, log, signal, progress: { ...progress, pruned: [] } })
  } catch (thrown) {
    it.signal.throwIfAborted()
    const text = `what only the failed release had could not all be removed (${messageOf(thrown)}); the next deployment tries again`
    warn(log, progress, [{ reason: 'prune-failed', text }])
  }
}
