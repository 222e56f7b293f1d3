import type { DeploymentProgress } from '../../../deployments/progress.ts'
import type { DeploymentHold } from '../../../domain/deployment/hold.ts'
import { shortSha } from '../../../domain/sha.ts'
import { UserError } from '../../../errors.ts'
import { nameOf } from '../../../kubernetes/api/objects.ts'
import type { Plan } from '../../../kubernetes/apply/plan.ts'
import type { Cluster } from '../../../kubernetes/connection/cluster.ts'
import { sharedConfig } from '../../../kubernetes/strategy/shared-config.ts'
import { heldWorkloads, type StagedWorkload, stagedWorkloads } from '../../../kubernetes/strategy/staged-workloads.ts'
import { type PodStage, stagesAfter, stagesOf } from '../../../kubernetes/strategy/stages.ts'
import type { Logger } from '../../../log/logger.ts'
import type { Staging } from '../../../policy/strategy.ts'
import { counted } from '../../../text/counted.ts'
import type { ReleaseKeeper } from '../keeping/release-keeper.ts'
import { notice, warn } from '../warnings.ts'

/** How a deployment is carried out in stages. */
export interface StagingOrders {
  /** Undefined: all at once. */
  readonly staging: Staging | undefined
  /** Whether it goes out although another one is held: it is asked for all at once, or goes back. */
  readonly goesOverHold: boolean
  /** It is only shown: what would refuse it is a notice. */
  readonly isShown?: true
}

/** The stages of a deployment, before all pods are new. */
export interface PlannedStages {
  readonly staging: Staging
  readonly workloads: readonly StagedWorkload[]
  /** Those that are left. */
  readonly stages: readonly PodStage[]
  /** How many are done before them. */
  readonly done: number
  /** Full SHA of what is live beside it. */
  readonly live: string
}

/** What planning the stages needs. */
interface Planning {
  /** `held`: where it was held, and goes on. */
  readonly orders: StagingOrders & { readonly held: DeploymentHold | undefined }
  readonly keeper: ReleaseKeeper
  readonly cluster: Cluster
  readonly deploymentId: number
  readonly log: Logger
}

/**
 * Plans the stages; undefined where all is done at once. Throws a `UserError` (refused, `strategy-impossible`) where the templates
 * do not allow them, and `held-by-other` where another deployment is held.
 */
export async function plannedStages(
  plan: Plan,
  it: Planning,
  progress: DeploymentProgress,
): Promise<PlannedStages | undefined> {
  const { orders, keeper, cluster, log } = it
  const { staging, held } = orders
  const gone = await refuseOverHold(it, progress)
  if (staging === undefined) return undefined
  const straight = (why: string): undefined => {
    notice(log, progress, { reason: 'no-stage', text: `All pods are replaced in one rollout: ${why}` })
  }
  const live = keeper.earlier.lastGood
  if (live === undefined) {
    const why = keeper.earlier.whyNoGood
    if (keeper.earlier.knowsNoGood) return straight(`${why}, so that there is nothing to go back to`)
    const text = `stages need what was live before, to go back to it: ${why}; deploy all at once, or correct that`
    if (orders.isShown) return straight(text)
    throw new UserError('strategy-impossible', text)
  }
  if (gone !== undefined) return straight(`${gone}, and no workload is, so that it is not known what runs`)
  const broken = held !== undefined ? undefined : keeper.earlier.leftLive
  if (broken !== undefined) {
    return straight(
      `deployment ${broken.deploymentId} did not end well and may be live, so that nothing good runs beside`,
    )
  }
  const { workloads, left } = stagedWorkloads(plan, { staging, namespace: cluster.namespace })
  if (held !== undefined) return goingOn(plan, workloads, { ...it, staging, held, live: live.commit })
  for (const line of left) log.info(`Not in stages: ${line}`)
  if (workloads.length === 0) return straight(left.join('; '))
  warn(log, progress, sharedConfig(plan, workloads))
  const stages = stagesOf(workloads, staging)
  log.info(
    `${counted(stages.length, 'stage')} before all pods: ${stages.map(({ ready, pods }) => `${ready} of ${pods}`).join(', ')}`,
  )
  return { staging, workloads, stages, done: 0, live: live.commit }
}

/** The stages that are left of one that was held. Throws `hold-broken` (refused) where another client has changed what was looked at. */
function goingOn(
  plan: Plan,
  changed: readonly StagedWorkload[],
  it: Planning & { readonly staging: Staging; readonly held: DeploymentHold; readonly live: string },
): PlannedStages | undefined {
  const names = changed.map(({ planned }) => nameOf(planned.manifest.object)).join(', ')
  if (names !== '') {
    const text = `${names} does not run what was looked at any more: another client has changed it; abort it, and deploy the commit again`
    throw new UserError('hold-broken', text)
  }
  // One that died on its way to all pods has none any more: it goes on to all.
  const { staging, held, live, deploymentId } = it
  const workloads = heldWorkloads(plan, deploymentId)
  if (workloads.length === 0) return undefined
  return { staging, workloads, stages: stagesAfter(held, workloads, staging), done: held.stage, live }
}

/**
 * What was looked at would be gone with the first deployment that is not held itself. Gives what the records say is held where the
 * cluster does not hold it: it stands in the way of nothing.
 */
async function refuseOverHold(
  { orders, keeper, deploymentId, log }: Planning,
  progress: DeploymentProgress,
): Promise<string | undefined> {
  const { held } = keeper.earlier
  if (held === undefined || held.deploymentId === deploymentId) return undefined
  const { hold } = held
  const at = hold === undefined ? 'a stage' : `${hold.ready} of ${hold.pods} pods`
  const text = `deployment ${held.deploymentId} (${shortSha(held.commit)}) is held at ${at}`
  if ((await keeper.heldLive(held.deploymentId))?.length === 0) return text
  if (orders.isShown) {
    const refused = `${text}; until it is promoted or aborted, this is refused unless it goes out all at once`
    notice(log, progress, { reason: 'held-by-other', text: refused })
    return undefined
  }
  if (!orders.goesOverHold) {
    throw new UserError('held-by-other', `${text}; promote or abort it, or deploy all at once`)
  }
  progress.over = held.deploymentId
  notice(log, progress, { reason: 'hold-replaced', text: `${text}, and goes with this deployment` })
  return undefined
}
