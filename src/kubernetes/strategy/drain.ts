import type { KubernetesVersion } from '../../domain/kubernetes-version.ts'
import { type Finding, UserError } from '../../errors.ts'
import { groupOf, isMapping, type KubeObject, mappingAt, mappingsIn, nameOf } from '../api/objects.ts'
import { isArgoRollout } from '../kinds/argo/rollout-object.ts'
import { podTemplatePath } from '../kinds/pod-workloads.ts'
import { locationOf, type Manifest, type ObjectSet } from '../manifests/manifest.ts'
import { withFieldChanged } from '../manifests/pod-templates.ts'
import { isServed, type ServiceSelector, serviceSelectors } from './served.ts'

/** How long the pods drain, and where. */
interface Drain {
  readonly seconds: number
  /** Of objects that name no namespace. */
  readonly namespace: string
  readonly serverVersion: KubernetesVersion
}

/** The set as it is applied, with one line about each workload that drains, or does not. */
interface Drained {
  readonly set: ObjectSet
  readonly lines: readonly string[]
  readonly notices: readonly Finding[]
}

/** Workloads whose pods are replaced while others serve. */
const SERVING: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'])

/** KEP-3960: `preStop.sleep` is on by default since then. An older server drops the field without a word. */
const SLEEP_SINCE_MINOR = 30

/** What Kubernetes takes where a pod says nothing. */
const DEFAULT_GRACE_SECONDS = 30

/**
 * Lets the pods that a Service of the set selects serve on for a while after their end has begun: the end of a pod and the end
 * of the requests that are sent to it begin at the same time, and an application that exits on TERM is gone before the last one.
 * Every container without a `preStop` hook sleeps, and the pod's grace period grows by as much, so that the application keeps
 * the time that it has. Throws a `UserError` (refused, `strategy-impossible`) where the cluster does not know that hook.
 */
export function drained(set: ObjectSet, drain: Drain): Drained {
  if (drain.seconds === 0) return { set, lines: [], notices: [] }
  refuseOldServer(drain)
  const selectors = serviceSelectors(set, drain.namespace)
  const lines: string[] = []
  const manifests = set.manifests.map(manifest => {
    const template = servingTemplate(manifest.object, selectors, drain.namespace)
    if (template === undefined) return manifest
    const { object, line } = withSleep(manifest.object, template, drain.seconds)
    lines.push(line)
    return { ...manifest, object }
  })
  return { set: { ...set, manifests }, lines, notices: lines.length > 0 ? [] : [nothingServes(set)] }
}

function refuseOldServer({ serverVersion }: Drain): void {
  if (serverVersion.major > 1 || serverVersion.minor >= SLEEP_SINCE_MINOR) return
  const text = `policy: strategy.drain needs Kubernetes 1.${SLEEP_SINCE_MINOR} or newer, and the cluster has ${serverVersion.text}; remove it, and give the containers a preStop hook of their own`
  throw UserError.from([{ reason: 'strategy-impossible', text }])
}

/** The path of the pod template, where a Service sends requests to its pods. */
function servingTemplate(
  object: KubeObject,
  selectors: readonly ServiceSelector[],
  namespace: string,
): readonly string[] | undefined {
  const isServing = SERVING.has(object.kind) && groupOf(object.apiVersion) === 'apps'
  if (!isServing && !isArgoRollout(object)) return undefined
  const path = podTemplatePath(object)
  if (path === undefined) return undefined
  return isServed(object, path, selectors, namespace) ? path : undefined
}

/** Whether no new pod takes over from the old ones, which then serve no longer than until their end. */
function stopsFirst(object: KubeObject): boolean {
  return object.kind === 'Deployment' && mappingAt(object, 'spec', 'strategy')?.type === 'Recreate'
}

function withSleep(
  object: KubeObject,
  template: readonly string[],
  seconds: number,
): { readonly object: KubeObject; readonly line: string } {
  const spec = mappingAt(object, ...template, 'spec') ?? {}
  if (stopsFirst(object)) {
    return {
      object,
      line: `${nameOf(object)}: left without drain: its strategy is Recreate, which stops its pods before new ones start, so that nothing would serve for longer`,
    }
  }
  const hooked = mappingsIn(spec.containers).filter(hasHook)
  const names = hooked.map(({ name }) => String(name)).join(', ')
  const kept = names === '' ? '' : `; preStop hooks of their own stay: ${names}`
  if (hooked.length === mappingsIn(spec.containers).length) {
    return { object, line: `${nameOf(object)}: every container has a preStop hook of its own, which stays as it is` }
  }
  const grace = spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS
  // What is no number is the cluster's to refuse, as it is written.
  const raised = typeof grace === 'number' ? grace + seconds : grace
  const changed = withFieldChanged(object, [...template, 'spec'], old => ({
    ...(isMapping(old) ? old : {}),
    containers: mappingsIn(spec.containers).map(container =>
      hasHook(container) ? container : sleeping(container, seconds),
    ),
    terminationGracePeriodSeconds: raised,
  }))
  const line = `${nameOf(object)}: pods serve for ${seconds} s more before they stop (preStop; grace period ${String(raised)} s)${kept}`
  return { object: changed, line }
}

function hasHook(container: Readonly<Record<string, unknown>>): boolean {
  const hook = mappingAt(container, 'lifecycle')?.preStop
  return hook !== undefined && hook !== null
}

function sleeping(container: Readonly<Record<string, unknown>>, seconds: number): Readonly<Record<string, unknown>> {
  const lifecycle = isMapping(container.lifecycle) ? container.lifecycle : {}
  return { ...container, lifecycle: { ...lifecycle, preStop: { sleep: { seconds } } } }
}

function nothingServes({ manifests }: ObjectSet): Finding {
  const [first]: readonly (Manifest | undefined)[] = manifests
  const where = first === undefined ? {} : { where: locationOf(first) }
  const text = 'policy: strategy.drain has no effect: no Service of the templates selects the pods of a workload'
  return { reason: 'drain-unused', text, ...where }
}
