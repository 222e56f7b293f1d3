import type { DeploymentProgress } from '../../../deployments/progress.ts'
import type { DeploymentHold } from '../../../domain/deployment/hold.ts'
import { UserError } from '../../../errors.ts'
import { type Plan, preflight } from '../../../kubernetes/apply/preflight.ts'
import type { Cluster } from '../../../kubernetes/connection/cluster.ts'
import type { ReleaseKey } from '../../../kubernetes/manifests/labels.ts'
import type { ObjectSet } from '../../../kubernetes/manifests/manifest.ts'
import { type FollowResult, watchRollouts } from '../../../kubernetes/rollout/watch-rollouts.ts'
import { completionSet, stageSet } from '../../../kubernetes/strategy/stage-set.ts'
import { shareOrPods } from '../../../kubernetes/strategy/stages.ts'
import { type RollingOrders, rolledOut } from '../rolling-out.ts'
import { warn } from '../warnings.ts'
import type { PlannedStages } from './planned-stages.ts'

/** What going through the stages needs. */
export interface StageOrders extends RollingOrders {
  readonly key: ReleaseKey
  /** A look at the lock. Throws where somebody has taken one. */
  readonly refuseLocked: () => Promise<void>
  /** Gives more time: what the policy has a stage watched for is no part of the deployment's own. */
  readonly extend: (ms: number) => void
}

/** What is carried out in stages. */
interface Staged {
  readonly cluster: Cluster
  /** All of it, as it is once all pods are new, and its plan. */
  readonly set: ObjectSet
  readonly plan: Plan
  readonly planned: PlannedStages
  readonly lost: AbortSignal | undefined
}

/**
 * Goes through the stages. Gives the end where one of them does not hold, or a person decides: then `held` of the progress says at
 * which it is held. Undefined once all are done.
 */
export async function throughStages(
  it: StageOrders,
  staged: Staged,
  progress: DeploymentProgress,
): Promise<FollowResult | undefined> {
  const { planned } = staged
  const { staging, stages } = planned
  for (const index of stages.keys()) {
    it.extend(staging.watchMs)
    const hold = holdOf(staged, index, progress)
    progress.stage = hold
    it.log.info(`Stage ${hold.stage} of ${hold.of}: ${hold.ready} of ${hold.pods} pods`)
    const result = await oneStage(it, staged, { index, hold }, progress)
    if (result.outcome !== 'complete') return result
    if (staging.decide === 'person' || (await isLocked(it))) {
      progress.held = { hold, watchedMs: staging.watchMs }
      return result
    }
  }
  return undefined
}

/** A lock stops what goes on by itself: then a person decides. */
async function isLocked({ refuseLocked, log }: StageOrders): Promise<boolean> {
  try {
    await refuseLocked()
    return false
  } catch (thrown) {
    if (!(thrown instanceof UserError) || thrown.outcome !== 'refused') throw thrown
    log.notice(`It does not go on by itself: ${thrown.message}`)
    return true
  }
}

/** The plan of all of it once the stages are done: what the plan before them saw is no longer so. */
export async function completionPlan(it: StageOrders, staged: Staged, progress: DeploymentProgress): Promise<Plan> {
  return checked(it, staged.cluster, completionSet(staged.set, staged.plan), progress)
}

async function oneStage(
  it: StageOrders,
  staged: Staged,
  { index, hold }: { readonly index: number; readonly hold: DeploymentHold },
  progress: DeploymentProgress,
): Promise<FollowResult> {
  const { cluster, planned, lost } = staged
  const { staging, workloads, stages } = planned
  const stage = stages[index]
  if (stage === undefined) throw new Error(`there is no stage ${index}`)
  const at = { workloads, step: stage.step, surge: staging.surge, hold, isFirst: planned.done + index === 0 }
  const plan = await checked(it, cluster, stageSet(staged.set, staged.plan, at), progress)
  const rollouts = await watchRollouts(cluster, plan, it.key, { signal: it.signal })
  const onComplete = async (): Promise<void> => undefined
  return rolledOut(it, { cluster, plan, rollouts, stableForMs: staging.watchMs, lost, onComplete }, progress)
}

async function checked(it: StageOrders, cluster: Cluster, set: ObjectSet, progress: DeploymentProgress): Promise<Plan> {
  const { key, policy, limit: signal } = it
  const plan = await preflight(cluster, set, { signal, key, restartOnConfig: policy.restartOnConfig })
  warn(it.log, progress, plan.warnings)
  return plan
}

function holdOf({ cluster, planned }: Staged, index: number, progress: DeploymentProgress): DeploymentHold {
  const { staging, stages, done, live } = planned
  const { step, ready = 0, pods = 0 } = stages[index] ?? {}
  const now = cluster.clock.now()
  return {
    ...{ deployment: progress.deploymentId, commit: progress.commit, live },
    ...{ stage: done + index + 1, of: done + stages.length, ready, pods },
    ...(step === undefined ? {} : { step: shareOrPods(step) }),
    since: new Date(now).toISOString(),
    // From when it has been looked at: until then no one could decide.
    until: new Date(now + staging.watchMs + staging.expiresMs).toISOString(),
  }
}
