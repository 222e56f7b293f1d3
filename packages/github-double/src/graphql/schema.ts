import { readFileSync } from 'node:fs'
import { buildSchema, GraphQLObjectType, type GraphQLOutputType, type GraphQLSchema, getNamedType } from 'graphql'

let built: GraphQLSchema | undefined

/**
 * GitHub's published schema, read when the first query comes: it takes about 200 ms.
 * Its text defines two fields twice, which only GitHub's own printer lets pass.
 */
export function githubSchema(): GraphQLSchema {
  if (built !== undefined) return built
  // The package exports no path to it; its own entry reads all of it in another form as well.
  const file = new URL('schema.graphql', import.meta.resolve('@octokit/graphql-schema'))
  built = buildSchema(readFileSync(file, 'utf8'), { assumeValidSDL: true, noLocation: true })
  widen(built)
  return built
}

/** A page of a list, which GitHub counts and bounds. */
export function isConnection(type: GraphQLOutputType): boolean {
  const named = getNamedType(type)
  return named instanceof GraphQLObjectType && named.name.endsWith('Connection')
}

/** GitHub's `databaseId: Int` holds more than the 32 bits of the specification (octokit/octokit.graphql.net#311). */
function widen(schema: GraphQLSchema): void {
  const int = schema.getType('Int')
  if (int === undefined || !('serialize' in int)) throw new Error('the schema has no Int')
  int.serialize = value => {
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value
    throw new TypeError(`no whole number: ${String(value)}`)
  }
}
