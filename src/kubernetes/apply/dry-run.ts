import { randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Finding } from '../../errors.ts'
import type { ApiResponse } from '../api/client.ts'
import { KubernetesError } from '../api/error.ts'
import { isMapping, type KubeObject, mappingAt, nameOf } from '../api/objects.ts'
import type { Cluster } from '../connection/cluster.ts'
import { locationOf } from '../manifests/manifest.ts'
import { withFieldChanged } from '../manifests/pod-templates.ts'
import { adoptionOf, removedBy } from './adoption.ts'
import { findingsFrom } from './api-findings.ts'
import { type PodSecurityLevels, warningFinding } from './api-warnings.ts'
import { type ConfigIndex, withConfigHash } from './config-hash.ts'
import { conflictsIn, type FieldConflict, isAutoscaled, isOverwritten, isWrittenBack } from './conflicts.ts'
import { adoptionFindings, leftBehind, overwrittenFinding, terminatingFinding } from './found-over-live.ts'
import { type LiveObjects, otherOwner, overLive } from './live-object.ts'
import type { PlannedObject } from './plan.ts'
import { mayBeRecreated, recreationFinding, tryDeletion } from './recreation.ts'
import { overSwitched, switchedKey } from './rollout-services.ts'
import { autoscaledKey } from './scaled-by.ts'
import { serverSideApply } from './server-side-apply.ts'

/** What the dry runs of a set share. */
export interface DryRunContext {
  /** Namespaces that the set itself makes. */
  readonly own: ReadonlySet<string>
  readonly findings: Finding[]
  readonly warnings: Finding[]
  readonly podSecurity: PodSecurityLevels
  /** The ConfigMaps and Secrets of the set. */
  readonly config: ConfigIndex
  /** Whether pods are restarted when what they read of those changes. */
  readonly restartOnConfig: boolean
  /** The paths of objects whose data, or whose pod template, the apply would change. */
  readonly changes: Set<string>
  /** What autoscalers of the set scale, as `autoscaledKey` writes it. */
  readonly autoscaled: ReadonlySet<string>
  /** What Rollouts of the set have taken over and keep scaled down, written the same way. */
  readonly scaledDown: ReadonlySet<string>
  /** The Services that Rollouts of the set name, as `switchedKey` writes them. */
  readonly switched: ReadonlySet<string>
  readonly live: LiveObjects
  readonly signal: AbortSignal | undefined
}

/** Reads the live object and tries the apply over it; writes nothing. Gives the object as it is to be applied. */
export async function dryRunObject(
  cluster: Cluster,
  placed: PlannedObject,
  about: DryRunContext,
): Promise<PlannedObject> {
  const live = await about.live.at(placed.path)
  const planned = await hashed(live === undefined ? placed : plannedOver(placed, live, about), live, about)
  if (planned === undefined) return placed
  try {
    return await tried(cluster, planned, live, about)
  } catch (thrown) {
    if (!(thrown instanceof KubernetesError) || thrown.reason === 'Transport' || thrown.code === 401) throw thrown
    const missing = thrown.code === 404 && thrown.details.kind === 'namespaces'
    if (missing && about.own.has(thrown.details.name)) return planned
    if (/does not support dry run/.test(thrown.message)) {
      const text = `${nameOf(planned.manifest.object)}: not validated, because an admission webhook of the cluster does not support dry run`
      about.warnings.push({ reason: 'dry-run-unsupported', where: locationOf(planned.manifest), text })
      return live === undefined ? planned : { ...planned, live }
    }
    const findings = findingsFrom(thrown, planned.manifest)
    const isFixed = live !== undefined && findings.every(({ reason }) => reason === 'field-immutable')
    const again = isFixed ? await recreated(cluster, planned, { live, findings }, about) : undefined
    if (again === undefined) about.findings.push(...findings)
    return again ?? planned
  }
}

