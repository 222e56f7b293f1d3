import { messageOf } from '../errors.ts'
import { innermostError, networkMessage } from '../net/network-message.ts'
import type { AttemptTimeout } from '../net/retry.ts'
import { fieldOf } from '../text/json.ts'
import { oneLine } from '../text/one-line.ts'

/** What went wrong with one request, whatever the library made of it. */
export interface SlackFailure {
  /** Slack's own code, `not_in_channel`; undefined when Slack did not answer as it should. */
  readonly code?: string
  /** HTTP's, when it is not 200. */
  readonly status?: number
  /** Milliseconds Slack asks to wait; undefined when it does not say. */
  readonly retryAfter?: number
  /** The scope that is missing. */
  readonly needed?: string
  /** What is wrong with a message, in Slack's words; or what the network said. One line without the token. */
  readonly detail: string
  /** That the same request may well succeed in a moment. */
  readonly transient: boolean
  /** That Slack refused because of how much was asked. */
  readonly rateLimited: boolean
  /** That what was asked may have been done all the same. */
  readonly perhapsDone: boolean
  readonly cause?: unknown
}

const PASSING = ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'team_added_to_org']
const RATE = ['ratelimited', 'rate_limited', 'message_limit_exceeded']
const STATUSES = [408, 500, 502, 503, 504]
/** The request never left. */
const UNSENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']

const NOT_SLACK: SlackFailure = {
  ...{ detail: "the answer is not Slack's", transient: true },
  ...{ rateLimited: false, perhapsDone: true },
}

/** Reads anything that was thrown by a request made with `token`. The library's errors are recognised by their codes. */
export function slackFailure(thrown: unknown, token: string): SlackFailure {
  const clean = (text: string) => oneLine(token === '' ? text : text.replaceAll(token, '***'))
  switch (fieldOf(thrown, 'code')) {
    case 'slack_webapi_platform_error':
      return platformFailure(fieldOf(thrown, 'data'), clean)
    case 'slack_webapi_rate_limited_error':
      return rateFailure(Number(fieldOf(thrown, 'retryAfter')) * 1000)
    case 'slack_webapi_http_error': {
      const status = Number(fieldOf(thrown, 'statusCode'))
      const transient = STATUSES.includes(status)
      return { status, detail: '', transient, rateLimited: false, perhapsDone: transient }
    }
    default:
      // A 429 without a pause is a plain error of the library's.
      if (messageOf(thrown).startsWith('Retry header did not contain')) return rateFailure(Number.NaN)
      // The library's own stumble over an answer of null.
      if (thrown instanceof TypeError && thrown.message.startsWith('Cannot read properties of null')) return NOT_SLACK
      return networkFailure(thrown, clean)
  }
}

/** An attempt that got no answer in time: Slack may have done what was asked. */
export function timeoutFailure({ message, cause }: AttemptTimeout): SlackFailure {
  return { detail: message, transient: true, rateLimited: false, perhapsDone: true, cause }
}

function platformFailure(data: unknown, clean: (text: string) => string): SlackFailure {
  const code = fieldOf(data, 'error')
  // What is no JSON is handed out as if it were the code: a proxy's page, or an answer that was cut short.
  if (typeof code !== 'string' || !/^\w{1,80}$/.test(code)) return NOT_SLACK
  if (RATE.includes(code)) return rateFailure(Number.NaN)
  const messages = fieldOf(fieldOf(data, 'response_metadata'), 'messages')
  const detail = Array.isArray(messages) ? clean(messages.join('; ')) : ''
  const needed = fieldOf(data, 'needed')
  const transient = PASSING.includes(code)
  const failure = { code, detail, transient, rateLimited: false, perhapsDone: transient }
  return typeof needed === 'string' ? { ...failure, needed: clean(needed) } : failure
}

function rateFailure(retryAfter: number): SlackFailure {
  const failure = { code: 'ratelimited', detail: '', transient: true, rateLimited: true, perhapsDone: false }
  return Number.isFinite(retryAfter) ? { ...failure, retryAfter } : failure
}

function networkFailure(thrown: unknown, clean: (text: string) => string): SlackFailure {
  const unsent = UNSENT.includes(String(fieldOf(innermostError(thrown), 'code')))
  const message = networkMessage(thrown)
  const failure = { detail: clean(message), transient: true, rateLimited: false, perhapsDone: !unsent }
  // Node repeats a header that it cannot send: such an error would carry the token into the log.
  return failure.detail === oneLine(message) ? { ...failure, cause: thrown } : failure
}
