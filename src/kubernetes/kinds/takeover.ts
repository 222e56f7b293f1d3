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
import type { LiveObject, RolloutTarget, WorkloadFacts } from './followed-kind.ts'

/** How an applied object stopped being ours. */
export interface Takeover {
  readonly how: 'deleted' | 'replaced' | 'changed'
  /** The field that is not as it was applied, set for `changed`: `spec.template.spec.containers[name=app].image`. */
  readonly field?: string
  /** The field manager that did it, where the object says so. */
  readonly manager?: string
}

/**
 * How the object was taken over; undefined while it is ours: the same object, and the fields that we own have our
 * values. What others add (a reloader's variable, the annotation of `kubectl rollout restart`) makes a new generation
 * that is still ours.
 */
export function takeoverOf(target: RolloutTarget, { workload, deleted }: WorkloadFacts): Takeover | undefined {
  if (workload === undefined) return deleted ? { how: 'deleted' } : undefined
  if (workload.metadata.uid !== target.uid) return { how: 'replaced', ...by(lastOf(managedFieldsOf(workload))) }
  // Its deletion may take its time, with a status that looks well.
  const goes = workload.metadata.deletionTimestamp !== undefined
  if (goes && target.kind.hasEnded?.(workload) !== true) return { how: 'deleted' }
  const path = changedField(target, workload)
  if (path === undefined) return undefined
  const owners = managedFieldsOf(workload)
  const owner = owners.filter(({ fields }) => ownsField(fields, path))
  // A field that is gone has no owner any more.
  return { how: 'changed', field: fieldText(path), ...by(lastOf(owner) ?? lastOf(owners.filter(isNotOurs))) }
}

/** Whether another deployment of ours did it. */
export function isSuperseded({ manager }: Takeover): boolean {
  return manager === FIELD_MANAGER
}

/** A takeover in a few words: `spec.paused was changed by kubectl-patch`. */
export function takeoverText({ how, field, manager }: Takeover): string {
  const who =
    manager === undefined ? '' : ` by ${manager === FIELD_MANAGER ? 'another deployment of commit-train' : manager}`
  if (field !== undefined) return `${field} was changed${who}`
  return how === 'deleted' ? 'deleted, or its labels removed, by another client' : `deleted and created again${who}`
}

/** An autoscaler may change the scale at any time, of whatever kind. */
const SCALE = 'spec.replicas'

/** The first field of ours in the spec that does not have the value any more that the server returned for it. */
function changedField(target: RolloutTarget, workload: LiveObject): readonly string[] | undefined {
  if ((workload.metadata.generation ?? 0) <= target.generation) return undefined
  const ours = managedFieldsOf(target.object).find(entry => !isNotOurs(entry) && entry.operation === 'Apply')
  const left = new Set([SCALE, ...(target.kind.leftToControllers ?? [])])
  return fieldPaths({ 'f:spec': ours?.fields['f:spec'] }).find(
    path => !left.has(fieldText(path)) && !hasSameValue(target, workload, path),
  )
}

/** An item or a map has to be there; its fields are looked at one by one. */
function hasSameValue({ kind, object }: RolloutTarget, live: unknown, path: readonly string[]): boolean {
  const before = valueAt(object, path)
  const now = valueAt(live, path)
  if (kind.isSameValue?.(before, now, path) === true) return true
  return path.at(-1) === '.' ? (before === undefined) === (now === undefined) : isDeepStrictEqual(before, now)
}

function isNotOurs({ manager, subresource }: ManagedFields): boolean {
  return manager !== FIELD_MANAGER || subresource !== ''
}

function lastOf(entries: readonly ManagedFields[]): ManagedFields | undefined {
  return entries
    .filter(({ subresource }) => subresource === '')
    .toSorted((a, b) => a.time.localeCompare(b.time))
    .at(-1)
}

function by(entry: ManagedFields | undefined): Pick<Takeover, 'manager'> {
  return entry === undefined ? {} : { manager: entry.manager }
}
