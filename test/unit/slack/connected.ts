import { connectSlack, type SlackConnection, type SlackWorkspace } from '../../../src/slack/client.ts'
import type { SlackOptions } from '../../platform/slack/slack.ts'
import { RecordingLogger } from '../recording-logger.ts'
import { type Harness, startHarness } from '../slack-double/harness.ts'

/** The Slack double and our client as an action would use it; both go by one clock, whose sleeps take no time. */
export interface Connected extends Harness {
  readonly client: SlackWorkspace
  /** The pauses the client made, in milliseconds. */
  readonly slept: number[]
  readonly log: RecordingLogger
}

export async function connectToSlack(
  more: Partial<SlackConnection> = {},
  options: SlackOptions = {},
): Promise<Connected> {
  // One at a time: who keeps to one a second never meets the limit.
  const harness = await startHarness({ rates: { postBurst: 1 }, ...options })
  const log = new RecordingLogger()
  const slept: number[] = []
  const clock = {
    now: () => harness.time.now,
    async sleep(ms: number, signal?: AbortSignal) {
      signal?.throwIfAborted()
      slept.push(ms)
      harness.time.now += ms
    },
  }
  let ids = 0
  const newId = () => {
    ids += 1
    return `id-${ids}`
  }
  const client = connectSlack({ token: 'xoxb-train', apiUrl: harness.slack.url, log, clock, newId, ...more })
  return { ...harness, client, slept, log }
}
