/** An error in GitHub's answer to a query, at the field where it came up: its siblings are answered all the same. */
export class QueryProblem extends Error {
  override readonly name = 'QueryProblem'
  /** `NOT_FOUND`, `FORBIDDEN`: what clients distinguish errors by. */
  readonly type: string
  readonly extensions: Readonly<Record<string, unknown>> | undefined

  constructor(type: string, message: string, extensions?: Readonly<Record<string, unknown>>) {
    super(message)
    this.type = type
    this.extensions = extensions
  }
}

/** One entry of `errors`, with its fields in GitHub's order. */
export interface ErrorEntry {
  readonly type?: string
  readonly path?: readonly (string | number)[]
  readonly extensions?: Readonly<Record<string, unknown>>
  readonly locations?: readonly { readonly line: number; readonly column: number }[]
  readonly message: string
}
