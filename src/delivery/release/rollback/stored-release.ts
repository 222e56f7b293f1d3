import { UserError } from '../../../errors.ts'
import { KubernetesError } from '../../../kubernetes/api/error.ts'
import type { Cluster } from '../../../kubernetes/connection/cluster.ts'
import { connectionProblem } from '../../../kubernetes/connection/problem.ts'
import type { ReleaseKey } from '../../../kubernetes/manifests/labels.ts'
import {
  newestKnown,
  type ReleaseRecord,
  type StoredOrigin,
  type StoredRelease,
} from '../../../kubernetes/release/record.ts'
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

/** Which release of those that are kept it is. */
interface LocatedRelease {
  readonly origin: StoredOrigin
  /** `release 12 (3f2a91c of 2026-01-01 10:02 UTC)` */
  readonly name: string
}

/** A release as the cluster has kept it. */
export interface FoundRelease extends LocatedRelease {
  readonly record: ReleaseRecord
}

/** Says which release is asked for, of all that are kept. Throws a `UserError` (refused) where none of them can be brought back. */
export function locateStored(
  stored: readonly StoredRelease[],
  it: StoredQuestion,
): LocatedRelease & { readonly chosen: StoredRelease } {
  const chosen = chooseStored(stored, it.asked, it)
  const own = stored.filter(({ repository }) => repository === it.repository)
  const origin = { from: contentOf(chosen), over: Math.max(0, ...own.map(newestKnown)) }
  return { chosen, origin, name: releaseName(chosen) }
}

/** Finds the release and reads it. Throws a `UserError` (refused) where it cannot be brought back. */
export async function findStored(cluster: Cluster, it: StoredQuestion): Promise<FoundRelease> {
  const { key, signal } = it
  const store = new ReleaseStore(cluster, key)
  try {
    const { chosen, origin, name } = locateStored(await store.list(signal), it)
    const read = await store.read(chosen, signal)
    if ('problem' in read) throw new UserError('stored-release-unusable', `${name} ${read.problem}`)
    return { record: read.record, origin, name }
  } catch (thrown) {
    signal.throwIfAborted()
    const broken = connectionProblem(thrown, cluster.server)
    if (broken !== undefined) throw broken
    if (!(thrown instanceof KubernetesError)) throw thrown
    throw new UserError('stored-release-unusable', `the releases cannot be read from the cluster (${thrown.message})`)
  }
}
