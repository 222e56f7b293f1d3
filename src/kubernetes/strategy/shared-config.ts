import { isDeepStrictEqual } from 'node:util'
import type { Finding } from '../../errors.ts'
import { mappingAt, nameOf } from '../api/objects.ts'
import type { Plan, PlannedObject } from '../apply/plan.ts'
import { configReads } from '../manifests/config-reads.ts'
import { locationOf } from '../manifests/manifest.ts'
import type { StagedWorkload } from './staged-workloads.ts'

/**
 * What the old pods read too, and what changes at the first stage: a mounted file follows within a minute or so, and an old pod that
 * starts anew has all of it.
 */
export function sharedConfig({ objects }: Plan, workloads: readonly StagedWorkload[]): readonly Finding[] {
  return objects.filter(isChangedConfig).flatMap(planned => {
    const { manifest, namespace } = planned
    const readers = workloads.filter(({ planned: { live, namespace: at } }) => {
      if (live === undefined || at !== namespace) return false
      const { kind, metadata } = manifest.object
      return configReads(live).some(read => read.kind === kind && read.name === metadata.name)
    })
    const [first] = readers
    if (first === undefined) return []
    const names = readers.map(({ planned: { manifest } }) => nameOf(manifest.object)).join(', ')
    const text = `${nameOf(manifest.object)} changes at the first stage, and the old pods of ${names} read it too`
    return [{ reason: 'config-shared', text, where: locationOf(manifest) } as const]
  })
}

function isChangedConfig({ manifest: { object }, live, answer }: PlannedObject): boolean {
  if (!/^(ConfigMap|Secret)$/.test(object.kind) || object.apiVersion !== 'v1' || live === undefined) return false
  return ['data', 'binaryData'].some(
    field => !isDeepStrictEqual(mappingAt(live, field), mappingAt(answer?.object ?? object, field)),
  )
}
