import type { DeploymentProgress } from '../../../deployments/progress.ts'
import type { Plan } from '../../../kubernetes/apply/plan.ts'
import type { Cluster } from '../../../kubernetes/connection/cluster.ts'
import { secretValues } from '../../../kubernetes/manifests/secret-values.ts'
import { planLines } from '../../../kubernetes/plan/plan-text.ts'
import { planView } from '../../../kubernetes/plan/plan-view.ts'
import type { PrunePlan } from '../../../kubernetes/release/prune.ts'
import type { Logger } from '../../../log/logger.ts'
import type { BroughtBack, ReleaseKeeper } from '../keeping/release-keeper.ts'

/** What showing a plan needs. */
interface Showing {
  readonly cluster: Cluster
  readonly keeper: ReleaseKeeper
  readonly log: Logger
  /** Masks values from now on. */
  readonly mask: (values: readonly string[]) => void
}

/**
 * Plans what is removed, and shows the whole plan in the log and in the progress; also where the removals are refused, so that
 * it can be seen why.
 */
export async function shownPlan(
  it: Showing,
  { plan, brought }: { readonly plan: Plan; readonly brought: BroughtBack | undefined },
  progress: DeploymentProgress,
): Promise<PrunePlan> {
  const show = (removed: PrunePlan['pruned']): void => {
    maskOlder(it, plan)
    progress.plan = planView(plan, removed, text => it.cluster.redact(text))
    for (const line of planLines(progress.plan)) it.log.info(line)
  }
  try {
    const leaving = await it.keeper.planPrune(plan, brought)
    show(leaving.pruned)
    return leaving
  } catch (thrown) {
    show([])
    throw thrown
  }
}

/** Old values of Secrets may stand in what is replaced: those that are live, and those of the last good release. */
function maskOlder({ keeper, mask }: Showing, { objects }: Plan): void {
  const replaced = objects.filter(({ unchanged }) => unchanged === undefined)
  const live = replaced.flatMap(({ manifest, live }) => (live === undefined ? [] : [{ ...manifest, object: live }]))
  mask(secretValues({ manifests: [...live, ...(keeper.earlier.lastGood?.objects ?? [])], warnings: [] }))
}
