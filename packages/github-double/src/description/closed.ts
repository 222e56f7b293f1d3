import type { JsonSchema } from './description.ts'

/**
 * A schema in which no object may have a field that is not listed. GitHub's description hardly ever forbids any, so
 * that a wrong name would pass. Objects that list no fields, or allow others expressly, stay open.
 */
export function closed(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema
  const made: Record<string, unknown> = { ...schema }
  for (const keyword of ['items', 'additionalProperties']) {
    if (made[keyword] !== undefined) made[keyword] = closed(made[keyword])
  }
  for (const keyword of ['oneOf', 'anyOf']) {
    const branches = made[keyword]
    if (Array.isArray(branches)) made[keyword] = branches.map(closed)
  }
  if (Array.isArray(made.allOf)) return closedTogether(made.allOf)
  const properties = made.properties as JsonSchema | undefined
  if (properties === undefined) return made
  made.properties = Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, closed(inner)]))
  return { additionalProperties: false, ...made }
}

/** The first part describes every object inside; the others only narrow it, and list fewer fields there. */
function closedTogether(parts: readonly JsonSchema[]): JsonSchema {
  const [first, ...others] = parts
  if (first?.properties === undefined) throw new Error('allOf cannot be closed')
  const { additionalProperties: _, ...inner } = closed(first) as Record<string, unknown>
  const names = parts.flatMap(({ properties }) => Object.keys((properties ?? {}) as object))
  return {
    type: 'object',
    allOf: [inner, ...others],
    properties: Object.fromEntries(names.map(name => [name, {}])),
    additionalProperties: false,
  }
}
