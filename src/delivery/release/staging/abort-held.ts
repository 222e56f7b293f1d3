import type { DeploymentProgress } from '../../../deployments/progress.ts'
import type { Ending } from '../../../domain/deployment/ending.ts'
import { UserError } from '../../../errors.ts'
import { secretValues } from '../../../kubernetes/manifests/secret-values.ts'
import type { ApplyAndFollow } from '../apply-and-follow.ts'
import { ReleaseKeeper } from '../keeping/release-keeper.ts'
import { connected } from '../planning.ts'
import { restoreLive } from '../restore/restore.ts'
import { notice } from '../warnings.ts'
import { heldRecord } from './held-source.ts'

/**
 * Aborts a deployment that is held: what was live before is applied again, without what held it, and followed; its pods have been
 * there all the time. A release record that is lost is no obstacle. `by`: who asked; empty where that is not known. Throws
 * `nothing-held` (refused) where the cluster does not hold it, and `still-held` where nothing could be applied again.
 */
export async function abortHeld(it: ApplyAndFollow, by: string, progress: DeploymentProgress): Promise<Ending> {
  const { key, policy, stableForMs, log, signal, state, releases, limit } = it
  const cluster = await connected(it)
  const hold = await it.hold(cluster)
  try {
    const keeper = await ReleaseKeeper.open(cluster, {
      ...{ ...releases, key, isHeld: hold !== undefined, signal: limit, stop: signal },
      notice: finding => notice(log, progress, finding),
    })
    const { deploymentId } = progress
    const held = await heldRecord(keeper, deploymentId)
    const record = keeper.earlier.earlierOf(deploymentId)
    if (held !== undefined) keeper.resume(held, record)
    // They are live: what the cluster says of them is in the log.
    releases.mask(secretValues({ manifests: record?.objects ?? [], warnings: [] }))
    const at = held?.hold
    await it.look()
    await it.refuseLocked()
    const place = at === undefined ? '' : ` at ${at.ready} of ${at.pods} pods`
    const text = `aborted${by === '' ? '' : ` by ${by}`}${place}`
    await keeper.goOn()
    const orders = {
      ...releases,
      // From here on it is not held as before, however this run ends.
      onTouch: (): void => {
        progress.touched = true
        state.save('touched', 'true')
      },
    }
    const restoring = { key, keeper, hold, policy, orders, stableForMs, log, signal, state }
    progress.stage = at
    await restoreLive(restoring, { reason: 'aborted', text }, progress).catch(async (thrown: unknown) => {
      if (!progress.touched) await keeper.heldAgain()
      throw thrown
    })
    return await endOf(keeper, { text, signal }, progress)
  } finally {
    await hold?.release()
  }
}

/** Writes to the record of what was held what became of it, and gives the end of the deployment. */
async function endOf(
  keeper: ReleaseKeeper,
  { text, signal }: { readonly text: string; readonly signal: AbortSignal },
  { deploymentId, restore, touched }: DeploymentProgress,
): Promise<Ending> {
  const end = { state: 'failed', outcome: 'cancelled', reason: 'aborted' } as const
  if (restore?.kind === 'none' || restore === undefined) {
    const said = `it cannot be aborted: ${restore?.text ?? 'there is nothing to restore'}`
    const left = await keeper.heldLive(deploymentId, signal)
    if (left?.length === 0) {
      await keeper.end({ ...end, reason: 'hold-broken' })
      throw new UserError('hold-broken', `${said}, and no workload is held: deploy the commit that should be live`)
    }
    await keeper.heldAgain()
    const wayOut = 'abort it again, or deploy all at once the commit that should be live'
    throw new UserError('still-held', `${said}; it stays held: ${wayOut}`)
  }
  // Nothing was changed: it stays held.
  if (!touched) await keeper.heldAgain()
  else await keeper.end({ ...end, ...(restore.kind === 'restored' ? { undone: true } : {}) })
  const isDone = restore.kind === 'restored' || restore.kind === 'stopped'
  return { outcome: isDone ? 'cancelled' : 'failed', reason: 'aborted', text, findings: [] }
}
