/**
 * Endings: a deployment is stopped at many points, each by three sequences of signals; then `post` runs in a process of its own,
 * then `reconcile`. The table has the last status after each, whether it is true of the cluster, and what is left of the Lease.
 *
 *     script/bench endings [POINTS]
 */
import { measureOnPlatform } from './on-platform.ts'

await measureOnPlatform('endings')
