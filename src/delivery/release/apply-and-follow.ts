import { endingOfFailure } from '../../deployments/endings.ts'
import type { DeploymentProgress } from '../../deployments/progress.ts'
import { messageOf, UserError } from '../../errors.ts'
import type { AppliedObject } from '../../kubernetes/apply/apply.ts'
import type { Cluster } from '../../kubernetes/connection/cluster.ts'
import type { Hold } from '../../kubernetes/lease/kept-lease.ts'
import type { PrunePlan } from '../../kubernetes/release/prune.ts'
import type { ReleaseEnd } from '../../kubernetes/release/release-secrets.ts'
import { unreachedServices } from '../../kubernetes/rollout/service-endpoints.ts'
import { type FollowResult, type RolloutWatch, watchRollouts } from '../../kubernetes/rollout/watch-rollouts.ts'
import { withGrace } from '../../time/grace.ts'
import type { EarlierReleases } from './keeping/earlier-releases.ts'
import type { ReleaseKeeper } from './keeping/release-keeper.ts'
import { hasChanged, sayLeftLive, sayStageLeft, undone } from './left-live.ts'
import { removeLeft } from './left-objects.ts'
import { connected, type Planned, type Planning, planned } from './planning.ts'
import { type RestoreOrders, restoreAfter } from './restore/restore.ts'
import { rolledOut } from './rolling-out.ts'
import { completionPlan, type StageOrders, throughStages } from './staging/through-stages.ts'
import { warn } from './warnings.ts'

const NOTHING_LEAVES: PrunePlan = { pruned: [], later: [], kept: [] }

/** What applying and following needs. */
export interface ApplyAndFollow extends Planning, StageOrders {
  readonly stableForMs: number
  readonly releases: Planning['releases'] & RestoreOrders
  /** Holds the service in the environment, where that can be had; throws where it is another's. */
  readonly hold: (cluster: Cluster) => Promise<Hold | undefined>
  /** A last look at the deployment before the cluster is changed. Throws `DeploymentLost` where it is not this run's any more. */
  readonly look: () => Promise<void>
}

/** Preflight, apply, follow; what happens is added to the progress as it happens. */
export async function applyAndFollow(it: ApplyAndFollow, progress: DeploymentProgress): Promise<FollowResult> {
  const taken: Taken = {}
  try {
    const result = await whileHeld(it, progress, taken)
    if (result.outcome !== 'complete') await putRight(it, progress, result, taken)
    const isKept = await closeRecord(it, progress, taken, endOf(result, progress))
    if (progress.held !== undefined && !isKept) {
      delete progress.held
      throw new UserError('hold-unrecorded', 'that it is held could not be recorded in the cluster')
    }
    return result
  } catch (thrown) {
    // Stopped meanwhile: then that is how it ends.
    if (thrown instanceof Error) await putRight(it, progress, thrown, taken).catch(() => undefined)
    if (it.signal.aborted) sayStageLeft(it.log, progress)
    if (!progress.touched) sayLeftLive(it.log, progress, taken.earlier)
    const { outcome, reason } = endingOfFailure(thrown, progress.count, it.signal)
    await closeRecord(it, progress, taken, { state: 'failed', outcome, reason })
    throw thrown
  } finally {
    // Also those of which the opening was not waited for.
    void taken.opening?.then(
      rollouts => rollouts.close(),
      () => undefined,
    )
    if (taken.hold !== undefined) await inTime(it, taken, taken.hold.release())
  }
}

/** What is taken before anything is changed, and given back at the end. */
interface Taken {
  cluster?: Cluster
  hold?: Hold | undefined
  keeper?: ReleaseKeeper
  /** What is kept of earlier releases, as soon as it is read. */
  earlier?: EarlierReleases
  opening?: Promise<RolloutWatch>
}

/** Of the ten seconds that a run has that is stopped; the last status comes after it. */
const STOPPED_MS = 1_000

async function closeRecord(
  it: ApplyAndFollow,
  progress: DeploymentProgress,
  taken: Taken,
  end: Omit<ReleaseEnd, 'at'>,
): Promise<boolean> {
  const { keeper } = taken
  if (keeper === undefined) return false
  // What was held, and was not gone on with, is held as before.
  if (!hasChanged(progress)) await inTime(it, taken, keeper.heldAgain())
  if (keeper.isResumed && !progress.touched) return false
  let isKept = false
  const ending = keeper.end({ ...end, ...undone(progress) }).then(done => {
    isKept = done
  })
  await inTime(it, taken, ending)
  return isKept
}

async function inTime({ signal }: ApplyAndFollow, { cluster }: Taken, work: Promise<void>): Promise<void> {
  if (cluster !== undefined) await withGrace(work, STOPPED_MS, { clock: cluster.clock, signal })
}

async function putRight(
  it: ApplyAndFollow,
  progress: DeploymentProgress,
  failed: FollowResult | Error,
  { keeper, hold }: Taken,
): Promise<void> {
  if (keeper === undefined) return
  const { key, policy, stableForMs, log, signal, state, releases: orders } = it
  await restoreAfter(failed, { key, policy, stableForMs, log, signal, state, orders, keeper, hold }, progress)
}

