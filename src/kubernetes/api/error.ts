import { isMapping, mappingAt, mappingsIn } from './objects.ts'
import { apiText } from './text.ts'

/** One cause inside a refusal of the API server: a field and what is wrong with it. */
interface FieldProblem {
  /** `FieldValueInvalid`, `FieldManagerConflict`, … */
  readonly reason: string
  /** `spec.template.spec.containers[0].image`; empty if it is about the whole object. */
  readonly field: string
  readonly message: string
}

/** An unsuccessful response of the API server, or of the proxy (reason `Transport`). */
export class KubernetesError extends Error {
  override readonly name = 'KubernetesError'
  /** HTTP status; 0 when no answer came. */
  readonly code: number
  /** The Status object's reason: `NotFound`, `Forbidden`, `Conflict`, `Invalid`; `Transport` below HTTP. */
  readonly reason: string
  /** Kind (plural) and name that the answer is about, where it says so. */
  readonly details: { readonly kind: string; readonly name: string; readonly causes: readonly FieldProblem[] }

  /** The time limit was over before the answer was whole. */
  readonly slow: boolean

  constructor(
    code: number,
    reason: string,
    message: string,
    about: { readonly details?: unknown; readonly slow?: boolean; readonly cause?: unknown } = {},
  ) {
    super(message, about.cause === undefined ? undefined : { cause: about.cause })
    this.code = code
    this.reason = reason
    this.slow = about.slow ?? false
    const mapping = isMapping(about.details) ? about.details : {}
    this.details = {
      kind: textOf(mapping.kind),
      name: textOf(mapping.name),
      causes: mappingsIn(mapping.causes).map(found => ({
        reason: textOf(found.reason),
        field: textOf(found.field),
        message: textOf(found.message),
      })),
    }
  }
}

/** An answer that is longer than is read. The same request would bring it again. */
export class OversizedAnswer extends KubernetesError {
  constructor(cause: Error) {
    super(0, 'Transport', cause.message, { cause })
  }
}

/** Characters of one message of the server: webhooks write what they like, and it is searched for known words. */
export const LONGEST_MESSAGE = 10_000

/**
 * Turns an unsuccessful response into an error. kubectl proxy answers in plain text when it cannot reach the server.
 * `redact` hides secrets while they are still whole: the server quotes invalid values.
 */
export function errorFrom(code: number, body: string, redact = (text: string): string => text): KubernetesError {
  const status = parseStatus(body)
  if (status !== undefined) {
    const details = mappingAt(status, 'details') ?? {}
    const causes = mappingsIn(details.causes).map(found => ({
      ...found,
      message: redact(textOf(found.message)).slice(0, LONGEST_MESSAGE),
    }))
    return new KubernetesError(code, textOf(status.reason), redact(textOf(status.message)).slice(0, LONGEST_MESSAGE), {
      details: { ...details, causes },
    })
  }
  // An API server does not redirect: that is something in its place, a login page or another host. What it says of it says nothing.
  if (code >= 300 && code < 400) return new KubernetesError(code, 'Transport', `it redirects (HTTP ${code})`)
  const text = apiText(redact(body), 500)
  const transport = code === 500 || code === 502 || code === 503 || code === 504
  return new KubernetesError(code, transport ? 'Transport' : '', text === '' ? `HTTP ${code}` : text)
}

function parseStatus(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return isMapping(value) && value.kind === 'Status' ? value : undefined
  } catch {
    return undefined
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
