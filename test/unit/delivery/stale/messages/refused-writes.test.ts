import { describe, expect, test } from 'vitest'
import type { SurveyedRepository } from '../../../../../src/delivery/stale/survey/survey.ts'
import { DAY } from '../../../../../src/time/duration.ts'
import { shown } from '../../../../platform/slack/state/message.ts'
import { channel, live, lost, open, other, stale, surveyed, text } from './channel-scans.ts'

test('a channel that is gone and that no policy names any more is no problem', async () => {
  const one = await open()
  await one.notification([surveyed(stale('web'), other), surveyed(stale('api'))])
  one.slack.fail({ how: 'error', code: 'channel_not_found', method: 'conversations.history', channel: other })
  expect(await one.notification([surveyed(stale('api'))])).toEqual([`edit ${channel}`])
  // It is not searched any more: the message that named it has forgotten it.
  const before = one.slack.requests.length
  expect(await one.notification([surveyed(stale('api'))])).toEqual([`edit ${channel}`])
  expect(one.slack.requests.slice(before).filter(asked => asked.arguments.channel === other)).toEqual([])
})

test('a channel that is archived and that no policy names any more is said once: it can be read, but takes no edit', async () => {
  const one = await open()
  await one.notification([surveyed(stale('web'), other), surveyed(stale('api'))])
  one.slack.archive(other)
  const moved = [surveyed(stale('web')), surveyed(stale('api'))]
  expect(await one.notification(moved)).toEqual([`reply ${channel} 1`, `edit ${channel}`])
  const notice = `notice: ${other}, which no policy names, takes no messages: its messages stay as they are`
  expect(one.log.lines.filter(line => line === notice)).toHaveLength(1)
  const before = one.slack.requests.length
  expect(await one.notification(moved)).toEqual([`edit ${channel}`])
  expect(one.slack.requests.slice(before).filter(asked => asked.arguments.channel === other)).toEqual([])
})

test('a channel that is archived and that a policy names is a problem', async () => {
  const one = await open()
  await one.notification([surveyed(stale('web'))])
  one.slack.archive(channel)
  expect(await one.notification([surveyed(stale('web'))])).toEqual([`slack-channel-archived ${channel}`])
})

describe.each(['edit_window_closed', 'cant_update_message'])(
  'a message that Slack lets nobody edit any more (%s)',
  code => {
    const refused = { how: 'error', code, method: 'chat.update', times: 1000 } as const

    test('stays as it is while nothing is new: an edit window is no reason for a message at each run', async () => {
      const one = await open()
      await one.notification([surveyed(stale('web'))])
      one.slack.fail(refused)
      for (let run = 0; run < 3; run += 1) expect(await one.notification([surveyed(stale('web'))])).toEqual([])
      expect(one.slack.messages(channel)).toHaveLength(1)
    })

    test('goes on in a new one without mentions when something is new, and its thread says so', async () => {
      const one = await open()
      await one.notification([surveyed(stale('web'))])
      one.slack.fail({ ...refused, times: 2 })
      const both = [surveyed(stale('web')), surveyed(stale('api'))]
      expect(await one.notification(both)).toEqual([`reply ${channel} 1`, `renew ${channel}`])
      expect(await one.notification(both)).toEqual([`edit ${channel}`])
      expect(one.slack.notifications.flatMap(({ pings }) => pings)).toEqual(['@U0ADA0001', '@U0ADA0001'])
      const [first] = one.slack.messages(channel)
      const thread = one.slack.messages(channel).filter(({ threadTs }) => threadTs === first?.ts)
      expect(thread.map(message => shown(message).text).at(-1)).toBe(
        '⏳ production: continued in a newer message below',
      )
    })

    test('is done in its thread when nothing waits any more, once', async () => {
      const one = await open()
      await one.notification([surveyed(stale('web'))])
      one.slack.fail(refused)
      expect(await one.notification([surveyed(live('web'))])).toEqual([`done ${channel}`])
      expect(await one.notification([surveyed(live('web'))])).toEqual([])
      expect(one.slack.messages(channel).filter(({ threadTs }) => threadTs !== undefined)).toHaveLength(1)
    })
  },
)

test('a message that is deleted between the search and the reply is posted again', async () => {
  const one = await open()
  await one.notification([surveyed(stale('web'))])
  one.slack.fail({ how: 'error', code: 'thread_not_found', method: 'chat.postMessage' })
  expect(await one.notification([surveyed(stale('web')), surveyed(stale('api'))])).toEqual([`post ${channel} 1`])
})

