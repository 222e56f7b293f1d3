import type { Finding } from '../../errors.ts'
import { nameOf } from '../api/objects.ts'
import { type ApplyOptions, StagedApply } from '../apply/apply.ts'
import type { Plan } from '../apply/plan.ts'
import type { Cluster } from '../connection/cluster.ts'
import type { FollowOptions, FollowResult } from './follow.ts'
import type { RolloutWatch } from './watch-rollouts.ts'

interface OrderedOptions {
  readonly apply: ApplyOptions
  /** What is left of the time, asked for at each part. */
  readonly follow: () => FollowOptions
}

/** Applies a planned set in its order and follows it: Jobs before the workloads, the workloads, what leads to them, Jobs after. */
export class OrderedRollout {
  readonly #rollouts: RolloutWatch
  readonly #apply: StagedApply
  readonly #options: OrderedOptions
  readonly #cluster: Cluster

  constructor(cluster: Cluster, plan: Plan, rollouts: RolloutWatch, options: OrderedOptions) {
    this.#cluster = cluster
    this.#rollouts = rollouts
    this.#options = options
    this.#apply = new StagedApply(cluster, plan, options.apply)
  }

  /** How many objects may have been applied or not. */
  get unanswered(): number {
    return this.#apply.unanswered
  }

  /** Applies everything up to the workloads. Gives the end of the rollout if a Job before them did not succeed. */
  async apply(): Promise<FollowResult | undefined> {
    const before = await this.#apply.through('jobs-before')
    if (before.length > 0) {
      this.#cluster.log.info(`Before the workloads: ${before.map(({ object }) => nameOf(object)).join(', ')}`)
      const result = await this.#rollouts.follow(before, { ...this.#options.follow(), stableForMs: 0 })
      if (result.outcome !== 'complete') return this.#withRemaining(result)
    }
    await this.#apply.through('workloads')
    return undefined
  }

  /** Follows what `apply` has applied, then applies and follows what comes after the workloads. */
  async follow(): Promise<FollowResult> {
    const unready = await this.#switched()
    if (unready !== undefined) return this.#withRemaining(unready)
    const workloads = await this.#rollouts.follow(this.#apply.applied, this.#options.follow())
    if (this.#apply.remaining.length === 0) return workloads
    if (workloads.outcome !== 'complete') return this.#withRemaining(workloads)
    const after = await this.#apply.through('jobs-after')
    if (after.length > 0) {
      this.#cluster.log.info(`After the workloads: ${after.map(({ object }) => nameOf(object)).join(', ')}`)
      const result = await this.#rollouts.follow(after, { ...this.#options.follow(), stableForMs: 0 })
      if (result.outcome !== 'complete') return this.#withRemaining(together(workloads, result))
      return this.#called(together(workloads, result))
    }
    return this.#called(workloads)
  }

  /**
   * Leads the traffic to the new pods once they are ready; that they stay so is seen with it. Gives the end of the rollout where
   * they do not get ready.
   */
  async #switched(): Promise<FollowResult | undefined> {
    if (!this.#apply.remaining.some(({ stage }) => stage === 'switched')) return undefined
    const ready = await this.#rollouts.follow(this.#apply.applied, { ...this.#options.follow(), stableForMs: 0 })
    if (ready.outcome !== 'complete') return ready
    const switched = await this.#apply.through('switched')
    this.#cluster.log.info(
      `To the new pods, which are ready: ${switched.map(({ object }) => nameOf(object)).join(', ')}`,
    )
    return undefined
  }

  async #called(before: FollowResult): Promise<FollowResult> {
    const called = await this.#apply.through('called')
    if (called.length === 0) return before
    return together(before, await this.#rollouts.follow(called, { ...this.#options.follow(), stableForMs: 0 }))
  }

  #withRemaining(result: FollowResult): FollowResult {
    const { remaining } = this.#apply
    if (remaining.length === 0) return result
    const names = remaining.map(({ manifest }) => nameOf(manifest.object)).join(', ')
    const failed = result.cause === undefined ? '' : `, because of ${result.cause.object}`
    const remark: Finding = { reason: 'objects-not-applied', text: `not applied${failed}: ${names}` }
    return { ...result, remarks: [...(result.remarks ?? []), remark] }
  }
}

/** What ended it is in the second. */
function together(first: FollowResult, second: FollowResult): FollowResult {
  return {
    ...second,
    workloads: [...first.workloads, ...second.workloads],
    remarks: [...(first.remarks ?? []), ...(second.remarks ?? [])],
  }
}
