import type { DeploymentProgress } from '../../deployments/progress.ts'
import type { DeploymentHold } from '../../domain/deployment/hold.ts'
import { type Plan, preflight } from '../../kubernetes/apply/preflight.ts'
import type { Cluster } from '../../kubernetes/connection/cluster.ts'
import { labelled, type ReleaseKey } from '../../kubernetes/manifests/labels.ts'
import type { ObjectSet } from '../../kubernetes/manifests/parse.ts'
import { withSecretData } from '../../kubernetes/manifests/secret-data.ts'
import type { PrunePlan } from '../../kubernetes/release/prune.ts'
import { drained } from '../../kubernetes/strategy/drain.ts'
import type { Logger } from '../../log/logger.ts'
import type { RolloutPolicy } from '../../policy/rollout.ts'
import type { StrategyPolicy } from '../../policy/strategy.ts'
import type { Connecting } from './connecting.ts'
import { type BroughtBack, ReleaseKeeper, type ReleaseKeeping } from './keeping/release-keeper.ts'
import { sayLeft } from './left-objects.ts'
import { shownPlan } from './plan/show-plan.ts'
import { type PlannedStages, plannedStages, type StagingOrders } from './staging/planned-stages.ts'
import { refuseWithoutRoom } from './staging/room.ts'
import { notice, warn } from './warnings.ts'

/** What is to be applied. */
export interface SourceSet {
  /** With our labels. */
  readonly set: ObjectSet
  /** Set where it is a stored release. */
  readonly brought?: BroughtBack
  /** Set where it was held, and goes on. */
  readonly held?: DeploymentHold
}

/** Where the objects come from. `opening`: what is kept of earlier releases. */
export type ReleaseSource = (
  opening: Promise<ReleaseKeeper>,
  to: { readonly cluster: Cluster; readonly log: Logger; readonly progress: DeploymentProgress },
) => Promise<SourceSet>

/** What planning needs. */
export interface Planning {
  /** The connection, made beside the gate and the rendering. */
  readonly connecting: Connecting
  readonly source: ReleaseSource
  readonly key: ReleaseKey
  readonly policy: RolloutPolicy
  readonly staging: StagingOrders
  readonly releases: Pick<ReleaseKeeping, 'policy' | 'about'> & {
    /** Masks what stands in a Secret of a release. */
    readonly mask: (values: readonly string[]) => void
  }
  readonly log: Logger
  /** Aborted when the time for the whole is up, too. */
  readonly limit: AbortSignal
  /** Aborted when the run is stopped. */
  readonly signal: AbortSignal
}

/** What is to be done, all of it known and shown, and nothing of it done. */
export interface Planned {
  readonly source: SourceSet
  readonly plan: Plan
  readonly keeper: ReleaseKeeper
  readonly leaving: PrunePlan
  /** Undefined: all at once. */
  readonly stages: PlannedStages | undefined
}

/** The objects that templates have rendered, with what is added to them: labels, and what the strategy asks for. */
export function fromTemplates(
  rendered: ObjectSet,
  { key, strategy }: { readonly key: ReleaseKey; readonly strategy: StrategyPolicy },
): ReleaseSource {
  return async (_, { cluster: { namespace, serverVersion }, log, progress }) => {
    const { drainSeconds: seconds } = strategy
    const drain = drained(labelled(withSecretData(rendered), key), { seconds, namespace, serverVersion })
    for (const line of drain.lines) log.info(line)
    for (const finding of drain.notices) notice(log, progress, finding)
    return { set: drain.set }
  }
}

/** The cluster, once the connection is there; its lines come into the group of the step. */
export async function connected(it: Pick<Planning, 'connecting' | 'log'>): Promise<Cluster> {
  try {
    return await it.connecting.cluster
  } finally {
    it.connecting.log.flushTo(it.log)
  }
}

/** What planning begins with. */
interface PlanningStart {
  readonly cluster: Cluster
  readonly isHeld: boolean
  /** What is looked at beside it; throws where nothing may be done. */
  readonly look?: () => Promise<void>
  /** Called with what is kept of earlier releases, also where the dry run refuses the set. */
  readonly onOpened?: (keeper: ReleaseKeeper) => void
}

/** Dry run, earlier releases and plan; throws what speaks against it. Nothing is written. */
export async function planned(
  it: Planning,
  { cluster, isHeld, look, onOpened }: PlanningStart,
  progress: DeploymentProgress,
): Promise<Planned> {
  const { key, log, limit, signal, releases } = it
  const opening = ReleaseKeeper.open(cluster, {
    ...{ ...releases, key, isHeld, signal: limit, stop: signal },
    notice: finding => notice(log, progress, finding),
  })
  opening.then(onOpened, () => undefined)
  const [{ source, plan }, keeper] = await Promise.all([
    it
      .source(opening, { cluster, log, progress })
      .then(async source => ({ source, plan: await dryRun(it, cluster, source.set, progress) })),
    opening,
    look?.(),
  ]).finally(() => opening.catch(() => undefined))
  const leaving = await shownPlan(
    { cluster, keeper, log, mask: releases.mask },
    { plan, brought: source.brought },
    progress,
  )
  sayLeft(log, progress, { plan, leaving })
  const { deploymentId } = releases.about
  const orders = { ...it.staging, held: source.held }
  const stages = await plannedStages(plan, { orders, keeper, cluster, deploymentId, log }, progress)
  if (stages !== undefined) await refuseWithoutRoom(cluster, stages, limit)
  return { source, plan, keeper, leaving, stages }
}

/** The preflight; throws what it finds. */
async function dryRun(
  { key, policy, log, limit }: Planning,
  cluster: Cluster,
  set: ObjectSet,
  progress: DeploymentProgress,
): Promise<Plan> {
  const plan = await preflight(cluster, set, { signal: limit, key, restartOnConfig: policy.restartOnConfig })
  warn(log, progress, [...set.warnings, ...plan.warnings])
  log.info(`Dry run passed: the cluster (${cluster.serverVersion.text}) accepts all ${plan.objects.length} objects`)
  return plan
}
