import { invalidRequest, Unmodelled, validationFailed } from '../problem.ts'

/** Reads the fields of a request's JSON body, which has been checked against the description already. */
export class Fields {
  readonly #resource: string
  readonly #body: Readonly<Record<string, unknown>>

  /** `modelled`: the fields that mean something here. Another one would be ignored without notice, so it is refused. */
  constructor(resource: string, body: unknown, modelled: readonly string[]) {
    this.#resource = resource
    this.#body = isObject(body) ? body : {}
    const other = Object.keys(this.#body).find(name => !modelled.includes(name))
    if (other !== undefined) throw new Unmodelled(`the field ${other} of a ${resource}`)
  }

  string(name: string): string | undefined {
    const value = this.#body[name]
    return typeof value === 'string' ? value : undefined
  }

  /** A text that may not be empty either. */
  required(name: string): string {
    const value = this.string(name)
    if (value === undefined || value === '') throw invalidRequest(`"${name}" wasn't supplied.`)
    return value
  }

  boolean(name: string): boolean | undefined {
    const value = this.#body[name]
    return typeof value === 'boolean' ? value : undefined
  }

  /** One of the values that may be set; the description may list others, which only GitHub itself sets. */
  oneOf<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.string(name)
    const found = allowed.find(one => one === value)
    if (value === undefined || found !== undefined) return found
    throw validationFailed(this.#resource, name, `${name} is not one of ${allowed.join(', ')}`)
  }

  strings(name: string): string[] | undefined {
    const value = this.#body[name]
    return Array.isArray(value) ? value.map(String) : undefined
  }

  object(name: string): Record<string, unknown> | undefined {
    const value = this.#body[name]
    return isObject(value) ? value : undefined
  }

  objectOrString(name: string): Record<string, unknown> | string | undefined {
    return this.string(name) ?? this.object(name)
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
