import { concurrently } from '../api/concurrently.ts'
import { KubernetesError } from '../api/error.ts'
import { groupOf, mappingAt } from '../api/objects.ts'
import { apiText } from '../api/text.ts'
import type { Cluster } from '../connection/cluster.ts'
import { isRoute } from '../kinds/routes.ts'
import type { ReleaseKey } from '../manifests/labels.ts'
import { isSecret } from '../manifests/secret-values.ts'
import { ClusterUsers } from './cluster-users.ts'
import { lookAt } from './live-look.ts'
import { Users } from './needed.ts'
import { whyStays } from './prune.ts'
import type { LeavingObject, ObjectAddress } from './record.ts'

/** What came of one object that was to be removed. */
export type Removal =
  /** `finalizers`: what the cluster still waits for. */
  | { readonly kind: 'removed'; readonly address: ObjectAddress; readonly finalizers: readonly string[] }
  | { readonly kind: 'kept'; readonly address: ObjectAddress; readonly why: string }
  /** The cluster does not let it go. `why`: absent where the credentials may not delete it. */
  | { readonly kind: 'refused'; readonly address: ObjectAddress; readonly why?: string }

/** What removing needs. */
interface Removing {
  readonly key: ReleaseKey
  readonly signal: AbortSignal
  readonly onRemoval: (done: Removal) => void
}

/** A controller may write to an object while it is deleted. */
const MOST_TRIES = 5

/**
 * Removes what was planned, what gets traffic before what serves it. Each object is looked at again, and only the one that was
 * looked at is deleted; what it owns goes after it. What anything uses that stays after all stays, too.
 */
export async function removeAll(cluster: Cluster, pruned: readonly LeavingObject[], it: Removing): Promise<void> {
  const staying = new Users([])
  const inUse = new ClusterUsers(cluster, it.signal)
  for (const [, together] of [...Map.groupBy(pruned, rankOf)].toSorted(([a], [b]) => a - b)) {
    await concurrently(together, async address => {
      it.signal.throwIfAborted()
      const { done, uid } = await removed(cluster, address, it, { staying, inUse })
      if (done.kind === 'removed') inUse.without(address, uid)
      it.onRemoval(done)
    })
  }
}

/** Who may need an object. */
interface MayNeed {
  /** What was to be removed, and stays. */
  readonly staying: Users
  readonly inUse: ClusterUsers
}

async function removed(
  cluster: Cluster,
  address: LeavingObject,
  { key, signal }: Removing,
  { staying, inUse }: MayNeed,
): Promise<{ readonly done: Removal; readonly uid?: string | undefined }> {
  for (let tries = 1; ; tries += 1) {
    const look = await lookAt(cluster, address, signal)
    if (look.kind === 'absent') return { done: { kind: 'removed', address, finalizers: [] }, uid: address.uid }
    if (look.kind !== 'found') return { done: { kind: 'kept', address, why: look.why } }
    const { live } = look
    const { uid, resourceVersion, deletionTimestamp, finalizers = [] } = live.metadata
    if (deletionTimestamp !== undefined) return { done: { kind: 'removed', address, finalizers }, uid }
    const user = staying.of(address, live)
    const used = user === undefined ? undefined : `${user} still uses it, and could not be removed`
    const why = whyStays(address, live, key) ?? used ?? (await inUse.of(address))
    const stays = (done: Removal) => {
      staying.add({ object: live, namespace: address.namespace })
      return { done }
    }
    if (why !== undefined) return stays({ kind: 'kept', address, why })
    try {
      const options = { propagationPolicy: 'Background', preconditions: { uid, resourceVersion } }
      const body = { apiVersion: 'v1', kind: 'DeleteOptions', ...options }
      const answer = await cluster.client.remove(address.path, body, { signal })
      const isGoing = mappingAt(answer.body, 'metadata')?.deletionTimestamp !== undefined
      return { done: { kind: 'removed', address, finalizers: isGoing ? finalizers : [] }, uid }
    } catch (thrown) {
      signal.throwIfAborted()
      if (!(thrown instanceof KubernetesError)) throw thrown
      // Gone meanwhile, or changed: the next look says so.
      const mayChange = thrown.code === 404 || thrown.code === 409
      if (!mayChange || tries >= MOST_TRIES) return stays(refusal(thrown, address))
    }
  }
}

function refusal(thrown: KubernetesError, address: ObjectAddress): Removal {
  if (thrown.code === 403) return { kind: 'refused', address }
  // The server may quote the object.
  return { kind: 'refused', address, why: isSecret(address) ? `HTTP ${thrown.code}` : apiText(thrown.message) }
}

/** What the API server calls first, then ways to the service, the service itself, what runs, what that reads, who it is. */
function rankOf({ apiVersion, kind }: ObjectAddress): number {
  const group = groupOf(apiVersion)
  if (/^(admissionregistration|apiregistration)\.k8s\.io$/.test(group)) return 0
  if (isRoute({ apiVersion, kind })) return 1
  if (kind === 'Service') return 2
  if (group === 'rbac.authorization.k8s.io') return /Binding$/.test(kind) ? 5 : 6
  return kind === 'ServiceAccount' ? 6 : group === '' ? 4 : 3
}
