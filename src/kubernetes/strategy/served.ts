import { type KubeObject, mappingAt } from '../api/objects.ts'
import { hasLabels } from '../manifests/labels.ts'
import type { ObjectSet } from '../manifests/manifest.ts'

/** The pods that a Service sends requests to. */
export interface ServiceSelector {
  readonly namespace: string
  readonly labels: Readonly<Record<string, unknown>>
}

/** What the Services of a set select. `namespace`: of objects that name none. */
export function serviceSelectors({ manifests }: ObjectSet, namespace: string): readonly ServiceSelector[] {
  return manifests.flatMap(({ object }) => selectorOfService(object, namespace) ?? [])
}

function selectorOfService(object: KubeObject, namespace: string): ServiceSelector | undefined {
  if (object.kind !== 'Service' || object.apiVersion !== 'v1') return undefined
  const labels = mappingAt(object, 'spec', 'selector')
  if (labels === undefined || Object.keys(labels).length === 0) return undefined
  return { namespace: object.metadata.namespace ?? namespace, labels }
}

/** Whether one of the Services sends requests to the pods of a workload. `template`: the path of its pod template. */
export function isServed(
  object: KubeObject,
  template: readonly string[],
  selectors: readonly ServiceSelector[],
  namespace: string,
): boolean {
  const labels = mappingAt(object, ...template, 'metadata', 'labels')
  const own = object.metadata.namespace ?? namespace
  return selectors.some(selector => selector.namespace === own && hasLabels(labels, selector.labels))
}
