import { type NotifyOptions, notifyChannels } from '../../../../../src/delivery/stale/messages/channels.ts'
import { KeyStatesByPlace } from '../../../../../src/delivery/stale/messages/key-states.ts'
import type { SurveyedRepository } from '../../../../../src/delivery/stale/survey/survey.ts'
import { clockOf } from '../../../../../src/delivery/stale/text/rendering.ts'
import type { Unread, Waiting } from '../../../../../src/domain/stale/waiting.ts'
import type { SlackOptions } from '../../../../platform/slack/slack.ts'
import { shown } from '../../../../platform/slack/state/message.ts'
import { deployment } from '../../../domain/history/facts.ts'
import { type Connected, connectToSlack } from '../../../slack/connected.ts'
import { NOW, rendering, sha, waiting } from '../waiting-services.ts'

export const [channel, other] = ['C0PRODUCT1', 'C0ELSEWHERE']
const channels = [channel, other].map(id => ({ id, name: id.toLowerCase() }))

export const stale = (service: string) => waiting({ service })
export const live = (service: string) => waiting({ service, production: [deployment(sha('fix'), 1)] })
export const failed = (service: string): Unread => ({
  kind: 'unread',
  key: { repository: `acme/${service}`, service, environment: 'production' },
  finding: { reason: 'github-unreachable', text: 'GitHub failed (502)' },
})

/** A repository that was read, or whose policy alone was. */
export function surveyed(keyState: Waiting | Unread, of: string | undefined = channel): SurveyedRepository {
  const { repository } = keyState.key
  const unread = keyState.kind === 'unread'
  return {
    ...{ repository, name: unread ? undefined : repository, environments: ['production'], unmatched: [] },
    kind: unread ? 'failed' : 'read',
    finding: unread ? keyState.finding : undefined,
    keys: [{ keyState, channel: of }],
  }
}

/** A repository of which nothing is known, not even its channels. */
export function lost(service: string): SurveyedRepository {
  return { ...surveyed(failed(service)), keys: [] }
}

interface Scanned extends Connected {
  notification(
    repositories: readonly SurveyedRepository[],
    more?: Partial<NotifyOptions> & { readonly scan?: string },
  ): Promise<readonly string[]>
}

/** A Slack with two channels, in which scans find their own messages again. */
export async function open(users = rendering.users, more: SlackOptions = {}): Promise<Scanned> {
  const connected = await connectToSlack({}, { channels, ...more })
  connected.time.now = NOW
  const { client: slack, log, time } = connected
  return {
    ...connected,
    async notification(repositories, { scan = 'acme/train/scan', ...more } = {}) {
      const now = time.now
      const writer = { rendering: { ...rendering, now, users, clock: clockOf('UTC', now) }, scan }
      const todaysNames = () => Promise.resolve({ names: new Map<string, string>(), unread: [] })
      const options = { slack, dryRun: false, writer, quiet: undefined, log, todaysNames, ...more }
      const { actions, problems } = await notifyChannels(new KeyStatesByPlace(repositories), options)
      return [
        ...actions.map(
          ({ action, channel: where, newCommits }) => `${action} ${where}${newCommits === 0 ? '' : ` ${newCommits}`}`,
        ),
        ...problems.map(({ where = '', reason }) => `${reason} ${where}`),
      ]
    },
  }
}

export function text(one: Connected, index: number, of = channel): string {
  const message = one.slack.messages(of).filter(({ threadTs }) => threadTs === undefined)[index]
  return message === undefined ? '' : JSON.stringify(shown(message).blocks)
}
