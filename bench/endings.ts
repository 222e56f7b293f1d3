/**
 * Endings: a deployment is stopped at many points, each by three sequences of signals; then `post` runs in a process of its own,
 * then `reconcile`. The table has the last status after each, whether it is true of the cluster, what is left of the Lease, and
 * what is live that no record of a release names. The deployments: a first one, one that removes objects, one that is restored, a
 * rollback from the cluster.
 *
 *     script/bench endings [POINTS | first | renamed | failing | rollback]
 */
import { measureOnPlatform } from './on-platform.ts'

await measureOnPlatform('endings')