async function whileHeld(it: ApplyAndFollow, progress: DeploymentProgress, taken: Taken): Promise<FollowResult> {
  const { cluster, source, plan, stages, lost, leaving } = await it.step('preflight', () =>
    prepared(it, progress, taken))
  if (stages !== undefined) {
    const staged = { cluster, set: source.set, plan, planned: stages, lost }
    const ended = await throughStages(it, staged, progress)
    if (ended !== undefined) return ended
    const whole = await completionPlan(it, staged, progress)
    progress.stage = undefined
    taken.opening = watchRollouts(cluster, whole, it.key, { signal: it.signal })
    return toAll(it, { cluster, plan: whole, opening: taken.opening, leaving, lost }, progress)
  }
  return toAll(it, { cluster, plan, opening: taken.opening, leaving, lost }, progress)
}

/** What is to be done, with all that is needed for it. */
interface Prepared extends Planned {
  readonly cluster: Cluster
  /** Aborted when the Lease is another's. */
  readonly lost: AbortSignal | undefined
}

async function prepared(it: ApplyAndFollow, progress: DeploymentProgress, taken: Taken): Promise<Prepared> {
  const cluster = await connected(it)
  taken.cluster = cluster
  // Before the dry run: it has to see what the one before has left.
  const hold = await it.hold(cluster)
  taken.hold = hold
  const ready = await planned(
    it,
    {
      ...{ cluster, isHeld: hold !== undefined, look: it.look },
      onOpened: ({ earlier }) => {
        taken.earlier = earlier
      },
    },
    progress,
  )
  const { source, plan, keeper, leaving } = ready
  taken.keeper = keeper
  progress.leaving = leaving.pruned
  // Opened before the apply, so that nothing that the cluster does is missed.
  if (ready.stages === undefined) taken.opening = watchRollouts(cluster, plan, it.key, { signal: it.signal })
  // After the dry run, which may take its time. A release that may not be has no record.
  const begun = it.refuseLocked().then(() => keeper.begin(source, plan, leaving))
  // One that is begun later than its end is written would stay open.
  await Promise.all([taken.opening, begun]).finally(() => begun)
  if (ready.stages !== undefined && !keeper.keeps) {
    const text = 'stages need a record of the release in the cluster, without which no one could promote or abort it'
    throw new UserError('strategy-impossible', `${text}, and it could not be written`)
  }
  // What is removed without a record could not be found again where that breaks off.
  return { ...ready, cluster, lost: hold?.lost, leaving: keeper.keeps ? leaving : NOTHING_LEAVES }
}

/** Applies all of it and follows it to the end. */
async function toAll(
  it: ApplyAndFollow,
  {
    opening,
    leaving,
    ...rolling
  }: Pick<Prepared, 'cluster' | 'plan' | 'leaving' | 'lost'> & { readonly opening: Taken['opening'] },
  progress: DeploymentProgress,
): Promise<FollowResult> {
  const { cluster, plan, lost } = rolling
  const rollouts = await (opening ?? watchRollouts(cluster, plan, it.key, { signal: it.signal }))
  const signal = lost === undefined ? it.signal : AbortSignal.any([it.signal, lost])
  const onComplete = async (applied: readonly AppliedObject[], { workloads }: FollowResult): Promise<void> => {
    if (workloads.some(({ available = 0 }) => available > 0)) await lookAtServices(it, cluster, applied, progress)
    // Only now, so that a rename has no gap.
    await removed(it, cluster, leaving, signal, progress)
  }
  return rolledOut(it, { ...rolling, rollouts, stableForMs: it.stableForMs, onComplete }, progress)
}

/** What is deployed is good: whatever comes of this changes nothing about that, unless the run is stopped. */
async function lookAtServices(
  it: ApplyAndFollow,
  cluster: Cluster,
  applied: readonly AppliedObject[],
  progress: DeploymentProgress,
): Promise<void> {
  try {
    warn(it.log, progress, await unreachedServices(cluster, applied, progress.warnings, it.signal))
  } catch (thrown) {
    it.signal.throwIfAborted()
    it.log.info(`Whether the Services reach ready pods could not be seen: ${messageOf(thrown)}`)
  }
}

/** The same: what stays is a warning. */
async function removed(
  it: ApplyAndFollow,
  cluster: Cluster,
  leaving: PrunePlan,
  signal: AbortSignal,
  progress: DeploymentProgress,
): Promise<void> {
  try {
    await removeLeft(cluster, leaving, { key: it.key, log: it.log, signal, progress })
  } catch (thrown) {
    it.signal.throwIfAborted()
    const text = `what left the templates could not all be removed (${messageOf(thrown)}); the next deployment tries again`
    warn(it.log, progress, [{ reason: 'prune-failed', text }])
  }
}

function endOf({ outcome, cause }: FollowResult, { held }: DeploymentProgress): Omit<ReleaseEnd, 'at'> {
  if (held !== undefined) return { state: 'held', outcome: 'held', reason: 'held', hold: held.hold }
  if (outcome === 'complete') return { state: 'good', outcome: 'success', reason: 'deployed' }
  return { state: 'failed', outcome, reason: cause?.code ?? outcome }
}
