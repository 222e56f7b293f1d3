import { UserError } from '../../../errors.ts'
import { KubernetesError } from '../../../kubernetes/api/error.ts'
import type { Cluster } from '../../../kubernetes/connection/cluster.ts'
import { connectionProblem } from '../../../kubernetes/connection/problem.ts'
import type { ReleaseKey } from '../../../kubernetes/manifests/labels.ts'
import { newestKnown, type ReleaseRecord, type StoredOrigin } from '../../../kubernetes/release/record.ts'
import { releaseName } from '../../../kubernetes/release/release-text.ts'
import { ReleaseStore } from '../../../kubernetes/release/store.ts'
import { type AskedRelease, chooseStored, contentOf } from '../../../kubernetes/release/stored-choice.ts'

/** Which release is looked for, and for whom. */
export interface StoredQuestion {
  readonly asked: AskedRelease
  readonly key: ReleaseKey
  /** The page of the repository. */
  readonly repository: string
  readonly runId: number
  /** Whether an earlier attempt of this run may have rolled back already. */
  readonly isRerun: boolean
  readonly signal: AbortSignal
}

/** A release as the cluster has kept it. */
export interface FoundRelease {
  readonly record: ReleaseRecord
  readonly origin: StoredOrigin
  /** `release 12 (3f2a91c of 2026-01-01 10:02 UTC)` */
  readonly name: string
}

/** Finds the release and reads it. Throws a `UserError` (refused) where it cannot be brought back. */
export async function findStored(cluster: Cluster, it: StoredQuestion): Promise<FoundRelease> {
  const { asked, key, repository, signal } = it
  const store = new ReleaseStore(cluster, key)
  try {
    const stored = await store.list(signal)
    const chosen = chooseStored(stored, asked, it)
    const name = releaseName(chosen)
    const read = await store.read(chosen, signal)
    if ('problem' in read) throw new UserError('stored-release-unusable', `${name} ${read.problem}`)
    const over = Math.max(0, ...stored.filter(one => one.repository === repository).map(newestKnown))
    return { record: read.record, origin: { from: contentOf(chosen), over }, name }
  } catch (thrown) {
    signal.throwIfAborted()
    const broken = connectionProblem(thrown, cluster.server)
    if (broken !== undefined) throw broken
    if (!(thrown instanceof KubernetesError)) throw thrown
    throw new UserError('stored-release-unusable', `the releases cannot be read from the cluster (${thrown.message})`)
  }
}
