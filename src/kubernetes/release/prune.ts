import { concurrently } from '../api/concurrently.ts'
import { groupOf, type KubeObject } from '../api/objects.ts'
import type { PlannedObject } from '../apply/plan.ts'
import type { Cluster } from '../connection/cluster.ts'
import type { ReleaseKey } from '../manifests/labels.ts'
import { addressIn, type LeftObject } from './inventory.ts'
import { lookAt } from './live-look.ts'
import { Users } from './needed.ts'
import { whyNotOurs } from './ownership.ts'
import { endsByItself, whyKept, whyOnlyWhenWanted } from './protected-kinds.ts'
import type { LeavingObject, ObjectAddress } from './record.ts'

/** An object that left the templates and stays, and why, as the end of a sentence. */
export interface KeptObject {
  readonly address: ObjectAddress
  readonly why: string
}

/** What is to be removed, and what stays although it left the templates. */
export interface PrunePlan {
  readonly pruned: readonly LeavingObject[]
  /** What stays this time: a later release looks again. */
  readonly later: readonly LeavingObject[]
  readonly kept: readonly KeptObject[]
  /** Asked right before the removal: why nothing may be removed any more. */
  readonly whyNot?: (signal: AbortSignal) => Promise<string | undefined>
}

/** What a plan to prune is made of. */
interface PruneQuestion {
  readonly key: ReleaseKey
  readonly planned: readonly PlannedObject[]
  readonly signal: AbortSignal
  /** Who else has put an object up, and needs it. */
  readonly elsewhere?: (address: ObjectAddress) => string | undefined
}

/** Looks at what earlier releases have left, and decides about each object: in doubt it stays. Writes nothing. */
export async function planPrune(
  cluster: Cluster,
  left: readonly LeftObject[],
  { key, planned, signal, elsewhere = () => undefined }: PruneQuestion,
): Promise<PrunePlan> {
  const uids = new Set(planned.flatMap(({ live }) => live?.metadata.uid ?? []))
  const looked = await concurrently(left, async (one): Promise<readonly Judged[]> => {
    if (endsByItself(one)) return []
    const address = addressIn(one)
    const look = await lookAt(cluster, address, signal)
    if (look.kind === 'absent') return []
    if (look.kind !== 'found') {
      return [{ address, live: one.object, why: look.why, isLater: look.kind === 'unreadable' }]
    }
    const { live } = look
    const { uid = '', deletionTimestamp } = live.metadata
    // In another version of its API, or under another group, it may be in the set.
    if (uids.has(uid) || deletionTimestamp !== undefined) return []
    return [{ address: { ...address, uid }, live, why: whyStays(one, live, key) ?? elsewhere(address) }]
  })
  return withNeeds(looked.flat(), planned)
}

/** The same plan where nothing may be removed this time. `why`: as the end of a sentence. */
export function leftToTheNext({ pruned, later, kept }: PrunePlan, why: string): PrunePlan {
  return { pruned: [], later: [...later, ...pruned], kept: [...kept, ...pruned.map(address => ({ address, why }))] }
}

/** Why an object stays, apart from what needs it. Also asked again right before it is removed. */
export function whyStays(target: LeavingObject, live: KubeObject, key: ReleaseKey): string | undefined {
  const { uid } = live.metadata
  // A record can be edited, its checksum too: what protects a kind must hold for what is there.
  if (!isAt(live, target)) return 'its record says that it is something else'
  if (target.uid !== undefined && target.uid !== uid) return 'it was deleted and created again since'
  return whyKept(target) ?? whyNotOurs(live, key) ?? whyOnlyWhenWanted(target, live)
}

function isAt({ apiVersion, kind, metadata }: KubeObject, target: ObjectAddress): boolean {
  const isKind = kind === target.kind && groupOf(apiVersion) === groupOf(target.apiVersion)
  return isKind && metadata.name === target.name && metadata.namespace === target.namespace
}

/** What was found about one object. */
interface Judged {
  readonly address: LeavingObject
  /** As it is, or as a release had it. */
  readonly live: KubeObject | undefined
  readonly why: string | undefined
  readonly isLater?: boolean
}

/** Keeps what the set needs, and what anything needs that stays. */
function withNeeds(judged: readonly Judged[], planned: readonly PlannedObject[]): PrunePlan {
  const placedOf = ({ address, live }: Judged) =>
    live === undefined ? [] : [{ object: live, namespace: address.namespace }]
  const staying = judged.filter(({ why }) => why !== undefined)
  const users = new Users([
    ...planned.map(({ manifest: { object }, namespace }) => ({ object, namespace })),
    ...staying.flatMap(placedOf),
  ])
  let going = judged.filter(({ why }) => why === undefined)
  for (;;) {
    const needed = going.flatMap((one): readonly Judged[] => {
      const user = users.of(one.address, one.live)
      return user === undefined ? [] : [{ ...one, why: `${user} still uses it`, isLater: true }]
    })
    if (needed.length === 0) break
    const paths = new Set(needed.map(({ address }) => address.path))
    going = going.filter(({ address }) => !paths.has(address.path))
    staying.push(...needed)
    for (const one of needed.flatMap(placedOf)) users.add(one)
  }
  return {
    pruned: going.map(({ address }) => address),
    later: staying.flatMap(({ address, isLater }) => (isLater === true ? [address] : [])),
    kept: staying.map(({ address, why = '' }) => ({ address, why })),
  }
}
