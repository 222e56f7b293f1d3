/**
 * The same data with `redact` applied to every text in it: lists, maps, sets and plain objects, whose keys stay. What is
 * rendered from it may be escaped in any way, since there is no secret left to be hidden by that.
 */
export function cleanData<T>(data: T, redact: (text: string) => string): T {
  return new Cleaner(redact).of(data) as T
}

class Cleaner {
  readonly #redact: (text: string) => string
  /** What stands in two places is one object in the copy too. */
  readonly #done = new Map<object, unknown>()

  constructor(redact: (text: string) => string) {
    this.#redact = redact
  }

  of(value: unknown): unknown {
    if (typeof value === 'string') return this.#redact(value)
    if (typeof value !== 'object' || value === null) return value
    const known = this.#done.get(value)
    if (known !== undefined) return known
    if (Array.isArray(value)) return this.#list(value)
    if (value instanceof Map) return this.#map(value)
    if (value instanceof Set) return this.#keep(value, new Set([...value].map(item => this.of(item))))
    return isPlain(value) ? this.#object(value) : value
  }

  #keep<T>(value: object, copy: T): T {
    this.#done.set(value, copy)
    return copy
  }

  #list(value: readonly unknown[]): unknown {
    const copy: unknown[] = this.#keep(value, [])
    for (const item of value) copy.push(this.of(item))
    return copy
  }

  #map(value: ReadonlyMap<unknown, unknown>): unknown {
    const copy = this.#keep(value, new Map<unknown, unknown>())
    for (const [key, item] of value) copy.set(key, this.of(item))
    return copy
  }

  #object(value: object): unknown {
    const copy: Record<string, unknown> = this.#keep(value, {})
    for (const [key, item] of Object.entries(value)) {
      // Not by assignment: a key named __proto__ must stay a key.
      Object.defineProperty(copy, key, { value: this.of(item), configurable: true, enumerable: true, writable: true })
    }
    return copy
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
