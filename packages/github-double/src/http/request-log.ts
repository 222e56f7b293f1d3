import type { Fault } from './fault.ts'

/** One request as the double got it. The token's value is never kept. */
export interface LoggedRequest {
  /** The `x-github-request-id` of the answer. */
  readonly id: string
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown
  /** When the whole request had arrived: milliseconds since the epoch. */
  readonly receivedAt: number
  /** The same moment on the monotonic clock (`performance.now()` of the double's process), in milliseconds. */
  readonly receivedMonotonic: number
  /** The operation in GitHub's description; undefined for an endpoint that is not modelled. */
  readonly operationId: string | undefined
  /** How GitHub was made to fail on it. */
  readonly fault: Fault['how'] | undefined
  /** What a query counts for; other requests, and a query that is none, have no points. */
  points?: number
  /** The name the test gave to the token; undefined for a missing or unknown one. */
  token: string | undefined
  /** Whether request and answer were both held against GitHub's description or schema, and found to be as described. */
  validated: boolean
  /** When the answer was sent, on the monotonic clock, in milliseconds; undefined until then. */
  answeredMonotonic: number | undefined
  /** The status of the answer; undefined until it was sent, for ever when it never is. */
  status: number | undefined
}

/** A request the double could not answer as GitHub would: each one must fail its test. */
export interface UnknownRequest {
  readonly method: string
  readonly path: string
  readonly why: string
}
