import type { DeploymentProgress } from '../../../deployments/progress.ts'
import { concurrently } from '../../../kubernetes/api/concurrently.ts'
import type { Cluster } from '../../../kubernetes/connection/cluster.ts'
import type { ReleaseKey } from '../../../kubernetes/manifests/labels.ts'
import type { ObjectSet } from '../../../kubernetes/manifests/manifest.ts'
import { secretValues } from '../../../kubernetes/manifests/secret-values.ts'
import { addressIn, isAmong } from '../../../kubernetes/release/inventory.ts'
import { lookAt } from '../../../kubernetes/release/live-look.ts'
import { whyAnothers } from '../../../kubernetes/release/ownership.ts'
import type { KeptObject } from '../../../kubernetes/release/prune.ts'
import { notRestoredFindings } from '../../../kubernetes/release/prune-text.ts'
import type { ReleasedObject } from '../../../kubernetes/release/record.ts'
import { restorableSet } from '../../../kubernetes/release/restorable.ts'
import type { Logger } from '../../../log/logger.ts'
import { warn } from '../warnings.ts'

/** What is asked about the objects of a release. */
interface RestorableQuestion {
  readonly key: ReleaseKey
  /** Objects that the newest releases have had: the dry run has looked at them. */
  readonly had: readonly ReleasedObject[]
  readonly log: Logger
  /** Masks what stands in its Secrets: that of its day may be another than today's. */
  readonly mask: (values: readonly string[]) => void
  readonly signal: AbortSignal
}

/** What of a release is applied again, and what belongs to it and is not: what runs once, and what holds data. */
interface Restorable {
  readonly set: ObjectSet
  readonly others: readonly ReleasedObject[]
}

/** What of a release can be applied again; what another has by now is left out, with a warning. */
export async function restorableOf(
  cluster: Cluster,
  objects: readonly ReleasedObject[],
  it: RestorableQuestion,
  progress: DeploymentProgress,
): Promise<Restorable> {
  // Before anything is asked about them: an answer may quote one.
  it.mask(secretValues({ manifests: objects, warnings: [] }))
  const anothers = await leftToOthers(cluster, objects, it)
  warn(it.log, progress, notRestoredFindings(anothers))
  const isAnothers = isAmong(anothers.map(({ address }) => address))
  const ours = objects.filter(one => !isAnothers(one))
  const set = restorableSet({ objects: ours })
  const applied = new Set(set.manifests.map(({ object }) => object))
  return { set, others: ours.filter(({ object }) => !applied.has(object)) }
}

/** Those that another tool or service has by now. What cannot be read is left to the dry run of the restore. */
async function leftToOthers(
  cluster: Cluster,
  objects: readonly ReleasedObject[],
  { had, key, signal }: RestorableQuestion,
): Promise<readonly KeptObject[]> {
  const hadIt = isAmong(had)
  const others = objects.filter(one => !hadIt(one))
  const looked = await concurrently(others, async (one): Promise<readonly KeptObject[]> => {
    const look = await lookAt(cluster, one, signal)
    if (look.kind !== 'found') return []
    const isGoing = look.live.metadata.deletionTimestamp !== undefined
    const why = isGoing ? 'it is being deleted' : whyAnothers(look.live, key)
    return why === undefined ? [] : [{ address: addressIn(one), why }]
  })
  return looked.flat()
}
