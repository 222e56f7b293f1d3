import type { WebClient } from '@slack/web-api'
import { UserError } from '../errors.ts'
import type { Clock } from '../time/clock.ts'
import { type ApiConnection, api, library } from './api.ts'
import { type Asked, explain } from './explanation.ts'
import { type Failure, failureOf, noAnswer } from './failure.ts'
import type { Pace } from './pace.ts'

/** How long a request is tried, in milliseconds. */
export interface Patience {
  /** From its first attempt to the start of its last; `Retry-After` is waited for only within it. */
  readonly total: number
  /** For the answer to one attempt. */
  readonly attempt: number
  /** Before the second attempt; doubled each time. */
  readonly firstPause: number
}

/** Slack asks for pauses of up to a minute. */
export const PATIENCE: Patience = { total: 90_000, attempt: 10_000, firstPause: 1000 }

/** What is needed to try a request more than once. */
export interface Attempts {
  readonly connection: ApiConnection
  readonly clock: Clock
  readonly pace: Pace
  readonly patience: Patience
  /** Ends everything; what is under way rejects with its reason. */
  readonly signal?: AbortSignal | undefined
  readonly onRequest: () => void
}

/** One thing to ask of Slack. */
export interface Request<T> extends Asked {
  /** Whether it writes into the channel: then it keeps to the channel's pace. */
  readonly writes: boolean
  readonly send: (client: WebClient) => Promise<T>
  /** Looks whether it was done although no answer came. Left out: doing it twice does no harm. */
  readonly look?: { readonly method: string; readonly done: (client: WebClient) => Promise<T | undefined> }
}

/** When it was asked for, in milliseconds since the epoch, and whether it had to wait for its turn. */
export interface Turn {
  readonly started: number
  readonly waited: boolean
}

/** Asks until it is answered, the failure is a lasting one, or the time is up; then throws the `UserError` for it. */
export async function persist<T>(request: Request<T>, attempts: Attempts, { started, waited }: Turn): Promise<T> {
  const { clock, pace, patience, signal, connection } = attempts
  const { method, channel = '', look } = request
  let perhapsDone = false
  for (let backoff = patience.firstPause; ; backoff *= 2) {
    const pacing = request.writes ? pace.wait(channel) : 0
    const late = clock.now() + pacing - started > patience.total
    if (late && (pacing > 0 || (waited && backoff === patience.firstPause))) throw tooBusy(request)
    if (pacing > 0) await clock.sleep(pacing, signal)
    let looking = false
    let failure: Failure
    try {
      if (perhapsDone && look !== undefined) {
        looking = true
        const done = await once(attempts, look.done)
        if (done !== undefined) return done
        perhapsDone = false
        looking = false
      }
      if (request.writes) pace.wrote(channel)
      return await once(attempts, request.send)
    } catch (thrown) {
      signal?.throwIfAborted()
      failure = thrown instanceof Unanswered ? thrown.failure : failureOf(thrown, connection.token)
    }
    perhapsDone ||= failure.perhapsDone
    const asked = looking && look !== undefined ? { method: look.method, channel } : request
    if (looking && !failure.transient) throw uncertain(explain(failure, asked, connection.apiUrl), request)
    const pause = Math.max(backoff, failure.retryAfter ?? 0)
    if (!failure.transient || clock.now() + pause - started > patience.total) {
      throw explain({ ...failure, perhapsDone }, asked, connection.apiUrl)
    }
    const why = failure.code ?? failure.status ?? failure.detail
    connection.log.info(`Slack did not do ${method} for ${channel} (${why}); asking again in ${pause / 1000} s`)
    await clock.sleep(pause, signal)
  }
}

class Unanswered extends Error {
  override readonly name = 'Unanswered'
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.detail)
    this.failure = failure
  }
}

async function once<T>(attempts: Attempts, send: (client: WebClient) => Promise<T>): Promise<T> {
  const { connection, patience, signal, onRequest } = attempts
  // Loading takes time of its own, at the first request.
  const loaded = await library()
  signal?.throwIfAborted()
  const timeout = AbortSignal.timeout(patience.attempt)
  const client = api(loaded, connection, signal === undefined ? timeout : AbortSignal.any([timeout, signal]))
  onRequest()
  try {
    return await send(client)
  } catch (thrown) {
    if (timeout.aborted && signal?.aborted !== true) throw new Unanswered(noAnswer(patience.attempt, thrown))
    throw thrown
  }
}

function tooBusy({ method, channel }: Asked): UserError {
  const text = `Slack takes one message a second for each channel: there was no time left for ${method} for ${channel}`
  return new UserError('slack-rate-limited', text)
}

function uncertain(why: UserError, { method, channel }: Asked): UserError {
  const start = `Slack did not say whether it did ${method} for ${channel}, and it cannot be looked up`
  return new UserError('slack-uncertain', `${start}. ${why.message}`)
}
