import type { DeploymentProgress } from '../../../deployments/progress.ts'
import { UserError } from '../../../errors.ts'
import type { Cluster } from '../../../kubernetes/connection/cluster.ts'
import { secretValues } from '../../../kubernetes/manifests/secret-values.ts'
import { isAmong } from '../../../kubernetes/release/inventory.ts'
import { notRestoredFindings } from '../../../kubernetes/release/prune-text.ts'
import { restorableSet } from '../../../kubernetes/release/restorable.ts'
import type { Logger } from '../../../log/logger.ts'
import type { ReleaseSource } from '../planning.ts'
import { leftToOthers } from '../restore/left-to-others.ts'
import { warn } from '../warnings.ts'
import { type FoundRelease, findStored, type StoredQuestion } from './stored-release.ts'

/** What a stored release becomes a source with. */
interface StoredSource {
  readonly cluster: Cluster
  readonly found: FoundRelease
  readonly question: StoredQuestion
  readonly log: Logger
  readonly mask: (values: readonly string[]) => void
  /** Why nothing may be removed, whatever the policy says. */
  readonly whyAllStays: string | undefined
}

/**
 * The objects of a stored release, with that day's values of its Secrets. It is looked for once more: while the Lease was waited
 * for, another one may have been recorded.
 */
export function fromStored(it: StoredSource, progress: DeploymentProgress): ReleaseSource {
  const { cluster, found, question, log, mask, whyAllStays } = it
  return async opening => {
    const [{ earlier }, again] = await Promise.all([opening, findStored(cluster, question)])
    if (again.origin.from !== found.origin.from) {
      const text = `another release was recorded meanwhile, and ${again.name} is what is asked for now, not ${found.name}: run again`
      throw new UserError('stored-release-unusable', text)
    }
    const { objects } = again.record
    const { signal, key } = question
    const others = await leftToOthers(cluster, objects, { failed: earlier.objects, key, signal })
    warn(log, progress, notRestoredFindings(others))
    const isOthers = isAmong(others.map(({ address }) => address))
    const ours = objects.filter(one => !isOthers(one))
    const set = restorableSet({ objects: ours })
    if (set.manifests.length === 0) {
      throw new UserError('stored-release-unusable', `${again.name} has nothing that can be applied again`)
    }
    // Of that day: they may be others than today's.
    mask(secretValues(set))
    const applied = new Set(set.manifests.map(({ object }) => object))
    const brought = {
      origin: again.origin,
      others: ours.filter(({ object }) => !applied.has(object)),
      ...(whyAllStays === undefined ? {} : { whyAllStays }),
    }
    return { set, brought }
  }
}
