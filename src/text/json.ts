/** A value from outside as an object; an empty one for anything else. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

/** A field of a value from outside; undefined where it is no object or has no such field. */
export function fieldOf(value: unknown, name: string): unknown {
  return asRecord(value)[name]
}
