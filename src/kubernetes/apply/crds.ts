import { UserError } from '../../errors.ts'
import { mappingAt, mappingsIn, nameOf } from '../api/objects.ts'
import type { Cluster } from '../connection/cluster.ts'
import type { PlannedObject } from './plan.ts'

/** The API server serves a new CRD within a second; one that takes longer than this is in trouble. */
const LONGEST_MS = 30_000
const BETWEEN_LOOKS_MS = 100

/** Waits until the cluster serves the custom resources of the CRDs. */
export async function untilEstablished(
  cluster: Cluster,
  crds: readonly PlannedObject[],
  signal?: AbortSignal,
): Promise<void> {
  const end = cluster.clock.now() + LONGEST_MS
  for (const { path, manifest } of crds) {
    for (;;) {
      const { body } = await cluster.client.get(path, { signal })
      if (conditionOf(body, 'Established')?.status === 'True') break
      const names = conditionOf(body, 'NamesAccepted')
      if (names?.status === 'False') {
        const message = `${nameOf(manifest.object)}: its names are taken: ${names.message}`
        throw new UserError('crd-not-established', message)
      }
      if (cluster.clock.now() >= end) {
        const message = `${nameOf(manifest.object)}: applied, but not served by the cluster after ${LONGEST_MS / 1000} s; see its conditions`
        throw new UserError('crd-not-established', message)
      }
      await cluster.clock.sleep(BETWEEN_LOOKS_MS, signal)
    }
  }
}

function conditionOf(crd: unknown, type: string): Readonly<Record<string, unknown>> | undefined {
  return mappingsIn(mappingAt(crd, 'status')?.conditions).find(condition => condition.type === type)
}