test.each([
  ['', 0],
  [' and leaves its thread', 1],
])('a message that is deleted by hand%s is posted again, once', async (_what, replies) => {
  const one = await open()
  await one.notification([surveyed(stale('web'))])
  const [first] = one.slack.messages(channel)
  for (let reply = 0; reply < replies; reply += 1) {
    one.time.now += 2000
    await one.call('chat.postMessage', { channel, text: 'hm', thread_ts: first?.ts }, 'xoxb-other')
  }
  if (first !== undefined) one.slack.remove(first)
  expect(await one.notification([surveyed(stale('web'))])).toEqual([`post ${channel} 1`])
  expect(await one.notification([surveyed(stale('web'))])).toEqual([`edit ${channel}`])
  expect(await one.notification([surveyed(live('web'))])).toEqual([`done ${channel}`])
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

describe('a repository that was renamed', () => {
  const renamed = (repository: string) => ({ ...surveyed(stale('site')), repository })

  test('asked for by its old name: nobody is notified again', async () => {
    const one = await open()
    await one.notification([surveyed(stale('web'))])
    expect(await one.notification([renamed('acme/web')])).toEqual([`edit ${channel}`])
    expect(text(one, 0)).toMatch(/\*site\*: <.*1 commit>/)
    expect(text(one, 0)).not.toContain('*web*')
  })

  test('found by its new name: GitHub knows the old one', async () => {
    const one = await open()
    await one.notification([surveyed(stale('web'))])
    const todaysNames = (old: readonly string[]) =>
      Promise.resolve({ names: new Map(old.map(name => [name, 'acme/site'])), unread: [] })
    expect(await one.notification([renamed('acme/site')], { todaysNames })).toEqual([`edit ${channel}`])
    expect(await one.notification([renamed('acme/site')])).toEqual([`edit ${channel}`])
    expect(one.slack.notifications).toHaveLength(1)
  })

  const known = (name: string) => async (old: readonly string[]) => ({
    names: new Map(old.map(one => [one, name])),
    unread: [],
  })
  /** A service that is called otherwise than its repository, which was `acme/web`. */
  const named = (repository: string) => {
    const { keys, ...one } = surveyed(stale('web'))
    const ofNow = keys.map(({ keyState, ...more }) => ({
      ...more,
      keyState: { ...keyState, key: { ...keyState.key, repository } },
    }))
    return { ...one, repository, name: repository, keys: ofNow }
  }

  test.each<[string, SurveyedRepository, SurveyedRepository]>([
    ['its service is called like it', { ...lost('site') }, surveyed(stale('site'))],
    ['its service has a name of its own', { ...lost('site') }, named('acme/site')],
  ])('it cannot be read at first, %s: nobody is notified again', async (_, unreadable, readable) => {
    const one = await open()
    const todaysNames = known('acme/site')
    await one.notification([surveyed(stale('web')), surveyed(stale('api'))])
    expect(await one.notification([unreadable, surveyed(stale('api'))], { todaysNames })).toEqual([`edit ${channel}`])
    one.time.now += 3 * DAY
    expect(await one.notification([unreadable, surveyed(stale('api'))], { todaysNames })).toEqual([`edit ${channel}`])
    expect(await one.notification([readable, surveyed(stale('api'))], { todaysNames })).toEqual([`edit ${channel}`])
    expect(one.slack.notifications).toHaveLength(1)
  })

  test('its name today cannot be looked up at first: what is new to all messages waits for the next run', async () => {
    const one = await open()
    await one.notification([surveyed(stale('web')), surveyed(stale('api'))])
    const scan = [surveyed(stale('site')), surveyed(stale('api'))]
    const unread = async (old: readonly string[]) => ({ names: new Map<string, string>(), unread: old })
    expect(await one.notification(scan, { todaysNames: unread })).toEqual([`edit ${channel}`])
    expect(one.log.lines.join()).toContain('acme/web: its name today could not be read, so the next run notifies')
    expect(await one.notification(scan, { todaysNames: known('acme/site') })).toEqual([`edit ${channel}`])
    expect(one.slack.notifications).toHaveLength(1)
  })

  test('one that is gone keeps no other from being notified', async () => {
    const one = await open()
    await one.notification([surveyed(stale('web'))])
    const todaysNames = async () => ({ names: new Map<string, string>(), unread: [] })
    const actions = await one.notification([surveyed(stale('site'))], { todaysNames })
    expect(actions).toEqual([`reply ${channel} 1`, `edit ${channel}`])
  })
})
