import type { DeploymentProgress } from '../../deployments/progress.ts'
import type { Cluster } from '../../kubernetes/connection/cluster.ts'
import { labelled } from '../../kubernetes/manifests/labels.ts'
import type { ObjectSet } from '../../kubernetes/manifests/manifest.ts'
import { withSecretData } from '../../kubernetes/manifests/secret-data.ts'
import { drained } from '../../kubernetes/strategy/drain.ts'
import type { ApplyAndFollow } from './apply-and-follow.ts'
import { notice } from './warnings.ts'

/** The rendered set with what is added to it before it is applied and recorded: labels, and what the strategy asks for. */
export function setToApply(
  it: Pick<ApplyAndFollow, 'set' | 'key' | 'strategy' | 'log'>,
  { namespace, serverVersion }: Cluster,
  progress: DeploymentProgress,
): ObjectSet {
  const labels = labelled(withSecretData(it.set), it.key)
  const { set, lines, notices } = drained(labels, { seconds: it.strategy.drainSeconds, namespace, serverVersion })
  for (const line of lines) it.log.info(line)
  for (const finding of notices) notice(it.log, progress, finding)
  return set
}
