import { type Finding, UserError } from '../../errors.ts'
import type { PruneLimits } from '../../policy/releases.ts'
import { nameOf } from '../api/objects.ts'
import type { ObjectAddress } from './record.ts'

/** So few are always a change that a person can overlook: a service of one object may be renamed. */
const FEW = 3

/**
 * Refuses what looks like a mistake of the templates: to remove more than the policy allows of what earlier releases have put
 * up, or everything. `all`: how many objects those have.
 */
export function checkPruneLimits(
  pruned: readonly ObjectAddress[],
  { all, planned }: { readonly all: number; readonly planned: number },
  { maxCount, maxShare }: PruneLimits,
): void {
  if (pruned.length === 0) return
  if (planned === 0)
    throw new UserError('manifests-empty', 'The set is empty: everything of this service would be removed')
  const share = (100 * pruned.length) / Math.max(all, 1)
  const isTooMany = pruned.length > maxCount
  if (!isTooMany && (pruned.length <= FEW || share <= maxShare)) return
  const limit = isTooMany ? `max-count is ${maxCount}` : `max-share is ${maxShare}%`
  const key = isTooMany ? `max-count: ${pruned.length}` : `max-share: ${Math.ceil(share)}`
  const text = `${pruned.length} of ${all} objects left the templates and would be removed, but prune.${limit}; nothing was changed; if it is meant, set "prune: { ${key} }" for this environment in the policy, or "prune: off"`
  throw new UserError('prune-limit', text, { findings: pruned.map(prunedFinding) })
}

function prunedFinding(address: ObjectAddress): Finding {
  return { reason: 'prune-limit', text: `${placed(address)} would be removed` }
}

/** `Deployment/web in shop` */
export function placed({ kind, name, namespace }: Pick<ObjectAddress, 'kind' | 'name' | 'namespace'>): string {
  return `${nameOf({ kind, metadata: { name } })}${namespace === undefined ? '' : ` in ${namespace}`}`
}
