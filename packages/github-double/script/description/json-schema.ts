/** A JSON object whose fields are not known. */
export type Json = Readonly<Record<string, unknown>>

/** Keywords that say nothing about which values fit. */
const ANNOTATIONS = new Set([
  'title',
  'description',
  'example',
  'examples',
  'default',
  'deprecated',
  'discriminator',
  'externalDocs',
  'readOnly',
])

/** Keywords kept as they are. */
const PLAIN = new Set([
  'type',
  'enum',
  'format',
  'required',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
])

/**
 * A schema of an OpenAPI 3.0 or 3.1 description as plain JSON Schema: without annotations, `nullable` written as the
 * type `null`, and references as the bare name of the component. Throws for a keyword it does not know, so that no
 * rule is lost without notice.
 */
export function plainSchema(schema: unknown): unknown {
  if (typeof schema === 'boolean') return schema
  const given = object(schema)
  if (given.$ref !== undefined) return { $ref: componentOf(given.$ref) }
  const made: Record<string, unknown> = {}
  for (const [keyword, value] of Object.entries(given)) {
    if (ANNOTATIONS.has(keyword) || keyword.startsWith('x-') || keyword === 'nullable') continue
    if (PLAIN.has(keyword)) made[keyword] = value
    else if (keyword === 'properties') made.properties = mapValues(object(value), plainSchema)
    else if (keyword === 'items' || keyword === 'additionalProperties') made[keyword] = plainSchema(value)
    else if (keyword === 'oneOf' || keyword === 'anyOf' || keyword === 'allOf')
      made[keyword] = array(value).map(plainSchema)
    else throw new Error(`a schema has the keyword "${keyword}", which is not known here`)
  }
  return given.nullable === true ? orNull(made) : made
}

function orNull(schema: Record<string, unknown>): unknown {
  if (Object.keys(schema).length === 0) return schema
  if (typeof schema.type !== 'string' || 'oneOf' in schema || 'anyOf' in schema || 'allOf' in schema)
    return { anyOf: [schema, { type: 'null' }] }
  const values = Array.isArray(schema.enum) && !schema.enum.includes(null) ? { enum: [...schema.enum, null] } : {}
  return { ...schema, ...values, type: [schema.type, 'null'] }
}

/**
 * A plain schema that is put together of objects (`allOf`), as one object, since only such a one can be closed; so is each of
 * several that it may be (`oneOf`). Any other as it is. `component`: the plain schema of a name.
 */
export function merged(schema: unknown, component: (name: string) => unknown): unknown {
  const { allOf, ...rest }: Record<string, unknown> =
    typeof schema === 'object' && schema !== null ? (schema as Json) : {}
  if (Array.isArray(rest.oneOf)) return { ...rest, oneOf: rest.oneOf.map(one => merged(one, component)) }
  if (allOf === undefined) return schema
  // That they are objects may be said of the whole as well.
  if (rest.type === 'object') delete rest.type
  if (Object.keys(rest).length > 0) throw new Error(`beside allOf stands ${Object.keys(rest).join(', ')}`)
  const parts = array(allOf).map(part => {
    const { $ref } = object(part)
    // One part of the description lists properties and leaves the type out.
    const {
      type = 'object',
      properties,
      required = [],
      ...more
    } = object($ref === undefined ? part : component(String($ref)))
    if (type !== 'object' || Object.keys(more).length > 0) throw new Error(`not a plain object: ${Object.keys(more)}`)
    return { properties: object(properties), required: array(required) }
  })
  const properties = Object.assign({}, ...parts.map(part => part.properties))
  return { type: 'object', properties, required: parts.flatMap(part => part.required) }
}

/** `deployment` of `#/components/schemas/deployment`. */
function componentOf(ref: unknown): string {
  return String(ref).split('/').at(-1) ?? ''
}

/** Every component that a plain schema refers to, directly. */
export function referencesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesOf)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : referencesOf(inner),
  )
}

export function object(value: unknown): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`not an object: ${JSON.stringify(value)}`)
  return value as Json
}

export function array(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`not an array: ${JSON.stringify(value)}`)
  return value
}

export function mapValues(from: Json, change: (value: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(from).map(([key, value]) => [key, change(value)]))
}
