import { type Finding, UserError } from '../../errors.ts'
import { concurrently } from '../api/concurrently.ts'
import { type Discovery, discover, pathOf, type Resource } from '../api/discovery.ts'
import { isNamespace, type KubeObject, nameOf } from '../api/objects.ts'
import type { Cluster } from '../connection/cluster.ts'
import { connectionProblem } from '../connection/problem.ts'
import { duplicateOf } from '../manifests/checks.ts'
import { replacesPods } from '../manifests/config-reads.ts'
import type { ReleaseKey } from '../manifests/labels.ts'
import { locationOf, type Manifest, type ObjectSet } from '../manifests/manifest.ts'
import { PodSecurityLevels } from './api-warnings.ts'
import { clusterContext } from './cluster-context.ts'
import { ConfigIndex } from './config-hash.ts'
import { dryRunObject } from './dry-run.ts'
import { LiveObjects } from './live-object.ts'
import type { Plan, PlannedObject } from './plan.ts'
import { switchedIn } from './rollout-services.ts'
import { autoscaledIn, scaledDownIn } from './scaled-by.ts'
import { stageOf } from './stages.ts'
import { withSwitches } from './switches.ts'

export type { Plan } from './plan.ts'

/**
 * Validates the set against the cluster by a dry run of all objects at once. Writes nothing.
 * Throws one `UserError` (refused, `preflight-failed`) with every finding.
 */
export async function preflight(cluster: Cluster, set: ObjectSet, options: PreflightOptions = {}): Promise<Plan> {
  try {
    return await checkAll(cluster, set, options)
  } catch (thrown) {
    throw connectionProblem(thrown, cluster.server) ?? thrown
  }
}

export interface PreflightOptions {
  readonly signal?: AbortSignal
  /** Whether pods are restarted when a ConfigMap or Secret of the set that they read changes; default: true. */
  readonly restartOnConfig?: boolean
  /** Whose the set is: what else belongs to it in the cluster is reported. */
  readonly key?: ReleaseKey
}

async function checkAll(cluster: Cluster, set: ObjectSet, options: PreflightOptions): Promise<Plan> {
  const { signal, restartOnConfig = true, key } = options
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
  const config = new ConfigIndex()
  for (const { planned } of placed) config.add(planned.manifest.object, planned.namespace ?? '')
  const changes = new Set<string>()
  const paths = placed.flatMap(({ planned, resource }) => (resource.served ? [planned.path] : []))
  const live = new LiveObjects(cluster.client, paths, signal)
  const everything = placed.map(({ planned }) => planned)
  const ofOthers = {
    autoscaled: autoscaledIn(everything),
    scaledDown: scaledDownIn(everything),
    switched: switchedIn(everything),
  }
  const about = { ...ofOthers, live, own, findings, warnings, podSecurity, config, restartOnConfig, changes, signal }
  const [objects, around] = await Promise.all([
    concurrently(placed, async ({ planned, resource }) =>
      resource.served ? dryRunObject(cluster, planned, about) : planned,
    ),
    clusterContext(cluster, everything, key, signal),
  ])
  warnings.push(...around.warnings)
  findings.push(...around.findings)
  const order = new Map(set.manifests.map((manifest, index) => [locationOf(manifest), index]))
  const position = ({ where = '' }: Finding): number => order.get(where) ?? 0
  const unique = withoutRepeats(findings.sort((a, b) => position(a) - position(b)))
  if (unique.length > 0) throw UserError.from(unique, { reason: 'preflight-failed' })
  warnings.push(...unread(objects, config, changes, restartOnConfig))
  return { objects: withSwitches(objects), warnings, left: around.left }
}

/** Workloads that keep their pods while what those have read changes. */
function unread(
  objects: readonly PlannedObject[],
  config: ConfigIndex,
  changes: ReadonlySet<string>,
  restartOnConfig: boolean,
): readonly Finding[] {
  const keyOf = ({ kind, metadata }: KubeObject, namespace: string): string => `${kind} ${namespace} ${metadata.name}`
  const changed = new Set(
    objects
      .filter(({ path }) => changes.has(path))
      .map(({ manifest, namespace = '' }) => keyOf(manifest.object, namespace)),
  )
  return objects.flatMap(({ manifest, path, live, namespace = '' }) => {
    if (live === undefined) return []
    const read = config.readBy(manifest.object, namespace).find(({ object }) => changed.has(keyOf(object, namespace)))
    const replaces = replacesPods(manifest.object)
    if (read === undefined || (replaces && (restartOnConfig || changes.has(path)))) return []
    const why = replaces ? 'policy: rollout.restart-on-config is off' : `a ${manifest.object.kind} is never restarted`
    const text = `${nameOf(manifest.object)}: its pods read ${nameOf(read.object)}, which changes, and are not restarted (${why})`
    return [{ reason: 'config-not-read', where: locationOf(manifest), text } as const]
  })
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

/** A missing namespace is one finding, not one for each object in it. */
function withoutRepeats(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>()
  return findings.filter(({ reason, where, text }) => {
    const key = reason === 'namespace-missing' ? text : `${reason} ${where} ${text}`
    return !seen.has(key) && seen.add(key)
  })
}
