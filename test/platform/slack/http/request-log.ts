import type { Fault } from './fault.ts'

/** One request as the double got it. The token's value is never kept. */
export interface LoggedRequest {
  /** `chat.postMessage`, also one that is not modelled. */
  readonly method: string
  /** As sent, decoded: numbers and booleans are texts in a form. */
  readonly arguments: Readonly<Record<string, unknown>>
  /** Milliseconds since the epoch, by the double's clock. */
  readonly receivedAt: number
  /** How Slack was made to fail on it. */
  readonly fault: Fault['how'] | undefined
  /** The name the test gave to the token; undefined for a missing or unknown one. */
  token: string | undefined
  /** The status of the answer; undefined until it was sent, for ever when it never is. */
  status: number | undefined
  /** Slack's code for what went wrong, if anything did. */
  error: string | undefined
}

/** A request the double could not answer as Slack would: each one must fail its test. */
export interface UnknownRequest {
  readonly method: string
  readonly why: string
}
