import { array, type Json, mapValues, merged, object, plainSchema, referencesOf } from './json-schema.ts'

/** Those operations of a REST description, and every schema they lead to. Throws when one is not described. */
export function sliceOperations(description: unknown, operationIds: readonly string[]): Json {
  const components = object(object(description).components)
  const resolve = (value: unknown): Json => {
    const given = object(value)
    if (given.$ref === undefined) return given
    const [, , kind = '', name = ''] = String(given.$ref).split('/')
    return object(object(components[kind])[name])
  }
  const found = new Map<string, Json>()
  for (const [path, methods] of Object.entries(object(object(description).paths))) {
    for (const [method, operation] of Object.entries(object(methods))) {
      const id = String(object(operation).operationId)
      if (operationIds.includes(id)) found.set(id, sliceOperation(method, path, object(operation), resolve))
    }
  }
  const missing = operationIds.filter(id => !found.has(id))
  if (missing.length > 0) throw new Error(`not described: ${missing.join(', ')}`)
  const operations = Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return { operations, schemas: schemasOf(object(components.schemas), operations) }
}

/** The payload schemas of those webhook events (`deployment-created`), and every schema they lead to. */
export function sliceEvents(description: unknown, names: readonly string[]): Json {
  const events = Object.fromEntries(
    names.toSorted().map(name => {
      const { post } = object(object(object(description).webhooks)[name])
      const content = object(object(object(post).requestBody).content)
      return [name, plainSchema(object(content['application/json']).schema)]
    }),
  )
  return { events, schemas: schemasOf(object(object(object(description).components).schemas), events) }
}

function sliceOperation(method: string, path: string, operation: Json, resolve: (value: unknown) => Json): Json {
  const parameters = array(operation.parameters ?? []).map(one => {
    const { name, in: where, required = false, schema } = resolve(one)
    return { name, in: where, required, schema: plainSchema(schema) }
  })
  const responses = mapValues(object(operation.responses), one => {
    const { headers = {}, content = {} } = resolve(one)
    return { headers: Object.keys(object(headers)), content: contentOf(content) }
  })
  const { requestBody } = operation
  const body = requestBody === undefined ? {} : { body: contentOf(resolve(requestBody).content)['application/json'] }
  return { method: method.toUpperCase(), path, parameters, ...body, responses }
}

/** The schema of each media type. */
function contentOf(content: unknown): Json {
  return mapValues(object(content), one => plainSchema(object(one).schema))
}

function schemasOf(components: Json, roots: unknown): Json {
  const found = new Map<string, unknown>()
  const waiting = referencesOf(roots)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue
    if (components[name] === undefined) throw new Error(`there is no schema ${name}`)
    const schema = merged(plainSchema(components[name]), part => plainSchema(components[part]))
    found.set(name, schema)
    waiting.push(...referencesOf(schema))
  }
  return Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
