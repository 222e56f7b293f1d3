import { UserError } from '../errors.ts'
import { networkMessage } from '../net/network-message.ts'
import { fieldOf } from '../text/json.ts'
import { oneLine } from '../text/one-line.ts'

/** What went wrong with one request, whatever the library made of it. */
export interface GitHubFailure {
  /** Undefined when there was no answer, or none that could be read. */
  readonly status: number | undefined
  readonly headers: Readonly<Record<string, string>>
  /** GitHub's own message, or that of the network: one line without the token. */
  readonly message: string
  /** What was thrown, when GitHub did not answer. Its answers say all in the message. */
  readonly cause?: unknown
}

/** An answer of 2xx that is not the JSON that was asked for: one that is cut short, or a proxy's page. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer'
}

/** An answer that is not what GitHub's description says. */
export class MalformedAnswer extends Error {
  override readonly name = 'MalformedAnswer'

  constructor(what: string) {
    super(`its answer has ${what}`)
  }
}

/** Whether GitHub may have done what was asked all the same: no answer came, or none that can be read. */
export function isDoubtful(thrown: unknown): thrown is UserError {
  return thrown instanceof UserError && (thrown.reason === 'github-unreachable' || thrown.reason === 'github-broken')
}

/** Reads anything that was thrown by a request made with `token`. */
export function githubFailure(thrown: unknown, token: string): GitHubFailure {
  const clean = (text: string) => oneLine(token === '' ? text : text.replaceAll(token, '***'))
  const response = fieldOf(thrown, 'response')
  const status = fieldOf(response, 'status')
  if (typeof status !== 'number') {
    return { status: undefined, headers: {}, message: clean(networkMessage(thrown)), cause: thrown }
  }
  return {
    status,
    headers: headersOf(fieldOf(response, 'headers')),
    message: clean(messageIn(fieldOf(response, 'data'))),
  }
}

/** True when GitHub refused because of how much was asked, not because of who asked. */
export function isRateLimited({ status, headers, message }: GitHubFailure): boolean {
  if (status === 429) return true
  if (status !== 403) return false
  return 'retry-after' in headers || headers['x-ratelimit-remaining'] === '0' || /rate limit/i.test(message)
}

/** True when the same request may well succeed in a moment. */
export function isTransient(failure: GitHubFailure): boolean {
  return failure.status === undefined || failure.status >= 500 || isRateLimited(failure)
}

/** Milliseconds GitHub asks to wait, by its headers; undefined when it does not say. `now`: ms since the epoch. */
export function askedPause({ headers }: GitHubFailure, now: number): number | undefined {
  const seconds = Number(headers['retry-after'] ?? Number.NaN)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN)
  if (headers['x-ratelimit-remaining'] === '0' && Number.isFinite(reset)) {
    // By GitHub's own time, where it is said: the runner's may be an hour off.
    const at = Date.parse(headers.date ?? '')
    return Math.max(0, reset * 1000 - (Number.isNaN(at) ? now : at))
  }
  return undefined
}

function messageIn(data: unknown): string {
  const message = fieldOf(data, 'message')
  return typeof message === 'string' ? message : ''
}

function headersOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name.toLowerCase(), String(text)]))
}
