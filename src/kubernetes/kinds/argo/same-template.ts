import { type FieldPath, fieldText } from '../../api/managed-fields.ts'
import { isMapping } from '../../api/objects.ts'
import { quantity } from '../../api/quantity.ts'

/**
 * Whether two values of a Rollout mean the same. Its controller reads it into types of its own and writes it back whole:
 * quantities get another form (`0.5` becomes `500m`), what is empty comes or goes.
 */
export function isSameMeaning(one: unknown, other: unknown, path: FieldPath = []): boolean {
  const names = path.map(step => fieldText([step]))
  const field = AMOUNTS.has(names.at(-2) ?? '') ? AMOUNT : (names.at(-1) ?? '')
  const isNothing = isEmpty(one) === isEmpty(other)
  return isNothing && saysAll(one, other, field) && saysAll(other, one, field)
}

/**
 * Whether a pod template, as a ReplicaSet has it, says all that another one says. It may say more: the API server has filled in
 * its defaults, also where there was something empty.
 */
export function saysAll(wanted: unknown, found: unknown, field = ''): boolean {
  if (isEmpty(wanted)) return !Array.isArray(found) || found.length === 0
  if (Array.isArray(wanted)) {
    const items: readonly unknown[] = Array.isArray(found) ? found : []
    return wanted.length === items.length && wanted.every((item, index) => saysAll(item, items[index], field))
  }
  if (isMapping(wanted)) {
    const inside = isMapping(found) ? found : {}
    return Object.entries(wanted).every(([name, value]) =>
      saysAll(value, inside[name], AMOUNTS.has(field) ? AMOUNT : name),
    )
  }
  if (field === AMOUNT || SINGLE_AMOUNTS.has(field)) return quantity(String(wanted)) === quantity(String(found))
  return wanted === found
}

/** Maps of quantities. */
const AMOUNTS: ReadonlySet<string> = new Set(['requests', 'limits', 'overhead'])
const AMOUNT = 'a quantity'

/** Fields that are a quantity. */
const SINGLE_AMOUNTS: ReadonlySet<string> = new Set(['sizeLimit', 'divisor'])

/** What the types of the controller leave out when they are written. */
function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === 0 || value === '') return true
  return Array.isArray(value) ? value.length === 0 : isMapping(value) && Object.keys(value).length === 0
}
