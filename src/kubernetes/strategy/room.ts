import type { Finding } from '../../errors.ts'
import type { StagingStep } from '../../policy/strategy.ts'
import { mappingAt, mappingsIn, nameOf } from '../api/objects.ts'
import { quantity } from '../api/quantity.ts'
import { locationOf } from '../manifests/manifest.ts'
import type { StagedWorkload } from './staged-workloads.ts'
import { newPodsOf } from './stages.ts'

/** What a quota limits, and what of a container counts for it. */
const COUNTED: Readonly<Record<string, readonly ['requests' | 'limits', string]>> = {
  cpu: ['requests', 'cpu'],
  memory: ['requests', 'memory'],
  'requests.cpu': ['requests', 'cpu'],
  'requests.memory': ['requests', 'memory'],
  'limits.cpu': ['limits', 'cpu'],
  'limits.memory': ['limits', 'memory'],
}

/**
 * What speaks against pods beside the old ones: a quota of their namespace that leaves no room for them. Found before anything is
 * written, since a stage without all of its pods would only be waited for. `quotas`: as the API lists them.
 */
export function roomFindings(
  workloads: readonly StagedWorkload[],
  quotas: readonly unknown[],
  step: StagingStep,
): readonly Finding[] {
  // One with scopes counts only some pods.
  const whole = quotas.filter(
    quota => mappingAt(quota, 'spec')?.scopes === undefined && mappingAt(quota, 'spec', 'scopeSelector') === undefined,
  )
  return whole.flatMap(quota => {
    const [hard, used] = [mappingAt(quota, 'status', 'hard') ?? {}, mappingAt(quota, 'status', 'used') ?? {}]
    return Object.keys(hard).flatMap((resource): readonly Finding[] => {
      const needed = workloads.reduce((sum, one) => sum + neededBy(one, step, resource), 0)
      const free = quantity(String(hard[resource])) - quantity(String(used[resource] ?? '0'))
      const [first] = workloads
      if (first === undefined || needed === 0 || Number.isNaN(free) || needed <= free) return []
      const name = mappingAt(quota, 'metadata')?.name
      const object = first.planned.manifest.object
      const text = `${nameOf(object)}: the quota ${String(name)} has no room for a stage beside the old pods (${resource}: ${String(used[resource] ?? '0')} of ${String(hard[resource])} are used); raise it, or set strategy.surge to false`
      return [{ reason: 'no-room', text, where: locationOf(first.planned.manifest) }]
    })
  })
}

function neededBy(workload: StagedWorkload, step: StagingStep, resource: string): number {
  // A StatefulSet replaces its pods in their place.
  if (workload.kind === 'StatefulSet') return 0
  const pods = newPodsOf(workload, step, true)
  if (resource === 'pods' || resource === 'count/pods') return pods
  const counted = COUNTED[resource]
  if (counted === undefined) return 0
  const containers = mappingsIn(mappingAt(workload.planned.manifest.object, 'spec', 'template', 'spec')?.containers)
  const each = containers.map(container => amountOf(mappingAt(container, 'resources'), counted))
  return pods * each.reduce((sum, one) => sum + one, 0)
}

/** Without a request, the limit is what is asked for. */
function amountOf(
  resources: Readonly<Record<string, unknown>> | undefined,
  [kind, resource]: readonly ['requests' | 'limits', string],
): number {
  const said = mappingAt(resources, kind)?.[resource] ?? mappingAt(resources, 'limits')?.[resource]
  const amount = said === undefined ? 0 : quantity(String(said))
  return Number.isNaN(amount) ? 0 : amount
}
