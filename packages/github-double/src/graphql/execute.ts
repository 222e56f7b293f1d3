import { type ExecutionResult, execute, type GraphQLError } from 'graphql'
import { pageInfoType } from './connection.ts'
import { type Asked, resolverOf } from './fields.ts'
import { type ErrorEntry, QueryProblem } from './problem.ts'
import type { Query } from './query.ts'
import { githubSchema } from './schema.ts'
import { typeOf } from './sources.ts'
import { actorTypes } from './type/actor.ts'
import { checkTypes } from './type/check.ts'
import { commitTypes } from './type/commit.ts'
import { deploymentTypes } from './type/deployment.ts'
import { mutationTypes } from './type/mutation.ts'
import { pullRequestTypes } from './type/pull-request.ts'
import { queryTypes } from './type/query.ts'
import { repositoryTypes } from './type/repository.ts'
import { searchTypes } from './type/search.ts'
import { workflowRunTypes } from './type/workflow-run.ts'

const fieldResolver = resolverOf([
  ...queryTypes,
  ...mutationTypes,
  ...repositoryTypes,
  ...commitTypes,
  ...checkTypes,
  ...workflowRunTypes,
  ...deploymentTypes,
  ...pullRequestTypes,
  ...actorTypes,
  ...searchTypes,
  pageInfoType,
])

/** What a query found, in GitHub's form. */
export interface Executed {
  readonly data?: unknown
  readonly errors?: readonly ErrorEntry[]
}

/** Answers a query from the store. Throws what is no answer of GitHub's: a field that is not modelled, a bug. */
export async function executeQuery(
  { document, operation }: Query,
  variables: Readonly<Record<string, unknown>>,
  asked: Asked,
): Promise<Executed> {
  const result: ExecutionResult = await execute({
    schema: githubSchema(),
    document,
    contextValue: asked,
    variableValues: variables,
    operationName: operation.name?.value,
    fieldResolver,
    typeResolver: typeOf,
  })
  const errors = (result.errors ?? []).map(entryOf)
  return { ...('data' in result ? { data: result.data } : {}), ...(errors.length > 0 ? { errors } : {}) }
}

function entryOf(error: GraphQLError): ErrorEntry {
  const cause = error.originalError
  if (cause !== undefined && !(cause instanceof QueryProblem)) throw cause
  const { path, locations, message } = error
  return {
    ...(cause === undefined ? {} : { type: cause.type }),
    ...(path === undefined ? {} : { path }),
    ...(cause?.extensions === undefined ? {} : { extensions: cause.extensions }),
    ...(locations === undefined ? {} : { locations }),
    message,
  }
}
