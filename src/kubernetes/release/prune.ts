import type { Finding } from '../../errors.ts'
import { concurrently } from '../api/concurrently.ts'
import { KubernetesError } from '../api/error.ts'
import { ourApplyOf } from '../api/managed-fields.ts'
import { groupOf, type KubeObject, mappingAt, nameOf } from '../api/objects.ts'
import { apiText } from '../api/text.ts'
import type { LeftBehind, PlannedObject } from '../apply/plan.ts'
import type { Cluster } from '../connection/cluster.ts'
import { isPruneProtected, PRUNE_ANNOTATION } from '../kinds/annotations.ts'
import { labelValue, OWNER_LABELS, type ReleaseKey } from '../manifests/labels.ts'
import { isSecret } from '../manifests/secret-values.ts'
import { endsByItself, neededBy, whyKept } from './inventory.ts'
import { placed } from './prune-limits.ts'
import type { ObjectAddress } from './record.ts'

/** What is to be removed, and what stays although it left the templates. */
export interface PrunePlan {
  readonly pruned: readonly ObjectAddress[]
  /** What the set still needs: it goes when nothing needs it any more. */
  readonly needed: readonly ObjectAddress[]
  readonly kept: readonly LeftBehind[]
}

/** What a plan to prune is made of. */
interface PruneQuestion {
  readonly key: ReleaseKey
  readonly planned: readonly PlannedObject[]
  readonly signal: AbortSignal
}

/** Looks at what earlier releases have left, and decides about each object. Writes nothing. */
export async function planPrune(
  cluster: Cluster,
  left: readonly ObjectAddress[],
  { key, planned, signal }: PruneQuestion,
): Promise<PrunePlan> {
  const uids = new Set(planned.flatMap(({ live }) => live?.metadata.uid ?? []))
  const judged = await concurrently(left, async (address): Promise<PrunePlan> => {
    if (endsByItself(address)) return NOTHING
    const live = await liveOf(cluster, address, signal)
    // In another version of its API, or under another group, it may be in the set.
    if (live === undefined || (live !== 'unreadable' && uids.has(live.metadata.uid ?? ''))) return NOTHING
    const user = neededBy(address, planned)
    const why =
      whyKept(address) ??
      (user === undefined ? undefined : `${nameOf(user)} still uses it`) ??
      (live === 'unreadable' ? 'the credentials may not read it' : whyNotOurs(live, key))
    if (why === '') return NOTHING
    if (why === undefined) return { ...NOTHING, pruned: [address] }
    return {
      ...NOTHING,
      needed: user === undefined ? [] : [address],
      kept: [{ path: address.path, finding: keptFinding(address, why) }],
    }
  })
  return {
    pruned: judged.flatMap(({ pruned }) => pruned),
    needed: judged.flatMap(({ needed }) => needed),
    kept: judged.flatMap(({ kept }) => kept),
  }
}

const NOTHING: PrunePlan = { pruned: [], needed: [], kept: [] }

function keptFinding(address: ObjectAddress, why: string): Finding {
  return { reason: 'object-kept', text: `${placed(address)}: left the templates and stays, because ${why}` }
}

/** Why a live object is not removed: undefined where it may be, empty where there is nothing to say. */
function whyNotOurs(live: KubeObject, key: ReleaseKey): string | undefined {
  const { labels = {}, ownerReferences = [], deletionTimestamp } = live.metadata
  if (deletionTimestamp !== undefined || ownerReferences.length > 0) return ''
  if (isPruneProtected(live)) return `its annotation ${PRUNE_ANNOTATION} says so`
  const isOurs =
    labels[OWNER_LABELS.service] === labelValue(key.service) &&
    labels[OWNER_LABELS.environment] === labelValue(key.environment)
  if (!isOurs) return 'its labels do not say that it belongs to this service and environment'
  // Labels can be copied with the whole object.
  return ourApplyOf(live) === undefined ? 'another tool has put it up since' : undefined
}

/** Why an object could not be removed. */
interface Pruned {
  readonly address: ObjectAddress
  /** Absent where it is gone. */
  readonly problem?: Finding
}

/** A controller may write to an object while it is deleted. */
const MOST_TRIES = 5

/**
 * Removes what was planned, what gets traffic before what serves it. Each object is looked at again, and only the one that was
 * looked at is deleted; what it owns goes after it.
 */
export async function prune(
  cluster: Cluster,
  pruned: readonly ObjectAddress[],
  {
    key,
    signal,
    onPruned,
  }: { readonly key: ReleaseKey; readonly signal: AbortSignal; readonly onPruned: (done: Pruned) => void },
): Promise<void> {
  for (const [, together] of [...Map.groupBy(pruned, rankOf)].toSorted(([a], [b]) => a - b)) {
    await concurrently(together, async address => {
      signal.throwIfAborted()
      const problem = await removed(cluster, address, key, signal)
      onPruned({ address, ...(problem === undefined ? {} : { problem }) })
    })
  }
}

async function removed(
  cluster: Cluster,
  address: ObjectAddress,
  key: ReleaseKey,
  signal: AbortSignal,
): Promise<Finding | undefined> {
  for (let tries = 1; ; tries += 1) {
    try {
      const live = await liveOf(cluster, address, signal)
      if (live === undefined) return undefined
      const why = live === 'unreadable' ? 'the credentials may not read it' : whyNotOurs(live, key)
      if (why !== undefined || live === 'unreadable') return why === '' ? undefined : keptFinding(address, why ?? '')
      const { uid, resourceVersion } = live.metadata
      const options = { propagationPolicy: 'Background', preconditions: { uid, resourceVersion } }
      await cluster.client.remove(address.path, { apiVersion: 'v1', kind: 'DeleteOptions', ...options }, { signal })
      return undefined
    } catch (thrown) {
      signal.throwIfAborted()
      if (!(thrown instanceof KubernetesError)) throw thrown
      if (thrown.code === 404) return undefined
      if (thrown.code !== 409 || tries >= MOST_TRIES) return problemOf(thrown, address)
    }
  }
}

function problemOf({ code, message }: KubernetesError, address: ObjectAddress): Finding {
  const verb = code === 403 ? '; the Role needs delete on its kind' : ''
  // The server may quote the object.
  const why = isSecret(address) ? `HTTP ${code}` : apiText(message)
  return {
    reason: 'prune-failed',
    text: `${placed(address)}: left the templates, but could not be removed (${why})${verb}`,
  }
}

async function liveOf(
  { client }: Cluster,
  { path }: ObjectAddress,
  signal: AbortSignal,
): Promise<KubeObject | 'unreadable' | undefined> {
  try {
    const { body } = await client.get(path, { signal })
    return mappingAt(body, 'metadata')?.uid === undefined ? undefined : (body as KubeObject)
  } catch (thrown) {
    if (thrown instanceof KubernetesError && thrown.code === 404) return undefined
    if (thrown instanceof KubernetesError && thrown.code === 403) return 'unreadable'
    throw thrown
  }
}

/** What the API server calls first, then ways to the service, the service itself, what runs, and what that reads. */
function rankOf({ apiVersion, kind }: ObjectAddress): number {
  const group = groupOf(apiVersion)
  if (/^(admissionregistration|apiregistration)\.k8s\.io$/.test(group)) return 0
  if (/^(networking\.k8s\.io|gateway\.networking\.k8s\.io)$/.test(group)) return 1
  if (kind === 'Service') return 2
  return group === '' || group === 'rbac.authorization.k8s.io' ? 4 : 3
}
