import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { closed } from './closed.ts'
import type { JsonSchema } from './description.ts'
import { formats } from './formats.ts'

/** One way in which a value does not fit. */
export interface Breach {
  readonly kind: 'missing' | 'unknown' | 'type' | 'value'
  /** The field, with those around it: `output/summary`; empty for the whole value. */
  readonly field: string
  readonly problem: string
  readonly value: unknown
}

const ajvOptions = {
  formats,
  allErrors: true,
  verbose: true,
  strict: true,
  allowUnionTypes: true,
  // A branch of `anyOf` may ask for a field that the schema around it lists.
  strictRequired: false,
  // A test holds the slice against the meta-schema; here these cost three quarters of the time.
  meta: false,
  validateSchema: false,
  inlineRefs: false,
  code: { optimize: false },
} as const

/** Finds the breaches of a value against a schema; the most specific first. */
export class Validator {
  readonly #ajv = new Ajv(ajvOptions)
  readonly #compiled = new Map<JsonSchema, ValidateFunction>()
  readonly #closed: boolean

  /** `components`: what references name. With `closed`, fields that no schema lists are breaches. */
  constructor(components: Readonly<Record<string, JsonSchema>>, options: { readonly closed: boolean }) {
    this.#closed = options.closed
    for (const [name, schema] of Object.entries(components)) this.#ajv.addSchema(this.#prepare(schema), name)
  }

  breaches(schema: JsonSchema, value: unknown): Breach[] {
    const known = this.#compiled.get(schema)
    const validate = known ?? this.#ajv.compile(this.#prepare(schema))
    this.#compiled.set(schema, validate)
    if (validate(value) === true) return []
    return (validate.errors ?? []).map(breachOf).toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind))
  }

  #prepare(schema: JsonSchema): JsonSchema {
    return this.#closed ? (closed(schema) as JsonSchema) : schema
  }
}

const KINDS = ['unknown', 'type', 'value', 'missing'] as const

function breachOf(error: ErrorObject): Breach {
  const inside = error.instancePath.slice(1)
  const { params, data: value } = error
  const below = (name: unknown) => (inside === '' ? String(name) : `${inside}/${name}`)
  switch (error.keyword) {
    case 'additionalProperties':
      return { kind: 'unknown', field: below(params.additionalProperty), problem: 'is not described', value }
    case 'required':
      return { kind: 'missing', field: below(params.missingProperty), problem: 'is missing', value: undefined }
    case 'type':
      return { kind: 'type', field: inside, problem: `is not ${named(params.type)}`, value }
    case 'enum':
      return { kind: 'value', field: inside, problem: `is not one of ${params.allowedValues.join(', ')}`, value }
    case 'maxLength':
      return { kind: 'value', field: inside, problem: `is too long (maximum is ${params.limit} characters)`, value }
    default:
      return { kind: 'value', field: inside, problem: error.message ?? error.keyword, value }
  }
}

function named(types: unknown): string {
  return [types]
    .flat()
    .map(type => (type === 'null' ? 'null' : /^[aeiou]/.test(String(type)) ? `an ${type}` : `a ${type}`))
    .join(' or ')
}
