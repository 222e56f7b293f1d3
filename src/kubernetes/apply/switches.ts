import { isDeepStrictEqual } from 'node:util'
import { exactJson } from '../api/exact-json.ts'
import { type KubeObject, mappingAt } from '../api/objects.ts'
import { podTemplatePath } from '../kinds/pod-workloads.ts'
import { isRoute } from '../kinds/routes.ts'
import { hasLabels } from '../manifests/labels.ts'
import type { PlannedObject } from './plan.ts'

type Labels = Readonly<Record<string, unknown>>

/** The pods of a workload of the set: their labels as they are, if it is live, and as they will be. */
interface Pods {
  readonly namespace: string | undefined
  readonly before: Labels | undefined
  readonly after: Labels
}

/**
 * The set, in which what would lead traffic to pods that are not there yet waits until they are: a Service whose selector changes,
 * as where a Deployment is renamed, and a route to a Service that is new. Until then they lead it where they did.
 */
export function withSwitches(objects: readonly PlannedObject[]): readonly PlannedObject[] {
  const pods = objects.flatMap(podsOf)
  const added = objects.filter(({ live, manifest: { object } }) => live === undefined && leadsTo(object, pods))
  return objects.map(planned =>
    isSwitch(planned, pods) || isRouteTo(planned, added) ? { ...planned, stage: 'switched' } : planned,
  )
}

function podsOf({ stage, namespace, live, manifest: { object } }: PlannedObject): readonly Pods[] {
  const path = podTemplatePath(object)
  if (path === undefined || stage !== 'workloads') return []
  const labelsOf = (one: KubeObject): Labels => mappingAt(one, ...path, 'metadata', 'labels') ?? {}
  return [{ namespace, before: live === undefined ? undefined : labelsOf(live), after: labelsOf(object) }]
}

/** The pods that a Service sends requests to by its address; undefined for one that says nothing of it. */
function selectorOf(object: KubeObject): Labels | undefined {
  if (object.kind !== 'Service' || object.apiVersion !== 'v1') return undefined
  const selector = mappingAt(object, 'spec', 'selector')
  return selector === undefined || Object.keys(selector).length === 0 ? undefined : selector
}

function leadsTo(object: KubeObject, pods: readonly Pods[]): boolean {
  const selector = selectorOf(object)
  return selector !== undefined && pods.some(({ after }) => hasLabels(after, selector))
}

/** Whether a Service leads to other pods than before, which come with the set, and those of before stay until then. */
function isSwitch({ live, answer, namespace, manifest: { object } }: PlannedObject, all: readonly Pods[]): boolean {
  const [before, after] = [live && selectorOf(live), selectorOf(answer?.object ?? object)]
  if (live === undefined || before === undefined || after === undefined || isDeepStrictEqual(before, after))
    return false
  // Pods find each other by it before they are ready.
  if ([live, object].some(isForPeers)) return false
  const pods = all.filter(one => one.namespace === namespace)
  const stay = pods.every(one => !hasBefore(one, before) || hasLabels(one.after, before))
  return stay && pods.some(one => hasLabels(one.after, after))
}

function hasBefore({ before }: Pods, selector: Labels): boolean {
  return before !== undefined && hasLabels(before, selector)
}

function isForPeers(service: KubeObject): boolean {
  const spec = mappingAt(service, 'spec')
  return spec?.clusterIP === 'None' || spec?.publishNotReadyAddresses === true
}

/** In doubt it is: it only waits. */
function isRouteTo(
  { live, unchanged, manifest: { object } }: PlannedObject,
  services: readonly PlannedObject[],
): boolean {
  if (live === undefined || unchanged !== undefined || !isRoute(object)) return false
  const text = exactJson(mappingAt(object, 'spec') ?? {})
  return services.some(({ manifest }) => {
    const { name } = manifest.object.metadata
    return ['"', '.', ':'].some(end => text.includes(`"${name}${end}`))
  })
}
