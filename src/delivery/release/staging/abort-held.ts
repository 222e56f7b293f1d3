import type { DeploymentProgress } from '../../../deployments/progress.ts'
import type { Ending } from '../../../domain/deployment/ending.ts'
import { UserError } from '../../../errors.ts'
import type { ApplyAndFollow } from '../apply-and-follow.ts'
import { ReleaseKeeper } from '../keeping/release-keeper.ts'
import { connected } from '../planning.ts'
import { restoreLive } from '../restore/restore.ts'
import { notice } from '../warnings.ts'
import { heldRelease } from './held-source.ts'

/**
 * Aborts a deployment that is held: what was live before is applied again, without what held it, and followed; its pods have been
 * there all the time. `by`: who asked; empty where that is not known. Throws `nothing-held` (refused) where the cluster does not
 * hold it.
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
    const { hold: at } = heldRelease(keeper, progress.deploymentId)
    await it.look()
    await it.refuseLocked()
    const text = `aborted${by === '' ? '' : ` by ${by}`} at ${at.ready} of ${at.pods} pods`
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
    await restoreLive(restoring, { reason: 'aborted', text }, progress)
    const { restore } = progress
    if (restore?.kind === 'none' || restore === undefined) {
      const why = restore?.text ?? 'there is nothing to restore'
      throw new UserError('hold-broken', `it cannot be aborted: ${why}; deploy the commit that should be live`)
    }
    if (restore.kind === 'restored')
      await keeper.end({ state: 'failed', outcome: 'cancelled', reason: 'aborted', undone: true })
    if (restore.kind === 'restored' || restore.kind === 'stopped') {
      return { outcome: 'cancelled', reason: 'aborted', text, findings: [] }
    }
    return { outcome: 'failed', reason: 'aborted', text, findings: [] }
  } finally {
    await hold?.release()
  }
}
