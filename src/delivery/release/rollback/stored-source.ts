import type { DeploymentProgress } from '../../../deployments/progress.ts'
import { UserError } from '../../../errors.ts'
import type { Cluster } from '../../../kubernetes/connection/cluster.ts'
import type { Logger } from '../../../log/logger.ts'
import type { ReleaseSource } from '../planning.ts'
import { restorableOf } from '../restore/restorable-of.ts'
import { type FoundRelease, locateStored, type StoredQuestion } from './stored-release.ts'

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
  const { key, signal } = question
  return async opening => {
    const { earlier, keeps } = await opening
    if (!keeps) throw new UserError('stored-release-unusable', 'the releases cannot be read from the cluster any more')
    const { origin, name } = locateStored(earlier.stored, question)
    if (origin.from !== found.origin.from) {
      const text = `another release was recorded meanwhile, and ${name} is what is asked for now, not ${found.name}: run again`
      throw new UserError('stored-release-unusable', text)
    }
    const asked = { had: earlier.objects, key, log, mask, signal }
    const { set, others } = await restorableOf(cluster, found.record.objects, asked, progress)
    if (set.manifests.length === 0) {
      throw new UserError('stored-release-unusable', `${name} has nothing that can be applied again`)
    }
    return { set, brought: { origin, others, ...(whyAllStays === undefined ? {} : { whyAllStays }) } }
  }
}
