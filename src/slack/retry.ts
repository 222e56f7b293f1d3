import type { WebClient } from '@slack/web-api'
import { UserError } from '../errors.ts'
import { AttemptTimeout, backoff, type RetryLimits, type RetryPolicy, retry, withTimeLimit } from '../net/retry.ts'
import type { Clock } from '../time/clock.ts'
import { type ApiConnection, loadSlackLibrary, slackWebClient } from './api.ts'
import { slackFailure, timeoutFailure } from './failure.ts'
import type { Pace } from './pace.ts'
import { type SlackCall, slackError } from './request-error.ts'

/** Slack asks for pauses of up to a minute, which are waited for only within the total. */
export const SLACK_RETRY_LIMITS: RetryLimits = { total: 90_000, attempt: 10_000, firstPause: 1000 }

/** What requests to Slack are sent with. */
export interface SlackSending {
  readonly connection: ApiConnection
  readonly clock: Clock
  readonly pace: Pace
  readonly limits: RetryLimits
  /** Ends everything; a request that is not answered yet rejects with its reason. */
  readonly signal?: AbortSignal | undefined
  readonly onRequest: () => void
}

/** One request to Slack. */
interface SlackRequest<T> extends SlackCall {
  /** Whether it writes into the channel: then it keeps to the channel's pace. */
  readonly writes: boolean
  readonly send: (client: WebClient) => Promise<T>
  /** Checks whether it was done although no answer came. Left out: doing it twice does no harm. */
  readonly look?: Look<T>
}

/** How it is found out whether a write was done. */
interface Look<T> {
  readonly method: string
  readonly done: (client: WebClient) => Promise<T | undefined>
  /** Whether an earlier call may have done it. */
  readonly first: boolean
}

/** When it was asked for, in milliseconds since the epoch, and whether it had to wait for its turn. */
interface Turn {
  readonly started: number
  readonly waited: boolean
}

/** Sends until it is answered, the failure is a lasting one, or the time is up; then throws the `UserError` for it. */
export async function sendToSlack<T>(
  request: SlackRequest<T>,
  sending: SlackSending,
  { started, waited }: Turn,
): Promise<T> {
  const { clock, pace, limits, signal, connection } = sending
  const { method, channel = '', look } = request
  let perhapsDone = look?.first ?? false
  let looking = false

  async function attempt(tries: number): Promise<T> {
    const pacing = request.writes ? pace.wait(channel) : 0
    const late = clock.now() + pacing - started > limits.total
    if (late && (pacing > 0 || (waited && tries === 1))) throw tooBusy(request)
    if (pacing > 0) await clock.sleep(pacing, signal)
    if (perhapsDone && look !== undefined) {
      looking = true
      const done = await once(sending, look.done)
      if (done !== undefined) return done
      perhapsDone = false
      looking = false
    }
    if (request.writes) pace.wrote(channel)
    return once(sending, request.send)
  }

  const policy: RetryPolicy = (thrown, { tries, elapsed }) => {
    if (thrown instanceof UserError) return { kind: 'give-up', error: thrown }
    const failure = thrown instanceof AttemptTimeout ? timeoutFailure(thrown) : slackFailure(thrown, connection.token)
    perhapsDone ||= failure.perhapsDone
    const asked = looking && look !== undefined ? { method: look.method, channel } : request
    if (looking && !failure.transient) {
      return { kind: 'give-up', error: uncertain(slackError(failure, asked, connection.apiUrl), request) }
    }
    looking = false
    const wait = Math.max(backoff(limits.firstPause, tries), failure.retryAfter ?? 0)
    if (!failure.transient || elapsed + wait > limits.total) {
      return { kind: 'give-up', error: slackError({ ...failure, perhapsDone }, asked, connection.apiUrl) }
    }
    const why = failure.code ?? failure.status ?? failure.detail
    connection.log.info(`Slack request ${method} for ${channel} failed (${why}); retrying in ${wait / 1000} s`)
    return { kind: 'retry', wait }
  }

  return retry(attempt, policy, { clock, signal, started })
}

async function once<T>(sending: SlackSending, send: (client: WebClient) => Promise<T>): Promise<T> {
  const { connection, limits, signal, onRequest } = sending
  // Loading takes time of its own, at the first request.
  const loaded = await loadSlackLibrary()
  signal?.throwIfAborted()
  return withTimeLimit(limits.attempt, signal, attemptSignal => {
    onRequest()
    return send(slackWebClient(loaded, connection, attemptSignal))
  })
}

function tooBusy({ method, channel }: SlackCall): UserError {
  const text = `Slack takes one message a second for each channel: there was no time left for ${method} for ${channel}`
  return new UserError('slack-rate-limited', text)
}

function uncertain(why: UserError, { method, channel }: SlackCall): UserError {
  const start = `Slack did not say whether it did ${method} for ${channel}, and it cannot be looked up`
  return new UserError('slack-uncertain', `${start}. ${why.message}`)
}
