import { type DeploymentHold, isHoldExpired } from '../../../domain/deployment/hold.ts'
import { UserError } from '../../../errors.ts'
import { stageOf } from '../../../kubernetes/apply/stages.ts'
import type { ObjectSet } from '../../../kubernetes/manifests/manifest.ts'
import { secretValues } from '../../../kubernetes/manifests/secret-values.ts'
import type { StoredRelease } from '../../../kubernetes/release/record.ts'
import type { ReleaseKeeper } from '../keeping/release-keeper.ts'
import type { ReleaseSource } from '../planning.ts'

/** A release that is held, as the cluster has kept it: all of what was looked at, and nothing else. */
interface HeldRelease {
  readonly set: ObjectSet
  readonly hold: DeploymentHold
}

/**
 * The record of a deployment that is held; undefined where it is lost. Throws `nothing-held` (refused) only where neither the records
 * nor the workloads themselves hold it, and `still-held` where that cannot be seen.
 */
export async function heldRecord(keeper: ReleaseKeeper, deploymentId: number): Promise<StoredRelease | undefined> {
  const { earlier } = keeper
  const found = earlier.heldOf(deploymentId)
  if (found !== undefined || earlier.isLost(deploymentId)) return found
  // A record may be wrong: its end could not be written, or another run has died over it.
  const live = await keeper.heldLive(deploymentId)
  if (live === undefined) {
    const text = `whether the cluster holds deployment ${deploymentId} cannot be seen: the credentials cannot list Deployments and StatefulSets; it stays held`
    throw new UserError('still-held', text)
  }
  if (live.length > 0) return earlier.newestOf(deploymentId)
  const { held } = earlier
  const other = held === undefined ? '' : `: deployment ${held.deploymentId} is`
  throw new UserError('nothing-held', `the cluster does not hold deployment ${deploymentId}${other}`)
}

/** Goes on with the release of a deployment that is held. Throws as `heldRecord`, and `hold-broken` where its record is of no use. */
async function heldRelease(keeper: ReleaseKeeper, deploymentId: number): Promise<HeldRelease> {
  const held = await heldRecord(keeper, deploymentId)
  if (!keeper.keeps) {
    const text = `the release record of deployment ${deploymentId} in the cluster cannot be read now: it stays held; promote it again`
    throw new UserError('still-held', text)
  }
  const record = keeper.earlier.earlierOf(deploymentId)
  if (held?.hold === undefined || record === undefined) {
    const what = held === undefined ? 'is lost' : 'cannot be used'
    const text = `the release record of deployment ${deploymentId} in the cluster ${what}: abort it, and deploy the commit again`
    throw new UserError('hold-broken', text)
  }
  keeper.resume(held, record)
  const manifests = record.objects
    // Jobs before the workloads have run at the first stage.
    .filter(({ object }) => stageOf(object) !== 'jobs-before')
    .map(({ object, file, line }) => ({ object, file, line }))
  return { set: { manifests, warnings: [] }, hold: held.hold }
}

/** The objects of what is held, with that day's values of its Secrets. Throws as `heldRelease`, and where its time is up. */
export function fromHeld(deploymentId: number, mask: (values: readonly string[]) => void): ReleaseSource {
  return async (opening, { cluster }) => {
    const { set, hold } = await heldRelease(await opening, deploymentId)
    if (isHoldExpired(hold, cluster.clock.now())) {
      throw new UserError('hold-expired', `its time was up at ${hold.until}: abort it, and deploy the commit again`)
    }
    mask(secretValues(set))
    return { set, held: hold }
  }
}
