import type { DeploymentProgress } from '../../deployments/progress.ts'
import type { Plan } from '../../kubernetes/apply/plan.ts'
import type { Cluster } from '../../kubernetes/connection/cluster.ts'
import type { ReleaseKey } from '../../kubernetes/manifests/labels.ts'
import { type PrunePlan, prune } from '../../kubernetes/release/prune.ts'
import { placed } from '../../kubernetes/release/prune-limits.ts'
import type { Logger } from '../../log/logger.ts'
import { warn } from './warnings.ts'

/** Says what the set does not have any more: what is removed at the end, and what stays. */
export function sayLeft(
  log: Logger,
  progress: DeploymentProgress,
  { plan, leaving: { pruned, kept } }: { readonly plan: Plan; readonly leaving: PrunePlan },
): void {
  progress.leaving = pruned
  if (pruned.length > 0) {
    log.info('Left the templates, to be removed when the rollout is complete:')
    for (const address of pruned) log.info(`- ${placed(address)}`)
  }
  const known = new Set([...pruned, ...kept].map(({ path }) => path))
  const others = plan.left.filter(({ path }) => !known.has(path))
  const findings = [...kept, ...others].map(({ finding }) => finding)
  warn(log, progress, findings)
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
  { pruned }: PrunePlan,
  { key, log, signal, progress }: Removing,
): Promise<void> {
  await prune(cluster, pruned, {
    ...{ key, signal },
    onPruned: ({ address, problem }) => {
      if (problem !== undefined) return warn(log, progress, [problem])
      progress.pruned.push(address)
      log.info(`- ${placed(address)} removed`)
    },
  })
}
