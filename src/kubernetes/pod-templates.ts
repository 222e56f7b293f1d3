import { groupOf, isMapping, type KubeObject, mappingAt, mappingsIn } from './objects.ts'

/** A container of a pod template and where it stands in it. */
export interface TemplateContainer {
  readonly name: string
  readonly image: string | undefined
}

/** Where each built-in kind keeps its pod template. */
const PATHS: Readonly<Record<string, readonly string[]>> = {
  'apps/Deployment': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'batch/Job': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
}

/** The path of the object's pod template, or undefined if its kind has none. */
export function templatePath(object: KubeObject): readonly string[] | undefined {
  return PATHS[`${groupOf(object.apiVersion)}/${object.kind}`]
}

/** All containers of the object's pod template, init containers first, as they start. */
export function templateContainers(object: KubeObject): readonly TemplateContainer[] {
  const path = templatePath(object)
  const spec = path === undefined ? undefined : mappingAt(object, ...path, 'spec')
  if (spec === undefined) return []
  return [...mappingsIn(spec.initContainers), ...mappingsIn(spec.containers)].map(container => ({
    name: typeof container.name === 'string' ? container.name : '',
    image: typeof container.image === 'string' ? container.image : undefined,
  }))
}

/** A copy of the object with `change` made at `path`; a missing mapping on the way is made. */
export function withFieldChanged(
  object: KubeObject,
  path: readonly string[],
  change: (value: unknown) => unknown,
): KubeObject {
  const at = (value: unknown, rest: readonly string[]): unknown => {
    const [field, ...further] = rest
    if (field === undefined) return change(value)
    const mapping = isMapping(value) ? value : {}
    return { ...mapping, [field]: at(mapping[field], further) }
  }
  return at(object, path) as KubeObject
}
