import { isMapping } from './objects.ts'

/**
 * A copy of a received object with secrets hidden in every text that the cluster wrote for people: the `message` of an
 * event, and every `message` in the status. What was applied (the `spec`) stays as it is, for it is compared.
 */
export function withMessagesRedacted<T>(object: T, redact: (text: string) => string): T {
  if (!isMapping(object)) return object
  const { message, status } = object
  return {
    ...object,
    ...(typeof message === 'string' ? { message: redact(message) } : {}),
    ...(status === undefined ? {} : { status: redacted(status, redact) }),
  }
}

function redacted(value: unknown, redact: (text: string) => string): unknown {
  if (Array.isArray(value)) return value.map(item => redacted(item, redact))
  if (!isMapping(value)) return value
  const fields = Object.entries(value).map(([field, inner]) => [
    field,
    field === 'message' && typeof inner === 'string' ? redact(inner) : redacted(inner, redact),
  ])
  return Object.fromEntries(fields)
}
