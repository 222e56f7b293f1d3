import { isDeepStrictEqual } from 'node:util'
import { isMapping, mappingAt, mappingsIn } from './objects.ts'

/** The name under which our fields are owned in the cluster. */
export const FIELD_MANAGER = 'commit-train'

/**
 * The steps to a field, as `metadata.managedFields` writes them: `f:spec`, `k:{"name":"app"}`, `v:"x"`, `i:0`; at the end `.`
 * for an item or a map itself, without what is in it.
 */
export type FieldPath = readonly string[]

/** The fields that one manager owns. */
export interface ManagedFields {
  readonly manager: string
  readonly operation: string
  readonly subresource: string
  /** When the manager last changed one of them: an RFC 3339 time. */
  readonly time: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** Who owns which fields of an object of the API. */
export function managedFieldsOf(object: unknown): readonly ManagedFields[] {
  return mappingsIn(mappingAt(object, 'metadata')?.managedFields).map(entry => ({
    manager: textOf(entry.manager),
    operation: textOf(entry.operation),
    subresource: textOf(entry.subresource),
    time: textOf(entry.time),
    fields: mappingAt(entry, 'fieldsV1') ?? {},
  }))
}

/** What our applies own of an object; undefined where there is none. */
export function ourApplyOf(object: unknown): ManagedFields | undefined {
  return managedFieldsOf(object).find(({ manager, operation }) => manager === FIELD_MANAGER && operation === 'Apply')
}

/** The paths of all fields of a manager. */
export function fieldPaths(fields: unknown, at: FieldPath = []): readonly FieldPath[] {
  if (!isMapping(fields)) return []
  const inner = Object.entries(fields)
  if (inner.length === 0) return at.length === 0 ? [] : [at]
  return inner.flatMap(([step, below]) => fieldPaths(below, [...at, step]))
}

/** Whether the manager owns exactly this field. */
export function ownsField(fields: unknown, path: FieldPath): boolean {
  const [step, ...rest] = path
  if (!isMapping(fields)) return false
  if (step === undefined) return Object.keys(fields).length === 0
  return Object.hasOwn(fields, step) && ownsField(fields[step], rest)
}

/** The value of a field in an object; undefined where there is none. */
export function valueAt(object: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>((value, step) => {
    if (step === '.') return value
    const name = step.slice(2)
    if (step.startsWith('f:')) return isMapping(value) && Object.hasOwn(value, name) ? value[name] : undefined
    if (!Array.isArray(value)) return undefined
    const items: readonly unknown[] = value
    const key = parsed(name)
    if (step.startsWith('k:')) {
      return items.find(
        item => isMapping(item) && isMapping(key) && Object.entries(key).every(([k, v]) => item[k] === v),
      )
    }
    if (step.startsWith('v:')) return items.find(item => isDeepStrictEqual(item, key))
    return typeof key === 'number' ? items[key] : undefined
  }, object)
}

/**
 * Whether our applies own the same fields with the same values in both. Controllers write the rest, such as the status, at any
 * time: an object’s `resourceVersion` does not show whether an apply of ours changed it.
 */
export function sameOwnFields(before: unknown, after: unknown): boolean {
  const [owned, still] = [before, after].map(object => ourApplyOf(object)?.fields)
  if (owned === undefined || !isDeepStrictEqual(owned, still)) return false
  return fieldPaths(owned)
    .filter(path => path.at(-1) !== '.')
    .every(path => isDeepStrictEqual(valueAt(before, path), valueAt(after, path)))
}

/** A path as people write it: `spec.template.spec.containers[name=app].image`. */
export function fieldText(path: FieldPath): string {
  const steps = path.map(step => {
    if (step === '.') return ''
    const name = step.slice(2)
    if (step.startsWith('f:')) return /^[\w-]+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`
    const key = parsed(name)
    const keys = isMapping(key) ? Object.entries(key).map(([field, value]) => `${field}=${value}`) : [name]
    return `[${keys.join(',')}]`
  })
  return steps.join('').replace(/^\./, '')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
