import { invalidRequest, Problem, Unmodelled, validationFailed } from '../problem.ts'

/** Reads the fields of a request's JSON body, and answers as GitHub does when one does not fit. */
export class Fields {
  readonly #resource: string
  readonly #body: Readonly<Record<string, unknown>>

  /** `known`: every field that is modelled. Any other is refused as unmodelled, where GitHub would ignore a typo. */
  constructor(resource: string, body: unknown, known: readonly string[]) {
    if (!isObject(body)) throw new Problem(400, 'Body should be a JSON object')
    const other = Object.keys(body).find(name => !known.includes(name))
    if (other !== undefined) throw new Unmodelled(`the field ${other} of a ${resource}`)
    this.#resource = resource
    this.#body = body
  }

  string(name: string): string | undefined {
    const value = this.#body[name] ?? undefined
    if (value === undefined || typeof value === 'string') return value
    throw this.#wrongType(name, 'a string', value)
  }

  required(name: string): string {
    const value = this.string(name)
    if (value === undefined || value === '') throw invalidRequest(`"${name}" wasn't supplied.`)
    return value
  }

  boolean(name: string): boolean | undefined {
    const value = this.#body[name] ?? undefined
    if (value === undefined || typeof value === 'boolean') return value
    throw this.#wrongType(name, 'a boolean', value)
  }

  /** A text of at most `limit` characters, counted as code points. */
  limited(name: string, limit: number): string | undefined {
    const value = this.string(name)
    if (value === undefined || Array.from(value).length <= limit) return value
    throw validationFailed(this.#resource, name, `${name} is too long (maximum is ${limit} characters)`)
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.string(name)
    const found = allowed.find(one => one === value)
    if (value === undefined || found !== undefined) return found
    throw validationFailed(this.#resource, name, `${name} is not one of ${allowed.join(', ')}`)
  }

  strings(name: string): string[] | undefined {
    const value = this.#body[name] ?? undefined
    if (value === undefined) return undefined
    if (Array.isArray(value) && value.every(item => typeof item === 'string')) return value
    throw this.#wrongType(name, 'an array of strings', value)
  }

  object(name: string): Record<string, unknown> | undefined {
    const value = this.#body[name] ?? undefined
    if (value === undefined || isObject(value)) return value
    throw this.#wrongType(name, 'an object', value)
  }

  objectOrString(name: string): Record<string, unknown> | string | undefined {
    return typeof this.#body[name] === 'string' ? this.#body[name] : this.object(name)
  }

  #wrongType(name: string, wanted: string, value: unknown): Problem {
    return invalidRequest(`For 'properties/${name}', ${JSON.stringify(value)} is not ${wanted}.`)
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
