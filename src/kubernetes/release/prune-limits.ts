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
  const passed = pruneLimitOf(pruned, { all, planned }, { maxCount, maxShare })
  if (passed === undefined) return
  const { limit, key } = passed
  const text = `${pruned.length} of ${all} objects left the templates and would be removed, but ${limit}; nothing was changed; if it is meant, set "prune: { ${key} }" for this environment in the policy, or "prune: off"`
  throw new UserError('prune-limit', text, { findings: pruned.map(prunedFinding) })
}

/** The limit that is passed, and what would allow it; undefined where none is. */
export function pruneLimitOf(
  pruned: readonly ObjectAddress[],
  { all }: { readonly all: number; readonly planned: number },
  { maxCount, maxShare }: PruneLimits,
): { readonly limit: string; readonly key: string } | undefined {
  const share = (100 * pruned.length) / Math.max(all, 1)
  if (pruned.length > maxCount) {
    return { limit: `prune.max-count is ${maxCount}`, key: `max-count: ${pruned.length}` }
  }
  if (pruned.length <= FEW || share <= maxShare) return undefined
  return { limit: `prune.max-share is ${maxShare}%`, key: `max-share: ${Math.ceil(share)}` }
}

function prunedFinding(address: ObjectAddress): Finding {
  return { reason: 'prune-limit', text: `${placed(address)} would be removed` }
}

/** `Deployment/web in shop` */
export function placed({ kind, name, namespace }: Pick<ObjectAddress, 'kind' | 'name' | 'namespace'>): string {
  return `${nameOf({ kind, metadata: { name } })}${namespace === undefined ? '' : ` in ${namespace}`}`
}
