import { readFileSync } from 'node:fs'

/** A plain JSON Schema, as the slice holds them. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** A parameter in the path or the query. */
export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly schema: JsonSchema
}

/** What the answers of one status look like. */
export interface Described {
  /** Names of headers it may have. */
  readonly headers: readonly string[]
  /** The schema of each media type. */
  readonly content: Readonly<Record<string, JsonSchema>>
}

/** One operation as GitHub publishes it. */
export interface Operation {
  readonly method: string
  readonly path: string
  readonly parameters: readonly Parameter[]
  /** Schema of the JSON body; undefined where none is read. */
  readonly body?: JsonSchema
  /** By status. */
  readonly responses: Readonly<Record<string, Described>>
}

/** Where a file of this folder comes from. */
export interface Source {
  readonly package: string
  readonly version: string
}

interface Rest {
  readonly source: Source
  readonly operations: Readonly<Record<string, Operation>>
  readonly schemas: Readonly<Record<string, JsonSchema>>
}

interface Events {
  readonly source: Source
  /** Payload schemas: `deployment-created`. */
  readonly events: Readonly<Record<string, JsonSchema>>
  readonly schemas: Readonly<Record<string, JsonSchema>>
}

/** Written by `script/github-description.ts`. */
export const rest = read('rest.json') as Rest
export const webhooks = read('events.json') as Events

/** The published description of an operation; an unknown name is a bug of the route table. */
export function operationOf(operationId: string): Operation {
  const found = rest.operations[operationId]
  if (found === undefined) throw new Error(`${operationId} is not in the slice: run script/github-description.ts`)
  return found
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))
}
