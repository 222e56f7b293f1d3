import {
  type DocumentNode,
  GraphQLError,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql'
import { Unmodelled } from '../problem.ts'
import { githubSchema } from './schema.ts'

/** A query that fits the schema. */
export interface Query {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
}

/** Parsing and checking a long query takes longer than answering it, and a scan asks the same ones again. */
const known = new Map<string, Query | readonly GraphQLError[]>()
const MOST_KNOWN = 500

/** The query of a text, or what is wrong with it. */
export function readQuery(text: string, operationName: string | undefined): Query | readonly GraphQLError[] {
  const key = `${operationName ?? ''}\n${text}`
  const found = known.get(key)
  if (found !== undefined) return found
  const read = parsed(text, operationName)
  const [oldest] = known.keys()
  if (known.size >= MOST_KNOWN && oldest !== undefined) known.delete(oldest)
  known.set(key, read)
  return read
}

function parsed(text: string, operationName: string | undefined): Query | readonly GraphQLError[] {
  let document: DocumentNode
  try {
    document = parse(text)
  } catch (thrown) {
    if (thrown instanceof GraphQLError) return [thrown]
    throw thrown
  }
  const problems = validate(githubSchema(), document, specifiedRules)
  if (problems.length > 0) return problems
  const operation = getOperationAST(document, operationName)
  if (operation === null || operation === undefined) return [new GraphQLError('No operation was found.')]
  if (operation.operation === 'subscription') throw new Unmodelled('subscriptions in GraphQL')
  return { document, operation }
}
