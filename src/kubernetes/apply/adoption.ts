import { isDeepStrictEqual } from 'node:util'
import {
  FIELD_MANAGER,
  type FieldPath,
  fieldPaths,
  fieldText,
  type ManagedFields,
  managedFieldsOf,
  ownsField,
  valueAt,
} from '../api/managed-fields.ts'
import { type KubeObject, mappingAt, mappingsIn } from '../api/objects.ts'
import { defaultStrategyFields } from './default-strategy.ts'

/** What makes the fields of the tools before us ours: a JSON patch of the live object's `managedFields`. */
export interface Adoption {
  /** The field managers whose fields become ours. */
  readonly from: readonly string[]
  /** Whether it is only what people have added to what is ours already, or what the API server has filled in. */
  readonly byHand: boolean
  readonly patch: readonly object[]
  /** The fields that become ours; those that the template does not have are removed by the apply that follows. */
  readonly fields: Readonly<Record<string, unknown>>
}

/** Tools that put up whole objects from manifests; what they set is what the template is to set from now on. */
const DEPLOYING =
  /^(kubectl|kubectl-client-side-apply|kubectl-(create|edit|replace|set|patch|rollout)|before-first-apply|[Hh]elm)$/

/** Those of them that set whole objects also over ours. */
const DEPLOYING_AGAIN = /^(kubectl-client-side-apply|[Hh]elm)$/

/** People who change what is ours already: `kubectl set env`, `edit`; `rollout undo` and `apply --server-side` have no name of their own. */
const BY_HAND = /^kubectl(-(edit|set|patch|replace|rollout))?$/

/** Marks of Helm. It goes on to read them, and they are nothing that a template sets. */
const HELMS = /^f:(app\.kubernetes\.io\/managed-by|helm\.sh\/.*|meta\.helm\.sh\/.*)$/

/** The mark of `kubectl rollout restart`: without it the pods would be restarted once more. */
const RESTARTED = 'f:kubectl.kubernetes.io/restartedAt'

/** With these somebody has stopped or scaled it on purpose. */
const HELD: ReadonlySet<string> = new Set(['f:paused', 'f:suspend', 'f:replicas'])

/**
 * How a live object becomes ours, or undefined when it is ours alone or no such tool has made it. Without this, what
 * leaves the template would stay in the cluster for ever: the tool before us still owns it. Over what is ours already,
 * also what people added that the `template` does not have; values that they changed are conflicts.
 */
export function adoptionOf(live: KubeObject, template: KubeObject): Adoption | undefined {
  const entries = mappingsIn(mappingAt(live, 'metadata')?.managedFields)
  const known = managedFieldsOf(live)
  const own = known.find(isOurs)
  const tools = own === undefined ? DEPLOYING : DEPLOYING_AGAIN
  const takenOf = (entry: ManagedFields, apiVersion: unknown): readonly FieldPath[] => {
    if (entry.subresource !== '' || apiVersion !== live.apiVersion) return []
    const paths = fieldPaths(entry.fields).filter(path => !isMark(path))
    if (tools.test(entry.manager)) return paths
    return own !== undefined && BY_HAND.test(entry.manager) ? paths.filter(path => isAdded(path, template)) : []
  }
  const taken = known.map((entry, index) => takenOf(entry, entries[index]?.apiVersion))
  const from = known.filter((_, index) => taken[index]?.length !== 0)
  const defaults = defaultStrategyFields(live, template)
  if (from.length === 0 && defaults.length === 0) return undefined
  const fields = fieldsAt([...fieldPaths(own?.fields), ...taken.flat(), ...defaults])
  const ours = { manager: FIELD_MANAGER, operation: 'Apply', apiVersion: live.apiVersion, fieldsType: 'FieldsV1' }
  const kept = entries.flatMap((entry, index) => {
    const [one, gone = []] = [known[index], taken[index]]
    if (one === own) return []
    if (one === undefined || gone.length === 0) return [entry]
    const ofUs = new Set(gone.map(path => JSON.stringify(path)))
    const left = fieldPaths(one.fields).filter(path => !isMarkedMap(path) && !ofUs.has(JSON.stringify(path)))
    return left.length === 0 ? [] : [{ ...entry, fieldsV1: fieldsAt(left) }]
  })
  const managedFields = [...kept, { ...ours, time: from.at(-1)?.time, fieldsV1: fields }]
  return {
    from: [...new Set(from.map(({ manager }) => manager))],
    byHand: from.every(({ manager }) => !tools.test(manager)),
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
  const isInside = (path: FieldPath, item: FieldPath): boolean =>
    path.length > item.length && item.every((step, index) => path[index] === step)
  const single = gone.filter(path => path.at(-1) !== '.' && !whole.some(item => isInside(path, item)))
  const outermost = whole.filter(item => !whole.some(other => isInside(item, other)))
  // Labels and annotations change no pod, so the others are named first.
  const isMetadata = ([top]: FieldPath): number => Number(top === 'f:metadata')
  return [...outermost, ...single].toSorted((a, b) => isMetadata(a) - isMetadata(b)).map(fieldText)
}

function isLastApplied(path: FieldPath): boolean {
  return path.at(-1) === 'f:kubectl.kubernetes.io/last-applied-configuration'
}

function isOurs({ manager, operation, subresource }: ManagedFields): boolean {
  return manager === FIELD_MANAGER && operation === 'Apply' && subresource === ''
}

/** A map of labels or annotations; each of its items counts for itself. */
function isMarkedMap(path: FieldPath): boolean {
  return path.at(-1) === '.' && /^f:(labels|annotations)$/.test(path.at(-2) ?? '')
}

/** What stays with the tool that set it. */
function isMark(path: FieldPath): boolean {
  if (isMarkedMap(path) || path.at(-1) === RESTARTED) return true
  return path[0] === 'f:metadata' && /^f:(labels|annotations)$/.test(path[1] ?? '') && HELMS.test(path[2] ?? '')
}

/** Whether somebody has added it to what the template says. */
function isAdded(path: FieldPath, template: KubeObject): boolean {
  const [top = '', field = ''] = path
  const counts = top === 'f:spec' ? !HELD.has(field) : /^f:(data|binaryData)$/.test(top)
  return counts && valueAt(template, path) === undefined
}

/** The fields at these paths, as `managedFields` has them. */
function fieldsAt(paths: readonly FieldPath[]): Readonly<Record<string, unknown>> {
  const bySteps = Map.groupBy(
    paths.filter(path => path.length > 0),
    ([step = '']) => step,
  )
  return Object.fromEntries([...bySteps].map(([step, inner]) => [step, fieldsAt(inner.map(path => path.slice(1)))]))
}
