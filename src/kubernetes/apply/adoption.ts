import { isDeepStrictEqual } from 'node:util'
import {
  FIELD_MANAGER,
  fieldPaths,
  fieldText,
  type ManagedFields,
  managedFieldsOf,
  ownsField,
  valueAt,
} from '../api/managed-fields.ts'
import { isMapping, type KubeObject, mappingAt, mappingsIn } from '../api/objects.ts'

/** What makes the fields of the tools before us ours: a JSON patch of the live object's `managedFields`. */
export interface Adoption {
  /** The field managers whose fields become ours. */
  readonly from: readonly string[]
  readonly patch: readonly object[]
  /** The fields that become ours; those that the template does not have are removed by the apply that follows. */
  readonly fields: Readonly<Record<string, unknown>>
}

/** Tools that put up whole objects from manifests; what they set is what the template is to set from now on. */
const DEPLOYING =
  /^(kubectl|kubectl-client-side-apply|kubectl-create|kubectl-edit|kubectl-replace|kubectl-set|kubectl-patch|before-first-apply|[Hh]elm)$/

/** Those of them that set whole objects also over ours; what people add with the others stays theirs. */
const DEPLOYING_AGAIN = /^(kubectl-client-side-apply|[Hh]elm)$/

/** Marks of Helm. It goes on to read them, and they are nothing that a template sets. */
const HELMS = /^f:(app\.kubernetes\.io\/managed-by|helm\.sh\/.*|meta\.helm\.sh\/.*)$/

/**
 * How a live object becomes ours, or undefined when it is ours alone or no such tool has made it. Without this, what
 * leaves the template would stay in the cluster for ever: the tool before us still owns it.
 */
export function adoptionOf(live: KubeObject): Adoption | undefined {
  const entries = mappingsIn(mappingAt(live, 'metadata')?.managedFields)
  const known = managedFieldsOf(live)
  const own = known.find(isOurs)
  const tools = own === undefined ? DEPLOYING : DEPLOYING_AGAIN
  const taken = known.filter(
    (entry, index) =>
      tools.test(entry.manager) &&
      entry.subresource === '' &&
      entries[index]?.apiVersion === live.apiVersion &&
      fieldPaths(withoutHelms(entry.fields)).length > 0,
  )
  if (taken.length === 0) return undefined
  const fields = taken.map(entry => withoutHelms(entry.fields)).reduce(union, own?.fields ?? {})
  const ours = { manager: FIELD_MANAGER, operation: 'Apply', apiVersion: live.apiVersion, fieldsType: 'FieldsV1' }
  const kept = entries.flatMap((entry, index) => {
    const one = known[index]
    if (one === own) return []
    if (one === undefined || !taken.includes(one)) return [entry]
    const left = onlyHelms(one.fields)
    return Object.keys(left).length === 0 ? [] : [{ ...entry, fieldsV1: left }]
  })
  const from = [...new Set(taken.map(({ manager }) => manager))]
  const managedFields = [...kept, { ...ours, time: taken.at(-1)?.time, fieldsV1: fields }]
  return {
    from,
    fields,
    patch: [
      { op: 'replace', path: '/metadata/managedFields', value: managedFields },
      // Refused when another client has written meanwhile.
      { op: 'replace', path: '/metadata/resourceVersion', value: live.metadata.resourceVersion },
    ],
  }
}

/**
 * The fields that the apply will remove: they become ours and are not in what is applied. `applied` is the answer of the
 * dry run. `fresh` is the same object as it would be created: what it has, too, is a default that comes back.
 */
export function removedBy(adoption: Adoption, live: unknown, applied: unknown, fresh: unknown): readonly string[] {
  const ours = managedFieldsOf(applied).find(isOurs)?.fields ?? {}
  const gone = fieldPaths(adoption.fields).filter(
    path =>
      !ownsField(ours, path) && !isLastApplied(path) && !isDeepStrictEqual(valueAt(fresh, path), valueAt(live, path)),
  )
  const whole = gone
    .filter(path => path.at(-1) === '.' && valueAt(fresh, path) === undefined)
    .map(path => path.slice(0, -1))
  const isInside = (path: readonly string[], item: readonly string[]): boolean =>
    path.length > item.length && item.every((step, index) => path[index] === step)
  const single = gone.filter(path => path.at(-1) !== '.' && !whole.some(item => isInside(path, item)))
  const outermost = whole.filter(item => !whole.some(other => isInside(item, other)))
  return [...outermost, ...single].map(fieldText)
}

function isLastApplied(path: readonly string[]): boolean {
  return path.at(-1) === 'f:kubectl.kubernetes.io/last-applied-configuration'
}

function isOurs({ manager, operation, subresource }: ManagedFields): boolean {
  return manager === FIELD_MANAGER && operation === 'Apply' && subresource === ''
}

type Fields = Readonly<Record<string, unknown>>

function union(a: Fields, b: Fields): Fields {
  const both = { ...a }
  for (const [step, below] of Object.entries(b)) {
    const before = both[step]
    both[step] = isMapping(before) && isMapping(below) ? union(before, below) : below
  }
  return both
}

function withoutHelms(fields: Fields): Fields {
  return ofMetadata(fields, step => !HELMS.test(step))
}

function onlyHelms(fields: Fields): Fields {
  const { 'f:metadata': metadata } = ofMetadata({ 'f:metadata': fields['f:metadata'] }, step => HELMS.test(step))
  const marks = MARKED.map(name => [name, mappingAt(metadata, name)] as const).filter(
    ([, below]) => below !== undefined,
  )
  return marks.length === 0 ? {} : { 'f:metadata': Object.fromEntries(marks) }
}

const MARKED = ['f:labels', 'f:annotations'] as const

/** The fields with only those labels and annotations that pass; a map of which none is left is left out. */
function ofMetadata(fields: Fields, passes: (step: string) => boolean): Fields {
  const { 'f:metadata': metadata, ...rest } = fields
  const filtered = Object.entries(isMapping(metadata) ? metadata : {}).flatMap(([name, below]) => {
    if (!MARKED.some(marked => marked === name) || !isMapping(below)) return [[name, below]]
    const left = Object.entries(below).filter(([step]) => step !== '.' && passes(step))
    return left.length === 0 ? [] : [[name, Object.fromEntries(left)]]
  })
  return filtered.length === 0 ? rest : { ...rest, 'f:metadata': Object.fromEntries(filtered) }
}
