import type { DeploymentProgress } from '../../../deployments/progress.ts'
import { dryRunEnding, type Ending } from '../../../domain/deployment/ending.ts'
import { planCounts } from '../../../kubernetes/plan/plan-text.ts'
import { type ApplyAndFollow, connected, keeperOf, planOf } from '../apply-and-follow.ts'
import { sayLeft } from '../left-objects.ts'
import { setToApply } from '../set-to-apply.ts'
import { shownPlan } from './show-plan.ts'

/** What a plan needs that is not carried out. */
export type PlanOnly = Pick<
  ApplyAndFollow,
  'connecting' | 'set' | 'key' | 'policy' | 'strategy' | 'log' | 'limit' | 'signal'
> & {
  readonly releases: Pick<ApplyAndFollow['releases'], 'policy' | 'about' | 'mask'>
}

/** The preflight and the plan, and nothing else: no Lease is held, no record written, no object changed. */
export async function planOnly(it: PlanOnly, progress: DeploymentProgress): Promise<Ending> {
  const cluster = await connected(it)
  const set = setToApply(it, cluster, progress)
  const [plan, keeper] = await Promise.all([
    planOf(it, { cluster, set }, progress),
    keeperOf(it, { cluster, isHeld: false }, progress),
  ])
  const leaving = await shownPlan({ cluster, keeper, log: it.log, mask: it.releases.mask }, plan, progress)
  sayLeft(it.log, progress, { plan, leaving })
  // The plan has them; nothing came of them.
  progress.leaving = []
  return dryRunEnding(progress.plan === undefined ? '' : planCounts(progress.plan))
}
