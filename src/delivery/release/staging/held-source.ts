import { type DeploymentHold, isHoldExpired } from '../../../domain/deployment/hold.ts'
import { UserError } from '../../../errors.ts'
import { stageOf } from '../../../kubernetes/apply/stages.ts'
import type { ObjectSet } from '../../../kubernetes/manifests/manifest.ts'
import { secretValues } from '../../../kubernetes/manifests/secret-values.ts'
import type { ReleaseKeeper } from '../keeping/release-keeper.ts'
import type { ReleaseSource } from '../planning.ts'

/** A release that is held, as the cluster has kept it: all of what was looked at, and nothing else. */
interface HeldRelease {
  readonly set: ObjectSet
  readonly hold: DeploymentHold
}

/**
 * Goes on with the release of a deployment that is held. Throws `nothing-held` (refused) where the cluster has none, or another one
 * was good since.
 */
export function heldRelease(keeper: ReleaseKeeper, deploymentId: number): HeldRelease {
  const { held } = keeper.earlier
  const record = held?.deploymentId === deploymentId ? keeper.earlier.earlierOf(deploymentId) : undefined
  if (held?.hold === undefined || record === undefined) {
    const other = held === undefined || held.deploymentId === deploymentId ? '' : `: deployment ${held.deploymentId} is`
    throw new UserError('nothing-held', `the cluster does not hold deployment ${deploymentId}${other}`)
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
    const { set, hold } = heldRelease(await opening, deploymentId)
    if (isHoldExpired(hold, cluster.clock.now())) {
      throw new UserError('hold-expired', `its time was up at ${hold.until}: abort it, and deploy the commit again`)
    }
    mask(secretValues(set))
    return { set, held: hold }
  }
}
