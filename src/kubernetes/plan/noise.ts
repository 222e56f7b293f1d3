import { FIELD_MANAGER } from '../api/managed-fields.ts'
import { isMapping, type KubeObject, mappingAt } from '../api/objects.ts'
import { CONFIG_ANNOTATION } from '../apply/config-hash.ts'
import { podTemplatePath } from '../kinds/pod-workloads.ts'
import { MANAGED_BY, OWNER_LABELS } from '../manifests/labels.ts'
import { type Difference, differences } from './differences.ts'

/** What the server and its controllers write at each change, whatever it is. */
const SERVERS = ['managedFields', 'resourceVersion', 'generation', 'creationTimestamp', 'uid', 'selfLink'] as const
/** What kubectl and controllers keep for themselves; the first one repeats the whole object, a Secret's values too. */
const BOOKKEEPING = ['kubectl.kubernetes.io/last-applied-configuration', 'deployment.kubernetes.io/revision'] as const
const OUR_LABELS: ReadonlySet<string> = new Set([MANAGED_BY, OWNER_LABELS.service, OWNER_LABELS.environment])

/** What an apply changes of an object. */
export interface ObjectChanges {
  /** Without what is folded. */
  readonly fields: readonly Difference[]
  /** What needs no more than a line. */
  readonly notes: readonly string[]
}

/** Compares the live object with the answer of its dry run: both come from the server, so its defaults are in both. */
export function objectChanges(live: KubeObject, after: KubeObject): ObjectChanges {
  const all = differences(meant(live), meant(after))
  const folded = all.map(one => foldOf(one, after))
  const notes = [...new Set(folded.flatMap(fold => fold ?? []))]
  return { fields: all.filter((_, index) => folded[index] === undefined), notes }
}

/** The object without what no template says. */
function meant({ status: _, ...object }: KubeObject): object {
  const { annotations, ...metadata } = object.metadata
  const kept = Object.entries(annotations ?? {}).filter(([name]) => !isOneOf(BOOKKEEPING, name))
  const named = Object.entries(metadata).filter(([name]) => !isOneOf(SERVERS, name))
  return {
    ...object,
    metadata: { ...Object.fromEntries(named), ...(kept.length === 0 ? {} : { annotations: Object.fromEntries(kept) }) },
  }
}

/** The note that a difference is folded into; undefined for one that is shown as it is. */
function foldOf({ path, before }: Difference, after: KubeObject): string | undefined {
  const name = path.at(-1)
  if (typeof name !== 'string') return undefined
  const parent = path.slice(0, -1)
  const template = podTemplatePath(after) ?? []
  const isIn = (...fields: readonly string[]): boolean =>
    parent.length === fields.length && fields.every((field, index) => parent[index] === field)
  if (name === CONFIG_ANNOTATION && isIn(...template, 'metadata', 'annotations')) {
    return before === undefined
      ? 'its pods are marked with a hash of what they read'
      : 'its pods are replaced, because what they read changes'
  }
  const isLabel = isIn('metadata', 'labels') || isIn(...template, 'metadata', 'labels')
  const fields = isLabel ? mappingAt(after, ...parent.filter(step => typeof step === 'string')) : undefined
  // Removed, or set to something else, it is a change like any other.
  const isOurs = OUR_LABELS.has(name) && isMapping(fields) && fields[name] !== undefined
  return isOurs && (name !== MANAGED_BY || fields[name] === FIELD_MANAGER)
    ? 'it gets the labels of commit-train'
    : undefined
}

function isOneOf(names: readonly string[], name: string): boolean {
  return names.includes(name)
}
