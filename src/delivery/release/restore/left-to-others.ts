import { concurrently } from '../../../kubernetes/api/concurrently.ts'
import type { Cluster } from '../../../kubernetes/connection/cluster.ts'
import type { ReleaseKey } from '../../../kubernetes/manifests/labels.ts'
import { addressIn, isAmong } from '../../../kubernetes/release/inventory.ts'
import { lookAt } from '../../../kubernetes/release/live-look.ts'
import { whyAnothers } from '../../../kubernetes/release/ownership.ts'
import type { KeptObject } from '../../../kubernetes/release/prune.ts'
import type { ReleasedObject } from '../../../kubernetes/release/record.ts'

/**
 * Objects of a release that another tool or service has by now. Those that the failed release had too are left out: its dry run
 * has looked at them. What cannot be read is left to the dry run of the restore.
 */
export async function leftToOthers(
  cluster: Cluster,
  objects: readonly ReleasedObject[],
  { failed, key, signal }: { failed: readonly ReleasedObject[]; key: ReleaseKey; signal: AbortSignal },
): Promise<readonly KeptObject[]> {
  const hadIt = isAmong(failed)
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
