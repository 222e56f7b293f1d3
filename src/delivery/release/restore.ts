import { endingOfRollout } from '../../deployments/endings.ts'
import type { DeploymentProgress } from '../../deployments/progress.ts'
import { shortSha } from '../../domain/sha.ts'
import { messageOf, UserError } from '../../errors.ts'
import { nameOf } from '../../kubernetes/api/objects.ts'
import { preflight } from '../../kubernetes/apply/preflight.ts'
import type { Cluster } from '../../kubernetes/connection/cluster.ts'
import type { Hold } from '../../kubernetes/lease/kept-lease.ts'
import type { ReleaseKey } from '../../kubernetes/manifests/labels.ts'
import { secretValues } from '../../kubernetes/manifests/secret-values.ts'
import { leftOf } from '../../kubernetes/release/inventory.ts'
import { planPrune } from '../../kubernetes/release/prune.ts'
import type { ObjectAddress, ReleaseRecord } from '../../kubernetes/release/record.ts'
import { restorableSet } from '../../kubernetes/release/restorable.ts'
import { OrderedRollout } from '../../kubernetes/rollout/ordered-rollout.ts'
import { type FollowResult, watchRollouts } from '../../kubernetes/rollout/watch-rollouts.ts'
import type { Logger } from '../../log/logger.ts'
import type { RolloutPolicy } from '../../policy/rollout.ts'
import { removeLeft } from './left-objects.ts'
import type { ReleaseKeeper } from './release-keeper.ts'

/** What restoring needs. */
export interface Restoring {
  readonly key: ReleaseKey
  readonly keeper: ReleaseKeeper
  readonly hold: Hold | undefined
  readonly policy: RolloutPolicy
  /** Whether what only the failed release had is removed. */
  readonly prunes: boolean
  /** The time for the restore, which is no part of the deployment's. */
  readonly timeoutMs: number
  readonly stableForMs: number
  readonly log: Logger
  /** Aborted when the run is stopped. */
  readonly signal: AbortSignal
  /** Masks values from now on. */
  readonly mask: (values: readonly string[]) => void
  /** Called before anything is changed. */
  readonly onRestoring: (commit: string) => void
}

type Identity = Pick<ObjectAddress, 'kind' | 'name' | 'namespace'>

/** Whether a failure is the release's own: not of the connection, and nobody else has the objects. */
export function isOfRelease(failure: FollowResult | Error): boolean {
  if (failure instanceof UserError) {
    const isOfApply = failure.reason === 'apply-failed' || failure.reason === 'crd-not-established'
    return isOfApply && failure.findings.every(({ reason }) => reason !== 'cluster-unreachable')
  }
  if (failure instanceof Error) return false
  if (failure.outcome === 'failed') return true
  return failure.outcome === 'timeout' && failure.cause?.code !== 'cluster-watch-lost'
}

/**
 * Applies the last good release again and follows it; what came of it is added to the progress. Rejects only when the run is
 * stopped.
 */
export async function restore(it: Restoring, progress: DeploymentProgress): Promise<void> {
  const { keeper, log } = it
  const release = keeper.lastGood
  const why = release === undefined ? keeper.whyNoGood : await whyNot(it)
  if (release === undefined || why !== undefined) {
    progress.restore = { kind: 'none', text: why ?? '' }
    return log.notice(`Nothing is restored: ${why}`)
  }
  const { commit } = release
  it.onRestoring(commit)
  try {
    const text = await log.group(`Restoring ${shortSha(commit)}`, () => applied(it, release, progress))
    progress.restore = text === undefined ? { kind: 'restored', commit } : { kind: 'failed', commit, text }
  } catch (thrown) {
    it.signal.throwIfAborted()
    progress.restore = { kind: 'failed', commit, text: messageOf(thrown) }
  }
}

/** Never over somebody newer; undefined where nothing is in the way. */
async function whyNot({ hold, keeper, signal }: Restoring): Promise<string | undefined> {
  if (hold?.lost.aborted === true) return 'another deployment has taken the Lease'
  try {
    const [waiting, isNewest] = await Promise.all([hold?.newer(signal), keeper.isNewest(signal)])
    if (waiting !== undefined) return `deployment ${waiting} is newer and comes next`
    return isNewest ? undefined : 'a newer release has begun'
  } catch (thrown) {
    signal.throwIfAborted()
    return `it cannot be seen whether a newer one has begun (${messageOf(thrown)})`
  }
}

/** Resolves with what went wrong, if so. */
async function applied(
  it: Restoring,
  release: ReleaseRecord,
  progress: DeploymentProgress,
): Promise<string | undefined> {
  const { key, log, policy, stableForMs, timeoutMs } = it
  const cluster: Cluster = it.keeper.cluster
  const signal = it.hold === undefined ? it.signal : AbortSignal.any([it.signal, it.hold.lost])
  const set = restorableSet(release)
  // Of that day: they may be others than today's.
  it.mask(secretValues(set))
  const plan = await preflight(cluster, set, { signal, key, restartOnConfig: policy.restartOnConfig })
  const rollouts = await watchRollouts(cluster, plan, key, { signal: it.signal })
  try {
    const rollout = new OrderedRollout(cluster, plan, rollouts, {
      apply: { signal, onApplied: ({ manifest, action }) => log.info(`${nameOf(manifest.object)} ${action}`) },
      follow: () => ({ timeoutMs, stableForMs, tolerance: policy.tolerance, signal: it.signal }),
    })
    const result = (await rollout.apply()) ?? (await rollout.follow())
    if (result.outcome !== 'complete') return endingOfRollout(result, 0).text
  } finally {
    rollouts.close()
  }
  if (!it.prunes) return undefined
  // What it took over was there before.
  const idOf = ({ kind, name, namespace = '' }: Identity): string => `${kind} ${namespace} ${name}`
  const created = new Set((progress.applied ?? []).flatMap(one => (one.action === 'created' ? [idOf(one)] : [])))
  const made = it.keeper.objects.filter(one => created.has(idOf(one)))
  const left = leftOf([{ objects: made, leaving: [] }], release.objects)
  const only = await planPrune(cluster, left, { key, planned: plan.objects, signal })
  await removeLeft(cluster, only, { key, log, signal, progress: { ...progress, pruned: [] } })
  return undefined
}
