import { type JsonSchema, rest } from '../src/description/description.ts'

type Components = Readonly<Record<string, JsonSchema>>

/** Ways to spoil a message. */
export type Corruption = 'field missing' | 'field extra' | 'wrong type'
export const CORRUPTIONS: readonly Corruption[] = ['field missing', 'field extra', 'wrong type']

/** A value spoilt in one place. */
export interface Corrupted {
  /** Where: `creator/login`. */
  readonly at: string
  readonly value: unknown
}

/** Every way to spoil a value that fits a schema, one place at a time, to any depth. */
export function corrupt(
  schema: JsonSchema,
  value: unknown,
  how: Corruption,
  components: Components = rest.schemas,
): Corrupted[] {
  return spoilt(schema, value, how, components).map(({ at, value: spoiltValue }) => ({
    at: at.join('/'),
    value: spoiltValue,
  }))
}

interface Place {
  readonly at: readonly string[]
  readonly value: unknown
}

function spoilt(given: JsonSchema, value: unknown, how: Corruption, components: Components): Place[] {
  const schema = branchOf(given, value, components)
  const found: Place[] = []
  const wrong = how === 'wrong type' ? wrongTyped(given, components) : undefined
  if (wrong !== undefined) found.push({ at: [], value: wrong.value })
  if (Array.isArray(value)) {
    const [first, ...others] = value
    if (schema.items === undefined || first === undefined) return found
    const inner = spoilt(schema.items as JsonSchema, first, how, components)
    return [...found, ...inner.map(one => ({ at: ['0', ...one.at], value: [one.value, ...others] }))]
  }
  if (typeof value !== 'object' || value === null || schema.properties === undefined) return found
  if (how === 'field extra' && schema.additionalProperties === undefined)
    found.push({ at: ['surely_unknown'], value: { ...value, surely_unknown: 1 } })
  const required = (schema.required ?? []) as readonly string[]
  for (const [name, inner] of Object.entries(value)) {
    if (how === 'field missing' && required.includes(name)) {
      const { [name]: _, ...others } = value as Record<string, unknown>
      found.push({ at: [name], value: others })
    }
    const field = (schema.properties as Record<string, JsonSchema>)[name]
    if (field === undefined) continue
    for (const one of spoilt(field, inner, how, components))
      found.push({ at: [name, ...one.at], value: { ...value, [name]: one.value } })
  }
  return found
}

/** The schema behind references; of several, the one that has the fields of the value. */
function branchOf(schema: JsonSchema, value: unknown, components: Components): JsonSchema {
  if (typeof schema.$ref === 'string') return branchOf(components[schema.$ref] ?? {}, value, components)
  const branches = (schema.oneOf ?? []) as readonly JsonSchema[]
  if (branches.length === 0) return schema
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : []
  const fits = (one: JsonSchema) => names.every(name => name in ((one.properties ?? {}) as object))
  return (
    branches
      .map(one => branchOf(one, value, components))
      .find(one => typesOf(one, components).has(typeOf(value)) && fits(one)) ?? {}
  )
}

/** A value of a type that the schema does not allow; undefined when it allows all. */
function wrongTyped(schema: JsonSchema, components: Components): { readonly value: unknown } | undefined {
  const allowed = typesOf(schema, components)
  if (allowed.size === 0) return undefined
  const candidates = [{ surely: 'wrong' }, 5.5, true, 'text', [], null]
  const value = candidates.find(one => !allowed.has(typeOf(one)))
  return value === undefined ? undefined : { value }
}

function typesOf(schema: JsonSchema, components: Components): Set<string> {
  if (typeof schema.$ref === 'string') return typesOf(components[schema.$ref] ?? {}, components)
  const branches = [...((schema.oneOf ?? schema.anyOf ?? []) as readonly JsonSchema[])]
  const own = [schema.type ?? []].flat().map(type => (type === 'integer' ? 'number' : String(type)))
  return new Set([...own, ...(own.length === 0 ? branches.flatMap(one => [...typesOf(one, components)]) : [])])
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
