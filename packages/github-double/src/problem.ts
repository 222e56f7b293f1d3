/** One entry of `errors` in GitHub's answer to a request that does not validate. */
export interface FieldError {
  readonly resource: string
  readonly field: string
  readonly code: string
  readonly message?: string
  readonly contexts?: readonly { readonly context: string; readonly state: string }[]
}

/** A request that GitHub would answer with an error. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  readonly errors: readonly FieldError[] | undefined
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    message: string,
    errors?: readonly FieldError[],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
    this.status = status
    this.errors = errors
    this.headers = headers
  }
}

/** GitHub's answer for whatever does not exist or may not be seen. */
export function notFound(): Problem {
  return new Problem(404, 'Not Found')
}

/** A field with a value GitHub's own checks refuse. */
export function validationFailed(resource: string, field: string, message: string): Problem {
  return new Problem(422, 'Validation Failed', [{ resource, code: 'custom', field, message }])
}

/** A body or query that is not of the form the description asks for. */
export function invalidRequest(detail: string): Problem {
  return new Problem(422, `Invalid request.\n\n${detail}`)
}

/**
 * A request that GitHub knows and this double does not.
 * It is answered with 501 and recorded, so that no test passes on an answer GitHub would not give.
 */
export class Unmodelled extends Error {
  override readonly name = 'Unmodelled'

  constructor(what: string) {
    super(`the GitHub double does not model ${what}`)
  }
}
