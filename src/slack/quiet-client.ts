import type { Logger } from '../log/logger.ts'
import { proxiedFetch } from '../net/proxied-fetch.ts'
import type { Masks } from '../secrets/masks.ts'
import type { Clock } from '../time/clock.ts'
import { connectSlack, type SlackClient } from './client.ts'
import type { SlackLogin } from './login.ts'

/** What a connection beside other work is made with. */
interface QuietConnection {
  readonly log: Logger
  readonly clock: Clock
  readonly masks: Pick<Masks, 'clean'>
  readonly env: NodeJS.ProcessEnv
  /** Ends every request. */
  readonly signal?: AbortSignal
}

/** A connection to Slack whose retries are not in the log; undefined without a token. Loads nothing and sends nothing yet. */
export function quietSlackClient(
  login: SlackLogin | undefined,
  { log, clock, masks, env, signal }: QuietConnection,
): SlackClient | undefined {
  if (login === undefined) return undefined
  // What goes wrong is said once, at the end; in between it would stand in the middle of a step.
  const debug = (line: string): void => log.debug(line)
  const group: Logger['group'] = (_title, work) => work()
  const quietLog = { debug, info: debug, notice: debug, warning: debug, error: debug, group }
  let loading: Promise<typeof fetch> | undefined
  const lazily: typeof fetch = async (address, init) => {
    loading ??= proxiedFetch(env)
    return (await loading)(address, init)
  }
  return connectSlack({
    ...{ ...login, clock, log: quietLog, fetch: lazily, clean: data => masks.clean(data) },
    ...(signal === undefined ? {} : { signal }),
  })
}
