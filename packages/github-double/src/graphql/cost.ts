import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  GraphQLObjectType,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql'
import { Unmodelled } from '../problem.ts'
import type { Query } from './query.ts'
import { githubSchema, isConnection } from './schema.ts'

/** What a query counts for, whatever it finds. */
export interface Cost {
  /** How many nodes it may return: the sizes of the connections, each times those of the ones around it. */
  readonly nodes: number
  /**
   * Each connection stands for as many requests as the connections around it may hold nodes; all requests, by 100,
   * rounded, and at least 1.
   * Source: https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
   */
  readonly points: number
}

/** Source: the same page, "Node limit". */
export const MOST_NODES = 500_000

type Variables = Readonly<Record<string, unknown>>

/** Counts by GitHub's published formulas. Assumes that every page is full. */
export function costOf({ document, operation }: Query, variables: Variables): Cost {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  const counted = { nodes: 0, requests: 0 }
  const defaults = Object.fromEntries(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
    ),
  )
  const known = { ...defaults, ...variables }
  const root = githubSchema().getRootType(operation.operation)
  if (root === undefined || root === null) throw new Error(`the schema has no ${operation.operation}`)

  /** `holders`: how many objects this selection may be asked of. */
  const walk = (type: GraphQLNamedType, selections: readonly SelectionSetNode[], holders: number) => {
    for (const { field, of, below } of fieldsOf(type, selections, fragments)) {
      const described = isObjectType(of) || isInterfaceType(of) ? of.getFields()[field.name.value] : undefined
      if (described === undefined) continue
      const inner = getNamedType(described.type)
      if (!isConnection(described.type)) {
        walk(inner, below, holders)
        continue
      }
      const size = sizeOf(field, known)
      counted.requests += holders
      counted.nodes += holders * size
      walk(inner, below, holders * size)
    }
  }
  walk(root, [operation.selectionSet], 1)
  return { nodes: counted.nodes, points: Math.max(1, Math.round(counted.requests / 100)) }
}

interface Selected {
  readonly field: FieldNode
  readonly of: GraphQLNamedType
  readonly below: SelectionSetNode[]
}

/** The fields of a selection: those of the same name in the answer are one, whichever fragment they stand in. */
function fieldsOf(
  type: GraphQLNamedType,
  selections: readonly SelectionSetNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Iterable<Selected> {
  const found = new Map<string, Selected>()
  const collect = (of: GraphQLNamedType, selection: SelectionSetNode) => {
    for (const one of selection.selections) {
      if ((one.directives ?? []).length > 0) throw new Unmodelled('directives in GraphQL')
      if (one.kind === Kind.FIELD) {
        const key = `${of instanceof GraphQLObjectType ? of.name : ''} ${(one.alias ?? one.name).value}`
        const known = found.get(key) ?? { field: one, of, below: [] }
        if (one.selectionSet !== undefined) known.below.push(one.selectionSet)
        found.set(key, known)
        continue
      }
      const fragment = one.kind === Kind.INLINE_FRAGMENT ? one : fragments.get(one.name.value)
      const condition = fragment?.typeCondition?.name.value
      const inner = condition === undefined ? of : githubSchema().getType(condition)
      if (fragment !== undefined && inner !== undefined) collect(inner, fragment.selectionSet)
    }
  }
  for (const selection of selections) collect(type, selection)
  return found.values()
}

/** `first` or `last`; 0 where neither is given, which GitHub takes only when nothing but the total is asked for. */
function sizeOf(field: FieldNode, variables: Variables): number {
  const bounds = (field.arguments ?? []).filter(({ name }) => name.value === 'first' || name.value === 'last')
  const sizes = bounds.map(({ value }) => valueFromASTUntyped(value, variables)).filter(Number.isInteger)
  return sizes.reduce<number>((largest, size) => Math.max(largest, Number(size)), 0)
}
