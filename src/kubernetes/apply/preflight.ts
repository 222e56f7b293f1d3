import { type Finding, UserError } from '../../errors.ts'
import { concurrently } from '../api/concurrently.ts'
import { type Discovery, discover, pathOf, type Resource } from '../api/discovery.ts'
import { KubernetesError } from '../api/error.ts'
import { isNamespace, mappingAt, nameOf } from '../api/objects.ts'
import type { Cluster } from '../connection/cluster.ts'
import { connectionProblem } from '../connection/problem.ts'
import { duplicateOf } from '../manifests/checks.ts'
import { locationOf, type Manifest, type ObjectSet } from '../manifests/manifest.ts'
import { findingsFrom } from './api-findings.ts'
import { PodSecurityLevels, warningFinding } from './api-warnings.ts'
import type { Plan, PlannedObject } from './plan.ts'
import { serverSideApply } from './server-side-apply.ts'
import { stageOf } from './stages.ts'

export type { Plan } from './plan.ts'

/**
 * Validates the set against the cluster by a dry run of all objects at once. Writes nothing.
 * Throws one `UserError` (refused, `preflight-failed`) with every finding.
 */
export async function preflight(
  cluster: Cluster,
  set: ObjectSet,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Plan> {
  try {
    return await checkAll(cluster, set, options.signal)
  } catch (thrown) {
    throw connectionProblem(thrown, cluster.server) ?? thrown
  }
}

async function checkAll(cluster: Cluster, set: ObjectSet, signal: AbortSignal | undefined): Promise<Plan> {
  const discovery = await discover(
    cluster.client,
    set.manifests.map(manifest => manifest.object),
    signal,
  )
  const own = new Set(
    set.manifests.filter(({ object }) => isNamespace(object)).map(({ object }) => object.metadata.name),
  )
  const warnings: Finding[] = []
  const findings: Finding[] = []
  const placed = set.manifests.flatMap(manifest => place(cluster, discovery, manifest, findings) ?? [])
  findings.push(...duplicates(placed.map(({ planned }) => planned)))
  const podSecurity = new PodSecurityLevels(cluster.client, set.manifests, signal)
  const about = { own, findings, warnings, podSecurity, signal }
  const objects = await concurrently(placed, one => dryRunObject(cluster, one, about))
  const order = new Map(set.manifests.map((manifest, index) => [locationOf(manifest), index]))
  const position = ({ where = '' }: Finding): number => order.get(where) ?? 0
  const unique = withoutRepeats(findings.sort((a, b) => position(a) - position(b)))
  if (unique.length > 0) throw UserError.from(unique, { reason: 'preflight-failed' })
  return { objects, warnings }
}

interface Placed {
  readonly planned: PlannedObject
  readonly resource: Resource
}

function place(cluster: Cluster, discovery: Discovery, manifest: Manifest, findings: Finding[]): Placed | undefined {
  const { object } = manifest
  const resource = discovery.resourceOf(object)
  if (resource === undefined) {
    const text = `${nameOf(object)}: the cluster has no ${object.kind} in ${object.apiVersion}; check the apiVersion, or install its CRD`
    findings.push({ reason: 'kind-unknown', where: locationOf(manifest), text })
    return undefined
  }
  const namespace = resource.namespaced ? (object.metadata.namespace ?? cluster.namespace) : undefined
  const planned: PlannedObject = {
    manifest,
    path: pathOf(object, resource, cluster.namespace),
    ...(namespace === undefined ? {} : { namespace }),
    stage: stageOf(object),
  }
  return { planned, resource }
}

/** Two objects, one with the default namespace and one without a namespace, have the same path. */
function duplicates(planned: readonly PlannedObject[]): readonly Finding[] {
  const first = new Map<string, Manifest>()
  return planned.flatMap(({ path, manifest }) => {
    const before = first.get(path)
    if (before === undefined) first.set(path, manifest)
    return before === undefined ? [] : [duplicateOf(manifest, before)]
  })
}

interface DryRunContext {
  /** Namespaces that the set itself makes. */
  readonly own: ReadonlySet<string>
  readonly findings: Finding[]
  readonly warnings: Finding[]
  readonly podSecurity: PodSecurityLevels
  readonly signal: AbortSignal | undefined
}

async function dryRunObject(
  cluster: Cluster,
  { planned, resource }: Placed,
  about: DryRunContext,
): Promise<PlannedObject> {
  if (!resource.served) return planned
  const { manifest } = planned
  try {
    const {
      code,
      body,
      warnings = [],
    } = await serverSideApply(cluster.client, planned.path, manifest.object, {
      dryRun: true,
      signal: about.signal,
    })
    for (const warning of warnings) {
      const refusal = await about.podSecurity.refusal(manifest, planned.namespace ?? '', warning)
      if (refusal === undefined) about.warnings.push(warningFinding(manifest, warning))
      else about.findings.push(refusal)
    }
    const version = mappingAt(body, 'metadata')?.resourceVersion
    return code === 201 || typeof version !== 'string' ? planned : { ...planned, resourceVersion: version }
  } catch (thrown) {
    if (!(thrown instanceof KubernetesError) || thrown.reason === 'Transport' || thrown.code === 401) throw thrown
    const missing = thrown.code === 404 && thrown.details.kind === 'namespaces'
    if (missing && about.own.has(thrown.details.name)) return planned
    if (/does not support dry run/.test(thrown.message)) {
      const text = `${nameOf(manifest.object)}: not validated, because an admission webhook of the cluster does not support dry run`
      about.warnings.push({ reason: 'dry-run-unsupported', where: locationOf(manifest), text })
      return planned
    }
    about.findings.push(...findingsFrom(thrown, manifest))
    return planned
  }
}

/** A missing namespace is one finding, not one for each object in it. */
function withoutRepeats(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>()
  return findings.filter(({ reason, where, text }) => {
    const key = reason === 'namespace-missing' ? text : `${reason} ${where} ${text}`
    return !seen.has(key) && seen.add(key)
  })
}
