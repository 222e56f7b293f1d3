import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql'
import type { Place } from '../body/links.ts'
import { Unmodelled } from '../problem.ts'
import type { Account } from '../state/account.ts'
import { type Permission, permits } from '../state/permission.ts'
import type { Store } from '../state/store.ts'
import type { Cost } from './cost.ts'
import type { PlannedErrors } from './planned-errors.ts'
import { QueryProblem } from './problem.ts'

/** What every field of one query is answered from. */
export interface Asked {
  readonly store: Store
  readonly place: Place
  readonly account: Account
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly cost: Cost
  /** Of the token, after this query. */
  readonly budget: { readonly limit: number; readonly used: number; readonly reset: number }
  /** Where a test wants this query to fail. */
  readonly planned: PlannedErrors | undefined
}

export type Arguments = Readonly<Record<string, unknown>>
export type Resolve<Source> = (source: Source, args: Arguments, asked: Asked, info: GraphQLResolveInfo) => unknown

/** How one field of a type is answered. */
export interface Field<Source> {
  /** The arguments that mean something here; a query with another one is answered with 501. */
  readonly args?: readonly string[]
  /** What a token must be allowed to read for it. */
  readonly reads?: Permission
  readonly resolve: Resolve<Source>
}

/** The modelled fields of a type of the schema. */
export type Fields<Source> = Readonly<Record<string, Field<Source> | Resolve<Source>>>

/** A type with its fields; a source of it is whatever the fields that lead to it return. */
export interface ModelledType {
  readonly name: string
  readonly fields: ReadonlyMap<string, Field<unknown>>
}

export function modelled<Source>(name: string, fields: Fields<Source>): ModelledType {
  const entries = Object.entries(fields).map(([field, how]): [string, Field<unknown>] => {
    const whole = typeof how === 'function' ? { resolve: how } : how
    // graphql hands a field the source that its own type's fields have returned.
    return [
      field,
      { ...whole, resolve: (source, args, asked, info) => whole.resolve(source as Source, args, asked, info) },
    ]
  })
  return { name, fields: new Map(entries) }
}

/** Answers fields from the table alone: one that is not in it fails the request instead of being null. */
export function resolverOf(types: readonly ModelledType[]): GraphQLFieldResolver<unknown, Asked> {
  const table = new Map(types.map(type => [type.name, type.fields]))
  return (source, args: Arguments, asked, info) => {
    const { name } = info.parentType
    const field = table.get(name)?.get(info.fieldName)
    if (field === undefined) throw new Unmodelled(`the field ${name}.${info.fieldName} in GraphQL`)
    for (const given in args) {
      if (field.args?.includes(given) !== true)
        throw new Unmodelled(`the argument ${given} of ${name}.${info.fieldName} in GraphQL`)
    }
    asked.planned?.strike(info.path)
    if (field.reads !== undefined) demand(asked.account, field.reads)
    return field.resolve(source, args, asked, info)
  }
}

/** Throws when a token may not read something: the field is null then, and the rest of the answer stands. */
export function demand(account: Account, name: Permission): void {
  const problem = refusal(account, name)
  if (problem !== undefined) throw problem
}

/** The error in place of something that a token may not read. */
export function refusal(account: Account, name: Permission): QueryProblem | undefined {
  if (permits(account.permissions, name, 'read')) return undefined
  const means = account.kind === 'user' ? 'personal access token' : 'integration'
  return new QueryProblem('FORBIDDEN', `Resource not accessible by ${means}`, { saml_failure: false })
}
