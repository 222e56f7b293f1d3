import { describe, expect, test } from 'vitest'
import { type NotifyOptions, notifyChannels } from '../../../../../src/delivery/stale/messages/channels.ts'
import { KeyStatesByPlace } from '../../../../../src/delivery/stale/messages/key-states.ts'
import type { SurveyedRepository } from '../../../../../src/delivery/stale/survey/survey.ts'
import { clockOf } from '../../../../../src/delivery/stale/text/rendering.ts'
import type { Unread, Waiting } from '../../../../../src/domain/stale/waiting.ts'
import { DAY } from '../../../../../src/time/duration.ts'
import { shown } from '../../../../platform/slack/state/message.ts'
import { deployment } from '../../../domain/history/facts.ts'
import { type Connected, connectToSlack } from '../../../slack/connected.ts'
import { manyServices, merged, NOW, rendering, sha, waiting } from '../waiting-services.ts'

const [channel, other] = ['C0PRODUCT1', 'C0ELSEWHERE']
const channels = [channel, other].map(id => ({ id, name: id.toLowerCase() }))

const stale = (service: string) => waiting({ service })
const live = (service: string) => waiting({ service, production: [deployment(sha('fix'), 1)] })
const failed = (service: string): Unread => ({
  kind: 'unread',
  key: { repository: `acme/${service}`, service, environment: 'production' },
  finding: { reason: 'github-unreachable', text: 'GitHub failed (502)' },
})

/** A repository that was read, or whose policy alone was. */
function surveyed(keyState: Waiting | Unread, of: string | undefined = channel): SurveyedRepository {
  const { repository } = keyState.key
  const unread = keyState.kind === 'unread'
  return {
    ...{ repository, name: unread ? undefined : repository, environments: ['production'] },
    kind: unread ? 'failed' : 'read',
    finding: unread ? keyState.finding : undefined,
    keys: [{ keyState, channel: of }],
  }
}

/** A repository of which nothing is known, not even its channels. */
function lost(service: string): SurveyedRepository {
  return { ...surveyed(failed(service)), keys: [] }
}

interface Scanned extends Connected {
  notification(
    repositories: readonly SurveyedRepository[],
    more?: Partial<NotifyOptions> & { readonly scan?: string },
  ): Promise<readonly string[]>
}

