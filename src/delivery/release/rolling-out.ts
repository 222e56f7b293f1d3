import { type ApplyCount, serializeCount } from '../../deployments/cluster-state.ts'
import type { DeploymentProgress } from '../../deployments/progress.ts'
import type { RunState } from '../../deployments/run-state.ts'
import type { Step } from '../../domain/deployment/steps.ts'
import { nameOf } from '../../kubernetes/api/objects.ts'
import type { AppliedObject } from '../../kubernetes/apply/apply.ts'
import type { Plan } from '../../kubernetes/apply/plan.ts'
import type { Cluster } from '../../kubernetes/connection/cluster.ts'
import { OrderedRollout } from '../../kubernetes/rollout/ordered-rollout.ts'
import type { Cause, FollowResult, RolloutWatch } from '../../kubernetes/rollout/watch-rollouts.ts'
import type { Logger } from '../../log/logger.ts'
import type { RolloutPolicy } from '../../policy/rollout.ts'
import { notice, warn } from './warnings.ts'

/** What rolling out needs, whatever it is. */
export interface RollingOrders {
  readonly policy: RolloutPolicy
  readonly log: Logger
  readonly state: RunState
  /** Aborted when the run is stopped. */
  readonly signal: AbortSignal
  /** Aborted when the time for the whole is up, too: until there is a rollout, which keeps its own time. */
  readonly limit: AbortSignal
  /** Milliseconds that are left of the whole budget. */
  readonly remainingMs: () => number
  /** Called when it becomes known what holds the rollout up, and again when that is something else; undefined once it has healed. */
  readonly onFailing: (cause: Cause | undefined) => void
  /** Runs a step with its status, its log group and its time. */
  readonly step: <T>(step: Step, work: () => Promise<T>) => Promise<T>
}

/** What is rolled out. */
interface RollingOut {
  readonly cluster: Cluster
  readonly plan: Plan
  /** Closed at its end. */
  readonly rollouts: RolloutWatch
  /** How long it must stay complete. */
  readonly stableForMs: number
  /** Aborted when the Lease is another's. */
  readonly lost: AbortSignal | undefined
  /** What is done once it is complete, as a part of it. */
  readonly onComplete: (applied: readonly AppliedObject[], result: FollowResult) => Promise<void>
}

/** Applies a planned set and follows it; what happens is added to the progress as it happens. */
export async function rolledOut(
  it: RollingOrders,
  { cluster, plan, rollouts, stableForMs, lost, onComplete }: RollingOut,
  progress: DeploymentProgress,
): Promise<FollowResult> {
  const before = progress.applied ?? []
  const applied: AppliedObject[] = []
  const counted = (): ApplyCount => {
    const done = together(before, applied)
    const left = plan.objects.length - applied.length
    return { all: done.length + left, applied: done.length, unsure: rollout.unanswered }
  }
  const rollout = new OrderedRollout(cluster, plan, rollouts, {
    apply: {
      signal: lost === undefined ? it.limit : AbortSignal.any([it.limit, lost]),
      // Object by object, so that a broken apply can still say what was taken.
      onApplied: object => {
        applied.push(object)
        progress.applied = together(before, applied)
        it.state.save('applied', serializeCount(counted()))
        it.log.info(appliedLine(object))
        warn(it.log, progress, object.warnings)
      },
    },
    follow: () => ({
      // The stability window is part of the whole.
      timeoutMs: it.remainingMs() - stableForMs,
      stableForMs,
      tolerance: it.policy.tolerance,
      signal: it.signal,
      onFailing: it.onFailing,
    }),
  })
  try {
    const broken = await it.step('apply', async () => {
      progress.touched = true
      it.state.save('touched', 'true')
      it.state.save('applied', serializeCount(counted()))
      progress.applied = before
      return rollout.apply()
    })
    const followed = async (): Promise<FollowResult> => {
      const result = await rollout.follow()
      progress.rollout = result
      if (result.outcome === 'complete') await onComplete(applied, result)
      return result
    }
    const result = broken ?? (await it.step('rollout', followed))
    progress.rollout = result
    for (const remark of result.remarks ?? []) notice(it.log, progress, remark)
    return result
  } finally {
    // At a stage nothing of it continues by itself.
    const over = progress.rollout !== undefined || progress.stage !== undefined
    if (progress.touched) progress.count = { ...counted(), over }
    rollouts.close()
  }
}

/** Each object once, with what became of it in all: what an earlier stage has made was made by this deployment. */
function together(before: readonly AppliedObject[], applied: readonly AppliedObject[]): readonly AppliedObject[] {
  const keyOf = ({ kind, namespace, name }: AppliedObject): string => `${kind} ${namespace ?? ''} ${name}`
  const again = new Map(applied.map(one => [keyOf(one), one]))
  const earlier = new Map(before.map(one => [keyOf(one), one]))
  const kept = before.filter(one => !again.has(keyOf(one)))
  return [
    ...kept,
    ...applied.map(one => {
      const first = earlier.get(keyOf(one))
      const isSameNow = first !== undefined && (first.action === 'created' || one.action === 'unchanged')
      return isSameNow ? { ...one, action: first.action } : one
    }),
  ]
}

const SIGNS: Readonly<Record<AppliedObject['action'], string>> = { created: '+', changed: '~', unchanged: '=' }

function appliedLine(applied: AppliedObject): string {
  const place = applied.namespace === undefined ? '' : ` in ${applied.namespace}`
  return `${SIGNS[applied.action]} ${nameOf(applied.manifest.object)}${place} ${applied.action}`
}
