/** Says what of a value is not as it should be, by its place in it; undefined where all is. */
export type Shape = (value: unknown, place: string) => string | undefined

export const text: Shape = (value, place) => (typeof value === 'string' ? undefined : place)

export const number: Shape = (value, place) => (typeof value === 'number' && Number.isFinite(value) ? undefined : place)

export const flag: Shape = (value, place) => (typeof value === 'boolean' ? undefined : place)

/** What may be left out, or null. */
export function optional(shape: Shape): Shape {
  return (value, place) => (value === undefined || value === null ? undefined : shape(value, place))
}

export function list(of: Shape): Shape {
  return (value, place) => {
    if (!Array.isArray(value)) return place === '' ? 'list' : place
    for (const [index, item] of value.entries()) {
      const wrong = of(item, `${place}[${index}]`)
      if (wrong !== undefined) return wrong
    }
    return undefined
  }
}

/** An object with these fields; others are not looked at. */
export function fields(of: Readonly<Record<string, Shape>>): Shape {
  return (value, place) => {
    if (typeof value !== 'object' || value === null) return place
    for (const [name, shape] of Object.entries(of)) {
      const wrong = shape((value as Readonly<Record<string, unknown>>)[name], place === '' ? name : `${place}.${name}`)
      if (wrong !== undefined) return wrong
    }
    return undefined
  }
}
