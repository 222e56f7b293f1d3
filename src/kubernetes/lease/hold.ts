import { UserError } from '../../errors.ts'
import { KubernetesError } from '../api/error.ts'
import type { Cluster } from '../connection/cluster.ts'
import { connectionProblem } from '../connection/problem.ts'
import type { ReleaseKey } from '../manifests/labels.ts'
import { type Hold, keepLease } from './kept-lease.ts'
import { type Claimant, type LeaseStep, microTime, stepFor } from './lease.ts'
import { LeaseAtServer, MOST_TRIES } from './lease-at-server.ts'

/** What came of asking for a lease. */
export type HoldAnswer =
  | { readonly kind: 'held'; readonly hold: Hold }
  | Extract<LeaseStep, { readonly kind: 'wait' | 'superseded' }>
  /** There can be no lease: a permission is missing, or the namespace. */
  | { readonly kind: 'unavailable'; readonly why: string }

/**
 * Asks once for the lease of a service in an environment. Throws a `UserError` where the cluster cannot be used, and a
 * `KubernetesError` where it refuses for another reason.
 */
export async function askForLease(
  cluster: Cluster,
  key: ReleaseKey,
  me: Claimant,
  signal: AbortSignal,
): Promise<HoldAnswer> {
  const lease = new LeaseAtServer(cluster, key, me)
  try {
    for (let tries = 1; tries <= MOST_TRIES; tries++) {
      const found = await lease.read(signal)
      if (found === undefined) {
        const created = await lease.create(signal)
        // Only now the server's time is known; this also shows that the lease can be renewed.
        const renewed = created === undefined ? undefined : await lease.hold(created, created.lease.since, signal)
        if (renewed !== undefined) return { kind: 'held', hold: keepLease(lease, me, renewed, cluster) }
        continue
      }
      const step = stepFor(me, found.lease, found.at)
      if (step.kind === 'superseded') return step
      if (step.kind === 'wait') {
        if (!step.announce || (await lease.announce(found, signal)) !== undefined) return step
        continue
      }
      const since = step.kind === 'keep' ? found.lease.since : microTime(found.at)
      const written = await lease.hold(found, since, signal)
      if (written !== undefined) return { kind: 'held', hold: keepLease(lease, me, written, cluster) }
    }
  } catch (thrown) {
    if (thrown instanceof KubernetesError && (thrown.code === 403 || thrown.code === 404)) {
      return { kind: 'unavailable', why: thrown.message }
    }
    throw connectionProblem(thrown, cluster.server) ?? thrown
  }
  throw new UserError('cluster-unreachable', `the lease ${lease.name} changes all the time: run again`)
}
