import type { WebClient } from '@slack/web-api'
import type { Logger } from '../log/logger.ts'
import { withLimitedAnswers } from '../net/limited-answers.ts'

/** Bytes of one answer: 200 messages with their blocks are a few MB. */
export const MOST_SLACK_ANSWER = 32 * 1024 * 1024

/** How requests get out. */
export interface ApiConnection {
  readonly token: string
  /** Base of the web API, `https://slack.com/api/`. */
  readonly apiUrl: string
  /** Through what requests are made: `proxiedFetch`, where there may be a proxy. Default: node's own. */
  readonly fetch?: typeof fetch
  readonly log: Logger
  /** Hides secrets in the texts of messages. Default: nothing is hidden. */
  readonly clean?: (<T>(data: T) => T) | undefined
}

/** Slack's own package, loaded here because it costs more than all the rest of a start, and it is needed only with Slack. */
export async function loadSlackLibrary(): Promise<typeof import('@slack/web-api')> {
  return import('@slack/web-api')
}

/**
 * Slack's own client for one request, which `signal` ends. Its own retries are switched off: it would try ten times in
 * half an hour, whatever is being asked, and post twice what Slack took without an answer.
 */
export function slackWebClient(
  { LogLevel, WebClient: Client }: Awaited<ReturnType<typeof loadSlackLibrary>>,
  { token, apiUrl, log, fetch: send = fetch }: ApiConnection,
  signal: AbortSignal,
): WebClient {
  const debug = (...words: unknown[]) => log.debug(`Slack: ${words.join(' ').replaceAll(token, '***')}`)
  const nothing = () => {}
  const limited = withLimitedAnswers(send, MOST_SLACK_ANSWER)
  return new Client(token, {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    fetch: (url, init) => limited(url, { ...init, signal }),
    // At its lowest level it writes whole messages and headers.
    logger: {
      debug: nothing,
      info: nothing,
      warn: debug,
      error: debug,
      setLevel: nothing,
      getLevel: () => LogLevel.WARN,
      setName: nothing,
    },
  })
}