/** The plan to delete the object first, where its template says so and the cluster would take both; else undefined. */
async function recreated(
  cluster: Cluster,
  { adoption: _, ...planned }: PlannedObject,
  { live, findings }: { readonly live: KubeObject; readonly findings: readonly Finding[] },
  about: DryRunContext,
): Promise<PlannedObject | undefined> {
  const { manifest } = planned
  const may = mayBeRecreated(manifest.object, live)
  if (may === false) return undefined
  if (may !== true) {
    const text = `${nameOf(manifest.object)}: ${may.problem}`
    about.findings.push({ reason: 'field-immutable', where: locationOf(manifest), text })
    return undefined
  }
  try {
    await tryDeletion(cluster, planned.path, live, about.signal)
    await tryCreation(cluster, planned, about.signal)
  } catch (thrown) {
    if (!(thrown instanceof KubernetesError) || thrown.reason === 'Transport') throw thrown
    about.findings.push(...findingsFrom(thrown, manifest))
    return undefined
  }
  about.changes.add(planned.path)
  about.warnings.push(recreationFinding(manifest, findings))
  return { ...planned, live, recreated: true }
}

/** Undefined for an object of another service, and for one that goes: both are findings. */
function plannedOver(placed: PlannedObject, live: KubeObject, about: DryRunContext): PlannedObject | undefined {
  const { manifest } = placed
  const owner = otherOwner(manifest.object, live)
  if (owner !== undefined) {
    const text = `${nameOf(manifest.object)}: exists already and belongs to ${owner}; give it another name or namespace, or release it with kubectl label ${kubectlName(live)} commit-train.dev/service- commit-train.dev/environment-`
    about.findings.push({ reason: 'object-of-another', where: locationOf(manifest), text })
    return undefined
  }
  if (live.metadata.deletionTimestamp !== undefined) {
    about.findings.push(terminatingFinding(manifest, live))
    return undefined
  }
  const { kind, metadata } = manifest.object
  const key = autoscaledKey(kind, placed.namespace, metadata.name)
  // The scale that an autoscaler has set is not always recorded as its own.
  const isAutoscaled = about.autoscaled.has(key) && mappingAt(live, 'spec')?.replicas !== 0
  const keepsScale = isAutoscaled || about.scaledDown.has(key)
  const whole = overLive(keepsScale ? withoutReplicas(manifest.object) : manifest.object, live)
  const isSwitched = kind === 'Service' && about.switched.has(switchedKey(placed.namespace, metadata.name))
  const { object, force } = isSwitched ? overSwitched(whole, live) : { object: whole, force: false }
  const adoption = adoptionOf(live, object)
  const forced = force ? { force } : {}
  return { ...placed, manifest: { ...manifest, object }, ...forced, ...(adoption === undefined ? {} : { adoption }) }
}

async function hashed(
  planned: PlannedObject | undefined,
  live: KubeObject | undefined,
  about: DryRunContext,
): Promise<PlannedObject | undefined> {
  if (planned === undefined || !about.restartOnConfig) return planned
  const { manifest } = planned
  const reads = about.config.readBy(manifest.object, planned.namespace ?? '')
  return { ...planned, manifest: { ...manifest, object: await withConfigHash(manifest.object, live, reads) } }
}

async function tried(
  cluster: Cluster,
  planned: PlannedObject,
  live: KubeObject | undefined,
  about: DryRunContext,
): Promise<PlannedObject> {
  const { manifest, adoption } = planned
  try {
    // What is to be adopted is still another's here, so only by force does the dry run get further. What people have
    // changed by hand is first reported.
    const force = adoption?.byHand === false || planned.force === true
    const answer = await serverSideApply(cluster.client, planned.path, manifest.object, {
      ...{ dryRun: true, force, signal: about.signal },
    })
    await tellWarnings(answer, planned, about)
    let removedFields: readonly string[] = []
    if (adoption !== undefined) {
      removedFields = removedBy(adoption, live, answer.body, await asCreated(cluster, planned, about))
      if (removedFields.length > 0) about.changes.add(planned.path)
      about.warnings.push(...adoptionFindings(manifest, adoption, removedFields))
    }
    about.warnings.push(...leftBehind(manifest, live, answer.body))
    if (live === undefined || changes(live, answer.body)) about.changes.add(planned.path)
    const seen = { seenAt: answer.at, answer: { object: answer.body as KubeObject, created: answer.code === 201 } }
    if (live === undefined) return { ...planned, ...seen }
    // Equal to its last bit, owners of its fields included: an apply would do nothing.
    const same = adoption === undefined && isDeepStrictEqual(live, answer.body)
    const gone = removedFields.length === 0 ? {} : { removedFields }
    return { ...planned, live, ...seen, ...gone, ...(same ? { unchanged: { object: live, at: answer.at } } : {}) }
  } catch (thrown) {
    const adopted = live === undefined ? undefined : await asAdopted(cluster, planned, { live, thrown }, about)
    if (adopted !== undefined) return adopted
    const conflicts = thrown instanceof KubernetesError ? conflictsIn(thrown) : []
    const isOurs = (one: FieldConflict): boolean => isOverwritten(one) || isWrittenBack(manifest.object, one)
    if (conflicts.length === 0 || !conflicts.every(one => isOurs(one) || isAutoscaled(one))) throw thrown
    const overwritten = conflicts.filter(isOverwritten)
    about.warnings.push(...overwritten.map(({ field, manager }) => overwrittenFinding(manifest, field, manager)))
    const object = conflicts.some(isAutoscaled) ? withoutReplicas(manifest.object) : manifest.object
    const again = { ...planned, manifest: { ...manifest, object } }
    return tried(cluster, conflicts.some(isOurs) ? { ...again, force: true } : again, live, about)
  }
}

