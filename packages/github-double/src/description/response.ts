import type { Reply } from '../http/reply.ts'
import { type JsonSchema, operationOf, rest } from './description.ts'
import { type Breach, Validator } from './validator.ts'

const strict = new Validator(rest.schemas, { closed: true })
/** For errors: GitHub's own carry fields (`status`) that their schemas do not list. */
const open = new Validator(rest.schemas, { closed: false })

/**
 * Statuses that any operation may answer, whether its description lists them or not.
 * Source: https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api
 */
const ANYWHERE = new Set([400, 401, 403, 404, 422, 429, 500, 502, 503, 504])

/** Media types that the description of an operation has in prose only. */
const ALSO_SENT = new Set(['repos/get-content application/vnd.github.raw+json'])

const ERROR_BODY: JsonSchema = {
  type: 'object',
  required: ['message', 'documentation_url', 'status'],
  properties: {
    message: { type: 'string' },
    documentation_url: { type: 'string' },
    status: { type: 'string', pattern: '^[45]\\d\\d$' },
    errors: { type: 'array', items: { type: 'object' } },
  },
}

/** What in an answer of the double is not as GitHub describes it; empty when all of it is. */
export function checkResponse(operationId: string, reply: Reply): string[] {
  const { status, content } = reply
  const described = operationOf(operationId).responses[status]
  const failed = status >= 400
  if (described === undefined && !(failed && ANYWHERE.has(status))) return [`the status ${status} is not described`]
  if ('empty' in content) return Object.keys(described?.content ?? {}).length === 0 ? [] : ['it lacks its body']
  if ('bytes' in content) {
    const type = content.type.replace(/;.*/, '')
    const known = described?.content[type] !== undefined || ALSO_SENT.has(`${operationId} ${type}`)
    return known ? [] : [`the media type ${type} is not described`]
  }
  const schema = described?.content['application/json']
  // As it is read on the other side: without the fields that are undefined.
  const value: unknown = JSON.parse(JSON.stringify(content.json))
  if (failed) return lines([...open.breaches(ERROR_BODY, value), ...(schema ? open.breaches(schema, value) : [])])
  return schema === undefined ? ['a body is not described'] : lines(strict.breaches(schema, value))
}

function lines(breaches: readonly Breach[]): string[] {
  return breaches.map(one => `${one.field === '' ? 'the body' : one.field} ${one.problem}`)
}
