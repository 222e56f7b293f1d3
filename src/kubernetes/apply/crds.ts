import { UserError } from '../../errors.ts'
import { mappingAt, mappingsIn, nameOf } from '../api/objects.ts'
import type { Cluster } from '../connection/cluster.ts'
import type { PlannedObject } from './plan.ts'

/** A definition is served within a second; a cluster that takes longer than this is in trouble. */
const LONGEST_MS = 30_000
const BETWEEN_LOOKS_MS = 100

/** Waits until custom resources of the definitions can be made. */
export async function untilEstablished(
  cluster: Cluster,
  definitions: readonly PlannedObject[],
  signal?: AbortSignal,
): Promise<void> {
  const end = cluster.clock.now() + LONGEST_MS
  for (const { path, manifest } of definitions) {
    while (!isEstablished((await cluster.client.get(path, { signal })).body)) {
      if (cluster.clock.now() >= end) {
        const message = `${nameOf(manifest.object)} was applied, but the cluster does not serve it after ${LONGEST_MS / 1000} s; see its conditions`
        throw new UserError('definition-not-established', message, { outcome: 'failed' })
      }
      await cluster.clock.sleep(BETWEEN_LOOKS_MS, signal)
    }
  }
}

function isEstablished(definition: unknown): boolean {
  const conditions = mappingsIn(mappingAt(definition, 'status')?.conditions)
  return conditions.some(condition => condition.type === 'Established' && condition.status === 'True')
}
