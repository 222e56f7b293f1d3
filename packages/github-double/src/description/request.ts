import { invalidRequest, notFound, Problem, Unmodelled, validationFailed } from '../problem.ts'
import { operationOf, type Parameter, rest } from './description.ts'
import { ADDRESSES, TEXT_LIMITS } from './limits.ts'
import { type Breach, Validator } from './validator.ts'

/** The parts of a request that the description speaks of. */
export interface Described {
  readonly operationId: string
  /** What GitHub calls the thing a body is about, in its errors: `DeploymentStatus`. */
  readonly resource: string
  readonly params: ReadonlyMap<string, string>
  readonly query: URLSearchParams
  readonly text: string
  /** The parsed body; undefined without one, or when it is not JSON. */
  readonly body: unknown
}

const validator = new Validator(rest.schemas, { closed: true })

/**
 * Throws when a request is not as described: a `Problem` where GitHub's answer is known, else `Unmodelled`, since
 * GitHub ignores what it does not know and a typo would go unnoticed.
 */
export function checkRequest(request: Described): void {
  const { operationId, resource } = request
  const operation = operationOf(operationId)
  checkQuery(request, operation.parameters)
  for (const parameter of operation.parameters) {
    if (parameter.in !== 'path') continue
    // No id, so there is nothing of that id.
    if (breachesOf(parameter, request.params.get(parameter.name) ?? '').length > 0) throw notFound()
  }
  if (operation.body === undefined) {
    if (request.text !== '') throw new Unmodelled(`a body of ${operationId}`)
    return
  }
  if (request.text !== '' && request.body === undefined) throw new Problem(400, 'Problems parsing JSON')
  if (typeof request.body !== 'object' || request.body === null || Array.isArray(request.body))
    throw new Problem(400, 'Body should be a JSON object')
  const [breach] = validator.breaches(operation.body, request.body)
  if (breach !== undefined) throw bodyProblem(operationId, resource, breach)
  checkTexts(operationId, resource, request.body)
}

function checkQuery({ operationId, query }: Described, parameters: readonly Parameter[]): void {
  for (const [name, text] of query) {
    const parameter = parameters.find(one => one.in === 'query' && one.name === name)
    if (parameter === undefined) throw new Unmodelled(`the query parameter ${name} of ${operationId}`)
    const [breach] = breachesOf(parameter, text)
    if (breach?.kind === 'value') throw invalidRequest(`"${name}" ${breach.problem}.`)
    // GitHub takes the default instead, without a word.
    if (breach !== undefined) throw new Unmodelled(`the query parameter ${name}=${text}: it ${breach.problem}`)
  }
}

function breachesOf({ schema }: Parameter, text: string): Breach[] {
  return validator.breaches(schema, typed(text, schema.type))
}

/** Numbers and booleans are written as text in addresses. */
function typed(text: string, type: unknown): unknown {
  if (type === 'integer' && /^-?\d+$/.test(text)) return Number(text)
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

function bodyProblem(operationId: string, resource: string, { kind, field, problem, value }: Breach): Error {
  if (kind === 'unknown') return new Unmodelled(`the field ${field} of ${operationId}`)
  if (kind === 'missing') return invalidRequest(`"${field.split('/').at(-1)}" wasn't supplied.`)
  if (kind === 'value') return validationFailed(resource, field, `${field} ${problem}`)
  const shown = value === null ? 'nil' : JSON.stringify(value)
  return invalidRequest(`For 'properties/${field}', ${shown} ${problem}.`)
}

function checkTexts(operationId: string, resource: string, body: object): void {
  const given = new Map<string, unknown>(Object.entries(body))
  for (const limit of TEXT_LIMITS) {
    const text = given.get(limit.field)
    if (limit.operationId !== operationId || typeof text !== 'string') continue
    const problem = `${limit.field} is too long (maximum is ${limit.characters} characters)`
    if (Array.from(text).length > limit.characters) throw validationFailed(resource, limit.field, problem)
  }
  for (const { operationId: of, field } of ADDRESSES) {
    const text = given.get(field)
    if (of !== operationId || typeof text !== 'string' || text === '' || isAddress(text)) continue
    throw validationFailed(resource, field, `${field} must use http(s) scheme`)
  }
}

function isAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text)
}