async function open(users = rendering.users): Promise<Scanned> {
  const connected = await connectToSlack({}, { channels })
  connected.time.now = NOW
  const { client: slack, log, time } = connected
  return {
    ...connected,
    async notification(repositories, { scan = 'acme/train/scan', ...more } = {}) {
      const now = time.now
      const writer = { rendering: { ...rendering, now, users, clock: clockOf('UTC', now) }, scan }
      const options = { slack, dryRun: false, writer, quiet: undefined, log, ...more }
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

function text(one: Connected, index: number, of = channel): string {
  const message = one.slack.messages(of).filter(({ threadTs }) => threadTs === undefined)[index]
  return message === undefined ? '' : JSON.stringify(shown(message).blocks)
}

function searches({ slack }: Connected): number {
  return slack.requests.filter(({ method }) => method === 'conversations.history').length
}

describe('what is notified is notified once, whatever fails', () => {
  const line = [
    merged('new', { login: 'ben', merged: { at: NOW - 4.5 * 3_600_000, source: 'activity' } }),
    merged('fix'),
    merged('live'),
  ]
  const more = waiting({ service: 'web', line })

  test('the edit after a reply fails: the next run finds the reply', async () => {
    const one = await open()
    await one.notification([surveyed(stale('web'))])
    one.slack.fail({ how: 'error', code: 'cant_update_message', method: 'chat.update' })
    expect(await one.notification([surveyed(more)])).toEqual([`reply ${channel} 1`, `slack-message-gone ${channel}`])
    expect(await one.notification([surveyed(more)])).toEqual([`edit ${channel}`])
    expect(await one.notification([surveyed(more)])).toEqual([`edit ${channel}`])
    expect(one.slack.notifications.map(({ pings }) => pings)).toEqual([['@U0ADA0001'], ['@U0BEN0001']])
    expect(text(one, 0)).toContain('|2 commits>')
  })

  test('a service that only a reply has notified is in the message from the next run on, also when it cannot be read then', async () => {
    const one = await open()
    await one.notification([surveyed(stale('web'))])
    one.slack.fail({ how: 'error', code: 'cant_update_message', method: 'chat.update' })
    await one.notification([surveyed(stale('web')), surveyed(stale('api'))])
    expect(await one.notification([surveyed(stale('web')), surveyed(failed('api'))])).toEqual([`edit ${channel}`])
    expect(text(one, 0)).toMatch(/\*api\*: 1 commit for 5 h · not read since/)
  })

  test('a service that has left the message begins anew: an old reply says nothing about it', async () => {
    const one = await open()
    await one.notification([surveyed(stale('web'))])
    await one.notification([surveyed(stale('web')), surveyed(stale('api'))])
    await one.notification([surveyed(stale('web')), surveyed(live('api'))])
    expect(await one.notification([surveyed(stale('web')), surveyed(failed('api'))])).toEqual([`edit ${channel}`])
    expect(text(one, 0)).not.toContain('*api*')
    expect(await one.notification([surveyed(stale('web')), surveyed(stale('api'))])).toEqual([
      `reply ${channel} 1`,
      `edit ${channel}`,
    ])
  })

  test('the reply is not taken: the message stays as it was, the next run sends it', async () => {
    const one = await open()
    await one.notification([surveyed(stale('web'))])
    one.slack.fail({ how: 'error', code: 'msg_blocks_too_long', method: 'chat.postMessage' })
    expect(await one.notification([surveyed(more)])).toEqual([`slack-message-too-long ${channel}`])
    expect(text(one, 0)).toContain('|1 commit>')
    expect(await one.notification([surveyed(more)])).toEqual([`reply ${channel} 1`, `edit ${channel}`])
  })

  test('people talk in the thread, more than a page of it', async () => {
    const one = await open()
    await one.notification([surveyed(stale('web'))])
    const ts = one.slack.messages(channel)[0]?.ts
    one.slack.fail({ how: 'error', code: 'cant_update_message', method: 'chat.update' })
    for (let at = 0; at < 250; at++) {
      one.time.now += 2000
      await one.call('chat.postMessage', { channel, text: 'hm', thread_ts: ts }, 'xoxb-other')
    }
    await one.notification([surveyed(more)])
    expect(await one.notification([surveyed(more)])).toEqual([`edit ${channel}`])
  })
})

describe('many services', () => {
  test.each([
    ['of usual names', 'service-with-a-long-name', 'acme-corporation'],
    ['of short names: the text is what fills a message', 's', 'a'],
    ['of very long names: the metadata is full', 'n'.repeat(58), 'acme-corporation'],
  ])('150 %s are notified in as few messages as it takes, each once, and all are done', async (_what, name, owner) => {
    const services = manyServices(150, name, owner)
    const everybody = new Map(services.map((_, at) => [`person${at}`, `U0PERSON${at}`]))
    const one = await open(everybody)
    const posts = await one.notification(services.map(service => surveyed(service)))
    expect(posts.length).toBeGreaterThan(1)
    expect(posts.length).toBeLessThan(6)
    expect(posts.every(post => post.startsWith('post'))).toBe(true)
    const mentioned = one.slack.notifications.flatMap(({ pings }) => pings)
    expect([mentioned.length, new Set(mentioned).size]).toEqual([150, 150])
    const again = await one.notification(services.map(service => surveyed(service)))
    expect(again).toEqual(posts.map(() => `edit ${channel}`))
    const done = services.map(({ key }) =>
      waiting({ service: key.service, owner, production: [deployment(sha('fix'), 1)] }),
    )
    expect(await one.notification(done.map(service => surveyed(service)))).toEqual(posts.map(() => `done ${channel}`))
    expect(one.slack.notifications).toHaveLength(posts.length)
  })
})

describe('whose message it is', () => {
  test('two scans in one channel leave each other alone', async () => {
    const one = await open()
    await one.notification([surveyed(stale('web'))], { scan: 'acme/web/scan' })
    expect(await one.notification([surveyed(stale('api'))], { scan: 'acme/api/scan' })).toEqual([`post ${channel} 1`])
    expect(await one.notification([surveyed(live('web'))], { scan: 'acme/web/scan' })).toEqual([`done ${channel}`])
    expect(text(one, 1)).toContain('*api*')
  })

  test('a message of another version is left alone', async () => {
    const one = await open()
    const payload = {
      version: 1,
      scan: 'acme/train/scan',
      state: 'open',
      environment: 'production',
      notified: 'acme/web,1,1,1,1',
    }
    one.slack.say(channel, 'xoxb-train', {
      text: 'x',
      metadata: { event_type: 'commit_train_stale', event_payload: payload },
    })
    expect(await one.notification([surveyed(stale('web'))])).toEqual([`post ${channel} 1`])
  })

  test('a repository that posts to another channel: its old line goes, though no policy names that channel any more', async () => {
    const one = await open()
    await one.notification([surveyed(stale('web'), other), surveyed(stale('api'))])
    const moved = [surveyed(stale('web')), surveyed(stale('api'))]
    expect((await one.notification(moved)).toSorted()).toEqual([
      `done ${other}`,
      `edit ${channel}`,
      `reply ${channel} 1`,
    ])
    expect(await one.notification(moved)).toEqual([`edit ${channel}`])
    const before = searches(one)
    expect(await one.notification(moved)).toEqual([`edit ${channel}`])
    expect(searches(one) - before).toBe(1)
  })

  test('a channel that is gone and that no policy names any more is no problem', async () => {
    const one = await open()
    await one.notification([surveyed(stale('web'), other), surveyed(stale('api'))])
    one.slack.fail({ how: 'error', code: 'channel_not_found', method: 'conversations.history', channel: other })
    expect(await one.notification([surveyed(stale('api'))])).toEqual([`edit ${channel}`])
  })

  test('a repository of which nothing could be read: the others know its channel', async () => {
    const one = await open()
    await one.notification([surveyed(stale('web'), other), surveyed(stale('api'))])
    one.time.now += 2 * 3_600_000
    expect((await one.notification([lost('web'), surveyed(stale('api'))])).toSorted()).toEqual([
      `edit ${other}`,
      `edit ${channel}`,
    ])
    expect(text(one, 0, other)).toMatch(/\*web\*: 1 commit for 7 h · not read since 17:00/)
  })

  test('a repository that is scanned no more leaves after two days', async () => {
    const one = await open()
    await one.notification([surveyed(stale('web')), surveyed(stale('api'))])
    one.time.now += 1.5 * DAY
    expect(await one.notification([surveyed(stale('web'))])).toEqual([`edit ${channel}`])
    expect(text(one, 0)).toContain('*api*')
    one.time.now += DAY
    await one.notification([surveyed(stale('web'))])
    expect(text(one, 0)).not.toContain('*api*')
  })
})

describe('a message that would soon not be found again', () => {
  test('goes on in a new one, which mentions no one and knows what was notified', async () => {
    const one = await open()
    await one.notification([surveyed(stale('web'))])
    one.time.now += 21 * DAY
    expect(await one.notification([surveyed(stale('web'))])).toEqual([`renew ${channel}`])
    expect(one.slack.notifications.map(({ pings }) => pings)).toEqual([['@U0ADA0001'], []])
    expect([text(one, 0), text(one, 1)]).toEqual([
      expect.stringContaining('continued in a newer message below'),
      expect.stringContaining('*web*'),
    ])
    expect(await one.notification([surveyed(stale('web'))])).toEqual([`edit ${channel}`])
  })

  test('the older one could not be closed: the next run does it', async () => {
    const one = await open()
    await one.notification([surveyed(stale('web'))])
    one.time.now += 21 * DAY
    one.slack.fail({ how: 'error', code: 'cant_update_message', method: 'chat.update' })
    expect(await one.notification([surveyed(stale('web'))])).toEqual([
      `renew ${channel}`,
      `slack-message-gone ${channel}`,
    ])
    expect(await one.notification([surveyed(stale('web'))])).toEqual([`edit ${channel}`, `close ${channel}`])
    expect(one.slack.notifications).toHaveLength(2)
  })

  test('when it is below a thousand others', async () => {
    const one = await open()
    await one.notification([surveyed(stale('web'))])
    for (let at = 0; at < 1001; at++) one.slack.say(channel, 'xoxb-other', { text: 'deployed' })
    expect(await one.notification([surveyed(stale('web'))])).toEqual([`renew ${channel}`])
  })

  test('further up than a search reads: said', async () => {
    const one = await open()
    for (let at = 0; at < 2001; at++) one.slack.say(channel, 'xoxb-other', { text: 'deployed' })
    await one.notification([surveyed(stale('web'))])
    expect(one.log.lines).toContain(
      `notice: ${channel}: no open message is among its newest 2,000 messages; an older one would be posted a second time`,
    )
  })
})

test.each([
  ['is down', { how: 'status', status: 503 }, 'slack-unreachable'],
  ['takes no more for now', { how: 'rate-limited', retryAfter: 600 }, 'slack-rate-limited'],
] as const)('Slack %s: three channels are tried, the others are named', async (_, fault, reason) => {
  const one = await open()
  const ids = ['C0AAAAAAA', 'C0BBBBBBB', 'C0CCCCCCC', 'C0DDDDDDD', 'C0EEEEEEE']
  one.slack.fail({ ...fault, times: 1000 })
  const notified = await one.notification(ids.map((id, at) => surveyed(stale(`web${at}`), id)))
  expect(notified).toEqual([...ids.slice(0, 3).map(id => `${reason} ${id}`), 'slack-unreachable '])
})
