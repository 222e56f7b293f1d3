import { type Finding, UserError } from '../../errors.ts'
import { KubernetesError } from '../api/error.ts'
import { groupOf, type KubeObject, mappingAt, mappingsIn, nameOf } from '../api/objects.ts'
import type { Cluster } from '../connection/cluster.ts'
import { IMMUTABLE_ANNOTATION, onImmutable } from '../kinds/annotations.ts'
import { locationOf, type Manifest } from '../manifests/manifest.ts'
import type { PlannedObject } from './plan.ts'

/** Whether the annotation of an object lets it be deleted and created again; the problem where that would lose data. */
export function mayBeRecreated(object: KubeObject, live: KubeObject): true | false | { readonly problem: string } {
  const allowed = onImmutable(object)
  if (allowed === undefined) return false
  const lost = allowed === 'recreate' ? lostWith(live) : undefined
  if (lost === undefined) return true
  return {
    problem: `is not recreated, because ${lost}; where nothing of it is needed, set the annotation ${IMMUTABLE_ANNOTATION} to recreate-and-lose-data`,
  }
}

function lostWith({ apiVersion, kind, spec }: KubeObject): string | undefined {
  const group = groupOf(apiVersion)
  if (kind === 'PersistentVolumeClaim' && group === '') return 'the data of its volume could go with it'
  const claims = mappingsIn(mappingAt(spec)?.volumeClaimTemplates)
  if (kind !== 'StatefulSet' || group !== 'apps' || claims.length === 0) return undefined
  return 'its pods have claims, whose data could go with it'
}

/** How an object is deleted: only the one that was seen, and what it owns first, so that no old pod is left beside the new ones. */
const deletionOf = (live: KubeObject): object => ({
  ...{ apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy: 'Foreground' },
  preconditions: { uid: live.metadata.uid },
})

/** Tries the deletion without doing it. */
export async function tryDeletion(
  { client }: Cluster,
  path: string,
  live: KubeObject,
  signal?: AbortSignal,
): Promise<void> {
  await client.remove(path, deletionOf(live), { query: { dryRun: 'All' }, signal })
}

/** What is said before an object is recreated. */
export function recreationFinding(manifest: Manifest, immutable: readonly Finding[]): Finding {
  const [field = ''] = /^\S+ cannot be changed/.exec(immutable[0]?.text.replace(/^\S+: /, '') ?? '') ?? []
  const text = `${nameOf(manifest.object)}: ${field} once it exists, so it is deleted and created again (annotation ${IMMUTABLE_ANNOTATION})`
  return { reason: 'object-recreated', where: locationOf(manifest), text }
}

/** Pods have half a minute to end, by default. */
const LONGEST_MS = 120_000
const BETWEEN_LOOKS_MS = 200

/** Deletes the object that was seen at the preflight, and waits until it is gone. */
export async function removeFirst(
  { client, clock, log }: Cluster,
  { path, manifest }: PlannedObject,
  live: KubeObject,
  signal: AbortSignal | undefined,
): Promise<void> {
  log.info(`- ${nameOf(live)} deleted, to be created again`)
  await client.remove(path, deletionOf(live), { signal }).catch(ifNotGone)
  const end = clock.now() + LONGEST_MS
  for (;;) {
    const left = await client.get(path, { signal }).catch(ifNotGone)
    if (left === undefined || mappingAt(left.body, 'metadata')?.uid !== live.metadata.uid) return
    if (clock.now() >= end) {
      const text = `${nameOf(live)}: was deleted to be created again, and is still there after ${LONGEST_MS / 1000} s; see its finalizers and its pods, then deploy again`
      const findings: readonly Finding[] = [{ reason: 'object-terminating', where: locationOf(manifest), text }]
      throw new UserError('apply-failed', text, { findings })
    }
    await clock.sleep(BETWEEN_LOOKS_MS, signal)
  }
}

function ifNotGone(thrown: unknown): undefined {
  if (!(thrown instanceof KubernetesError && thrown.code === 404)) throw thrown
}
