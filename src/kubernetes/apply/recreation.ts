import { type Finding, UserError } from '../../errors.ts'
import { KubernetesError } from '../api/error.ts'
import { groupOf, type KubeObject, mappingAt, mappingsIn, nameOf } from '../api/objects.ts'
import type { Cluster } from '../connection/cluster.ts'
import { IMMUTABLE_ANNOTATION, isRecreatable } from '../kinds/annotations.ts'
import { locationOf, type Manifest } from '../manifests/manifest.ts'
import type { PlannedObject } from './plan.ts'

/** Kinds that keep nothing but what their template says, each with its group. */
const WITHOUT_DATA: ReadonlySet<string> = new Set([
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].map(kind => `apps/${kind}`),
  'batch/Job',
  '/Pod',
])

/** Whether the annotation of an object lets it be deleted and created again; the problem where that could lose data. */
export function mayBeRecreated(object: KubeObject, live: KubeObject): true | false | { readonly problem: string } {
  if (!isRecreatable(object)) return false
  const lost = lostWith(live)
  if (lost === undefined) return true
  return { problem: `is not recreated, because ${lost}; delete it by hand if nothing of it is needed` }
}

/** Whether the annotation would let such an object be deleted and created again. */
export function couldBeRecreated(object: KubeObject): boolean {
  return lostWith(object) === undefined
}

function lostWith({ apiVersion, kind, spec }: KubeObject): string | undefined {
  if (!WITHOUT_DATA.has(`${groupOf(apiVersion)}/${kind}`)) {
    return 'only Jobs, Pods and workloads without claims are: others may hold data or addresses'
  }
  const claims = mappingsIn(mappingAt(spec)?.volumeClaimTemplates)
  return claims.length === 0 ? undefined : 'its pods have claims, whose data could go with it'
}

/** How an object is deleted: only the one that was seen, and what it owns first, so that no old pod is left beside the new ones. */
const deletionOf = (live: KubeObject): object => ({
  ...{ apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy: 'Foreground' },
  preconditions: { uid: live.metadata.uid },
})

/**
 * Tries the deletion without doing it. The server reads the options of a deletion from its body where there is one, and then
 * nothing from the query (`pkg/endpoints/handlers/delete.go` of Kubernetes): `dryRun` in the query alone would delete.
 */
export async function tryDeletion(
  { client }: Cluster,
  path: string,
  live: KubeObject,
  signal?: AbortSignal,
): Promise<void> {
  await client.remove(path, { ...deletionOf(live), dryRun: ['All'] }, { query: { dryRun: 'All' }, signal })
}

/** What is said before an object is recreated. */
export function recreationFinding(manifest: Manifest, immutable: readonly Finding[]): Finding {
  const [field = ''] = /^\S+ cannot be changed/.exec(immutable[0]?.text.replace(/^\S+: /, '') ?? '') ?? []
  const text = `${nameOf(manifest.object)}: ${field} once it exists, so it is deleted and created again (annotation ${IMMUTABLE_ANNOTATION})`
  return { reason: 'object-recreated', where: locationOf(manifest), text }
}

/** Pods have half a minute to end, by default; with a longer time of their own, that and a minute. */
const LONGEST_MS = 120_000
const BETWEEN_LOOKS_MS = 200

/** Deletes the object that was seen at the preflight, and waits until it is gone. */
export async function removeFirst(
  { client, clock, log }: Cluster,
  { path, manifest }: PlannedObject,
  live: KubeObject,
  signal: AbortSignal | undefined,
): Promise<void> {
  log.info(`- ${nameOf(live)} is deleted, to be created again`)
  await client.remove(path, deletionOf(live), { signal }).catch(ifNotGone)
  const longest = Math.max(LONGEST_MS, graceOf(live) + 60_000)
  const end = clock.now() + longest
  for (;;) {
    const left = await client.get(path, { signal }).catch(ifNotGone)
    if (left === undefined || mappingAt(left.body, 'metadata')?.uid !== live.metadata.uid) return
    if (clock.now() >= end) {
      const text = `${nameOf(live)}: was deleted to be created again, and is still there after ${longest / 1000} s; see its finalizers and its pods, then deploy again`
      const findings: readonly Finding[] = [{ reason: 'object-terminating', where: locationOf(manifest), text }]
      throw new UserError('apply-failed', text, { findings })
    }
    await clock.sleep(BETWEEN_LOOKS_MS, signal)
  }
}

/** How long the pods of an object may take to end, in milliseconds. */
function graceOf({ kind, spec }: KubeObject): number {
  const pod = kind === 'Pod' ? mappingAt(spec) : mappingAt(spec, 'template', 'spec')
  const seconds = pod?.terminationGracePeriodSeconds
  return typeof seconds === 'number' ? seconds * 1000 : 0
}

function ifNotGone(thrown: unknown): undefined {
  if (!(thrown instanceof KubernetesError && thrown.code === 404)) throw thrown
}
