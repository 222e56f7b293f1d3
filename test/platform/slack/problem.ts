/** A request that Slack would answer with `ok: false`. */
export class Problem extends Error {
  override readonly name = 'Problem'
  /** Slack's code: `channel_not_found`. */
  readonly code: string
  /** What stands beside the code: `needed` and `provided`, or `errors`. */
  readonly more: Readonly<Record<string, unknown>>
  /** 200 but for the rate limit. */
  readonly status: number
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: string,
    more: Readonly<Record<string, unknown>> = {},
    answer: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(code)
    this.code = code
    this.more = more
    this.status = answer.status ?? 200
    this.headers = answer.headers ?? {}
  }
}

/** Blocks, or arguments, of a wrong form. Slack names each breach and where it is. */
export function breaches(code: 'invalid_blocks' | 'invalid_arguments', found: readonly string[]): Problem {
  return new Problem(code, { errors: found, response_metadata: { messages: found.map(one => `[ERROR] ${one}`) } })
}

/**
 * A request that Slack knows and this double does not.
 * It is answered with 501 and recorded, so that no test passes on an answer Slack would not give.
 */
export class Unmodelled extends Error {
  override readonly name = 'Unmodelled'

  constructor(what: string) {
    super(`the Slack double does not model ${what}`)
  }
}
