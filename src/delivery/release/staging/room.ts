import { UserError } from '../../../errors.ts'
import { KubernetesError } from '../../../kubernetes/api/error.ts'
import { mappingAt, mappingsIn } from '../../../kubernetes/api/objects.ts'
import type { Cluster } from '../../../kubernetes/connection/cluster.ts'
import { roomFindings } from '../../../kubernetes/strategy/room.ts'
import type { PlannedStages } from './planned-stages.ts'

/**
 * Throws a `UserError` (refused, `no-room`) where a quota leaves no room for the largest stage. Where quotas may not be read, the
 * cluster says so when the pods are made.
 */
export async function refuseWithoutRoom(
  cluster: Cluster,
  { workloads, stages, done, staging }: PlannedStages,
  signal: AbortSignal,
): Promise<void> {
  const largest = stages.at(-1)
  // Of one that goes on, some of the pods are there already.
  if (largest === undefined || !staging.surge || done > 0) return
  const namespaces = Map.groupBy(workloads, ({ planned }) => planned.namespace ?? cluster.namespace)
  const found = await Promise.all(
    [...namespaces].map(async ([namespace, here]) =>
      roomFindings(here, await quotasOf(cluster, namespace, signal), largest.step),
    ),
  )
  if (found.flat().length > 0) throw UserError.from(found.flat())
}

async function quotasOf(cluster: Cluster, namespace: string, signal: AbortSignal): Promise<readonly unknown[]> {
  try {
    const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/resourcequotas`
    const { body } = await cluster.client.get(path, { signal })
    return mappingsIn(mappingAt(body)?.items)
  } catch (thrown) {
    if (thrown instanceof KubernetesError && (thrown.code === 403 || thrown.code === 404)) return []
    throw thrown
  }
}
