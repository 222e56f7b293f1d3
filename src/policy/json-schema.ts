/**
 * The part of JSON Schema that the policy file needs. `schema/commit-train.schema.json` is this schema as a file and
 * the parser walks it, so what an editor accepts and what a deployment accepts cannot drift apart.
 */
export interface Schema {
  readonly description?: string
  readonly type: SchemaType | readonly SchemaType[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  /** `false` refuses every key not named in `properties`; a schema says what the others must be. */
  readonly additionalProperties?: Schema | false
  readonly propertyNames?: { readonly pattern: string; readonly $comment: string }
  readonly minProperties?: number
  readonly items?: Schema
  readonly minItems?: number
  readonly uniqueItems?: boolean
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly minimum?: number
  /** What `pattern` or `propertyNames` allows, in words, for findings. */
  readonly $comment?: string
  readonly default?: unknown
}

export type SchemaType = 'object' | 'array' | 'string' | 'integer' | 'boolean' | 'null'
