import type { SlackDouble } from '../platform/slack/slack.ts'
import type { Stumble, Trouble } from './rows.ts'
import type { World } from './world.ts'

const APP = 'commit-train'

/** Makes the doubles fail as a scan is to see them fail. `uneditable`: the channel where nothing can be edited. */
export function makeTrouble({ github, slack }: World, trouble: Trouble, uneditable: string | undefined): void {
  if (trouble.github?.how === 'out-of-points') {
    github.fail({ how: 'out-of-points', operationId: 'graphql', after: trouble.github.after })
  }
  if (trouble.github?.how === 'breaks') {
    github.fail({ how: 'timed-out', operationId: 'graphql', after: trouble.github.after, times: 7 })
  }
  for (const channel of trouble.closed) slack.invite(channel)
  for (const { channel, how } of trouble.stumbles) stumble(slack, channel, how)
  if (uneditable !== undefined) {
    slack.fail({ how: 'error', code: 'external_channel_migrating', method: 'chat.update', channel: uneditable })
  }
}

/** Members again, for the next scan. */
export function endTrouble({ slack }: World, { closed }: Trouble): void {
  for (const channel of closed) slack.invite(channel, APP)
}

function stumble(slack: SlackDouble, channel: string, how: Stumble): void {
  if (how === 'rate-limited') slack.fail({ how, retryAfter: 3, channel })
  else if (how === 'unavailable') slack.fail({ how: 'status', status: 503, method: 'chat.update', channel })
  else slack.fail({ how, method: 'chat.postMessage', channel })
}