/**
 * What is to be adopted may be invalid beside what the tool before us owns, such as another kind of probe, which goes
 * with the adoption. Then it is tried as a new object; undefined where it is wrong for another reason.
 */
async function asAdopted(
  cluster: Cluster,
  planned: PlannedObject,
  { live, thrown }: { readonly live: KubeObject; readonly thrown: unknown },
  about: DryRunContext,
): Promise<PlannedObject | undefined> {
  const { manifest, adoption } = planned
  if (adoption === undefined || !(thrown instanceof KubernetesError) || thrown.code !== 422) return undefined
  if (findingsFrom(thrown, manifest).some(({ reason }) => reason === 'field-immutable')) return undefined
  const answer = await tryCreation(cluster, planned, about.signal).catch(() => undefined)
  about.signal?.throwIfAborted()
  if (answer === undefined) return undefined
  await tellWarnings(answer, planned, about)
  const removedFields = removedBy(adoption, live, answer.body, answer.body)
  about.warnings.push(...adoptionFindings(manifest, adoption, removedFields))
  about.changes.add(planned.path)
  return { ...planned, live, seenAt: answer.at, removedFields }
}

async function tellWarnings(
  { warnings = [] }: ApiResponse,
  planned: PlannedObject,
  about: DryRunContext,
): Promise<void> {
  for (const warning of warnings) {
    const refusal = await about.podSecurity.refusal(planned.manifest, planned.namespace ?? '', warning)
    if (refusal === undefined) about.warnings.push(warningFinding(planned.manifest, warning))
    else about.findings.push(refusal)
  }
}

/** What pods read, and what makes new pods. */
function changes(live: unknown, after: unknown): boolean {
  return [['data'], ['binaryData'], ['spec', 'template']].some(
    path => !isDeepStrictEqual(mappingAt(live, ...path), mappingAt(after, ...path)),
  )
}

/** The object with the server's defaults and nothing else; undefined where it cannot be had. */
async function asCreated(cluster: Cluster, planned: PlannedObject, about: DryRunContext): Promise<unknown> {
  try {
    return (await tryCreation(cluster, planned, about.signal)).body
  } catch {
    about.signal?.throwIfAborted()
    // Then defaults are named as removed, too.
    return undefined
  }
}

/** The object as it would be created, by a dry run under a name that nothing has. */
async function tryCreation(
  { client }: Cluster,
  { path, manifest }: PlannedObject,
  signal: AbortSignal | undefined,
): Promise<ApiResponse> {
  const name = `dry-run-${randomBytes(8).toString('hex')}`
  const object = withFieldChanged(manifest.object, ['metadata', 'name'], () => name)
  const options = { dryRun: true, force: false, signal }
  return serverSideApply(client, `${path.slice(0, path.lastIndexOf('/') + 1)}${name}`, object, options)
}

function withoutReplicas(object: KubeObject): KubeObject {
  return withFieldChanged(object, ['spec'], spec =>
    Object.fromEntries(Object.entries(isMapping(spec) ? spec : {}).filter(([field]) => field !== 'replicas')),
  )
}

function kubectlName({ kind, metadata }: KubeObject): string {
  return `${kind.toLowerCase()}/${metadata.name}${metadata.namespace === undefined ? '' : ` -n ${metadata.namespace}`}`
}
