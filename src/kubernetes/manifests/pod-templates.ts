import { isCrd, isMapping, type KubeObject, mappingAt, mappingsIn } from '../api/objects.ts'
import { podTemplatePath } from '../kinds/pod-workloads.ts'

type Mapping = Readonly<Record<string, unknown>>

/** A container of a pod template. */
interface TemplateContainer {
  readonly name: string
  readonly image: string | undefined
}

/** All containers of the object's pod templates, init containers first, as they start. */
export function templateContainers(object: KubeObject): readonly TemplateContainer[] {
  return podSpecs(object)
    .flatMap(spec => [...mappingsIn(spec.initContainers), ...mappingsIn(spec.containers)])
    .map(container => ({
      name: typeof container.name === 'string' ? container.name : '',
      image: typeof container.image === 'string' ? container.image : undefined,
    }))
}

/** The pod specs of an object, wherever its kind keeps them. */
export function podSpecs(object: KubeObject): readonly Mapping[] {
  const path = podTemplatePath(object)
  if (path !== undefined) return [mappingAt(object, ...path, 'spec') ?? {}]
  // A CRD describes fields; it has no pod template itself.
  return isCrd(object) ? [] : podSpecsIn(object, [])
}

/** Custom kinds keep their pod templates anywhere, and some have several. */
function podSpecsIn(value: unknown, path: readonly string[]): readonly Mapping[] {
  if (Array.isArray(value)) return value.flatMap(item => podSpecsIn(item, path))
  if (!isMapping(value)) return []
  const inTemplate = path.at(-1) === 'spec' && /template$/i.test(path.at(-2) ?? '')
  const containers = mappingsIn(value.containers)
  const runs = containers.some(({ image }) => inTemplate || typeof image === 'string')
  const own = runs ? [value] : []
  return [...own, ...Object.entries(value).flatMap(([field, inner]) => podSpecsIn(inner, [...path, field]))]
}

/** A copy of the object with `change` made at `path`; a missing mapping on the way is created. */
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
