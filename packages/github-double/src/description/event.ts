import { webhooks } from './description.ts'
import { Validator } from './validator.ts'

const validator = new Validator(webhooks.schemas, { closed: true })

/** What in the payload of an event (`deployment-created`) is not as GitHub describes it. */
export function checkEvent(name: string, payload: unknown): string[] {
  const schema = webhooks.events[name]
  if (schema === undefined) return [`the event ${name} is not described`]
  const value: unknown = JSON.parse(JSON.stringify(payload))
  return validator.breaches(schema, value).map(one => `${one.field || 'the payload'} ${one.problem}`)
}
