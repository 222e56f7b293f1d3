import type { DeploymentProgress } from '../../../deployments/progress.ts'
import { dryRunEnding, type Ending } from '../../../domain/deployment/ending.ts'
import { planCounts } from '../../../kubernetes/plan/plan-text.ts'
import { connected, type Planning, planned } from '../planning.ts'

/** The preflight and the plan, and nothing else: no Lease is held, no record written, no object changed. */
export async function planOnly(it: Planning, progress: DeploymentProgress): Promise<Ending> {
  await planned(it, { cluster: await connected(it), isHeld: false }, progress)
  return dryRunEnding(progress.plan === undefined ? '' : planCounts(progress.plan))
}
