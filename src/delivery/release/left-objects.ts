import type { DeploymentProgress } from '../../deployments/progress.ts'
import { objectKey } from '../../kubernetes/api/object-key.ts'
import type { Plan } from '../../kubernetes/apply/plan.ts'
import type { Cluster } from '../../kubernetes/connection/cluster.ts'
import type { ReleaseKey } from '../../kubernetes/manifests/labels.ts'
import type { PrunePlan } from '../../kubernetes/release/prune.ts'
import { placed } from '../../kubernetes/release/prune-limits.ts'
import { keptFindings, refusedFindings } from '../../kubernetes/release/prune-text.ts'
import { type Removal, removeAll } from '../../kubernetes/release/removal.ts'
import type { Logger } from '../../log/logger.ts'
import { warn } from './warnings.ts'

/** Says what the set does not have any more: what is removed at the end, and what stays. */
export function sayLeft(
  log: Logger,
  progress: DeploymentProgress,
  { plan, leaving: { pruned, kept } }: { readonly plan: Plan; readonly leaving: PrunePlan },
): void {
  if (pruned.length > 0) {
    log.info('Left the templates, to be removed when the rollout is complete:')
    for (const address of pruned) log.info(`- ${placed(address)}`)
  }
  const known = new Set([...pruned, ...kept.map(({ address }) => address)].map(objectKey))
  const others = plan.left.filter(one => !known.has(objectKey(one))).map(({ finding }) => finding)
  warn(log, progress, [...keptFindings(kept), ...others])
}

/** What removing needs. */
interface Removing {
  readonly key: ReleaseKey
  readonly log: Logger
  /** Aborted when the run is stopped, or when the Lease is another's. */
  readonly signal: AbortSignal
  readonly progress: DeploymentProgress
}

/** Removes what left the templates. What the cluster does not let go is a warning: what was deployed is good. */
export async function removeLeft(
  cluster: Cluster,
  { pruned, whyNot }: PrunePlan,
  { key, log, signal, progress }: Removing,
): Promise<void> {
  if (pruned.length === 0) return
  const why = await whyNot?.(signal)
  if (why !== undefined) return warn(log, progress, keptFindings(pruned.map(address => ({ address, why }))))
  const stayed: Removal[] = []
  try {
    await removeAll(cluster, pruned, {
      ...{ key, signal },
      onRemoval: done => {
        if (done.kind !== 'removed') return void stayed.push(done)
        progress.pruned.push(done.address)
        const { finalizers } = done
        const how = finalizers.length === 0 ? 'removed' : `goes when its finalizers are done: ${finalizers.join(', ')}`
        log.info(`- ${placed(done.address)} ${how}`)
      },
    })
  } finally {
    const kept = stayed.flatMap(done => (done.kind === 'kept' ? [done] : []))
    warn(log, progress, [
      ...keptFindings(kept),
      ...refusedFindings(stayed.flatMap(done => (done.kind === 'refused' ? [done] : []))),
    ])
  }
}
