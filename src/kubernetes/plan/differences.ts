import { isDeepStrictEqual } from 'node:util'
import { isMapping } from '../api/objects.ts'
import { diffLines } from './line-diff.ts'

/** A step to a field: its name, or the key of an item of a list. */
export type PathStep = string | { readonly item: string }

/** One field that differs. Without `before` it is new, without `after` it goes. */
export interface Difference {
  readonly path: readonly PathStep[]
  readonly before?: unknown
  readonly after?: unknown
}

type Mapping = Readonly<Record<string, unknown>>

/** The fields that differ between two values of the API, in the order of the old one, then of the new one. */
export function differences(before: unknown, after: unknown, path: readonly PathStep[] = []): readonly Difference[] {
  if (isDeepStrictEqual(before, after)) return []
  // What comes or goes as a whole is given field by field, so that each field is judged by its own name.
  if (before === undefined && isInside(after)) return differences(emptyOf(after), after, path)
  if (after === undefined && isInside(before)) return differences(before, emptyOf(before), path)
  if (isMapping(before) && isMapping(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    return names.flatMap(name => differences(before[name], after[name], [...path, name]))
  }
  if (Array.isArray(before) && Array.isArray(after) && [...before, ...after].every(isMapping)) {
    return listDifferences(before, after, path)
  }
  return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }]
}

function isInside(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(isMapping)
  return isMapping(value) && Object.keys(value).length > 0
}

function emptyOf(value: unknown): unknown {
  return Array.isArray(value) ? [] : {}
}

/** Fields that distinguish the items of a list, as the API's lists have them; the first that all items have is used. */
const KEYS = ['name', 'mountPath', 'devicePath', 'containerPort', 'port', 'ip', 'key', 'type', 'path', 'host'] as const

function listDifferences(
  before: readonly Mapping[],
  after: readonly Mapping[],
  path: readonly PathStep[],
): readonly Difference[] {
  const key = KEYS.find(field => isKey(field, before) && isKey(field, after))
  return key === undefined ? byPlace(before, after, path) : byKey(key, before, after, path)
}

function isKey(field: string, items: readonly Mapping[]): boolean {
  const values = items.map(item => item[field])
  const isNamed = values.every(value => typeof value === 'string' || typeof value === 'number')
  return isNamed && new Set(values).size === values.length
}

function byKey(
  key: string,
  before: readonly Mapping[],
  after: readonly Mapping[],
  path: readonly PathStep[],
): readonly Difference[] {
  const keysOf = (items: readonly Mapping[]): string[] => items.map(item => String(item[key]))
  const [old, now] = [keysOf(before), keysOf(after)]
  const itemOf = (items: readonly Mapping[], name: string): Mapping | undefined =>
    items.find(item => String(item[key]) === name)
  const inner = [...new Set([...old, ...now])].flatMap(name => {
    const [was, is] = [itemOf(before, name), itemOf(after, name)]
    // Its key is in the path.
    const [from, to] = was === undefined || is === undefined ? [without(key, was), without(key, is)] : [was, is]
    return differences(from, to, [...path, { item: name }])
  })
  // Only what both have can be in another order.
  const [stayed, stays] = [old.filter(name => now.includes(name)), now.filter(name => old.includes(name))]
  const order = isDeepStrictEqual(stayed, stays)
    ? []
    : [{ path: [...path, { item: 'order' }], before: stayed, after: stays }]
  return [...inner, ...order]
}

function without(key: string, item: Mapping | undefined): Mapping | undefined {
  if (item === undefined) return undefined
  const others = Object.entries(item).filter(([field]) => field !== key)
  return others.length === 0 ? item : Object.fromEntries(others)
}

/** Items without a key are equal or not; what is changed in the same place is compared field by field. */
function byPlace(
  before: readonly Mapping[],
  after: readonly Mapping[],
  path: readonly PathStep[],
): readonly Difference[] {
  const found: Difference[] = []
  const [gone, come]: [number[], number[]] = [[], []]
  let [old, now] = [0, 0]
  const settle = (): void => {
    for (let pair = 0; pair < Math.max(gone.length, come.length); pair += 1) {
      const [from, to] = [gone[pair], come[pair]]
      const item = { item: String(to ?? from ?? 0) }
      found.push(
        ...differences(from === undefined ? undefined : before[from], to === undefined ? undefined : after[to], [
          ...path,
          item,
        ]),
      )
    }
    gone.length = 0
    come.length = 0
  }
  for (const { sign } of diffLines(before.map(textOf), after.map(textOf))) {
    if (sign === ' ') settle()
    if (sign === '-') gone.push(old)
    if (sign === '+') come.push(now)
    if (sign !== '+') old += 1
    if (sign !== '-') now += 1
  }
  settle()
  return found
}

function textOf(value: unknown): string {
  return JSON.stringify(value)
}

/** A path as people write it: `spec.template.spec.containers[app].image`. `redact`: hides secrets before a name is quoted. */
export function pathText(path: readonly PathStep[], redact = (text: string): string => text): string {
  const steps = path.map(step => {
    if (typeof step !== 'string') return `[${redact(step.item)}]`
    const name = redact(step)
    return /^[\w-]+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`
  })
  return steps.join('').replace(/^\./, '')
}
