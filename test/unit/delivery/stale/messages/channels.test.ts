import { describe, expect, test } from 'vitest'
import { DAY } from '../../../../../src/time/duration.ts'
import { deployment } from '../../../domain/history/facts.ts'
import type { Connected } from '../../../slack/connected.ts'
import { manyServices, merged, NOW, sha, waiting } from '../waiting-services.ts'
import { channel, failed, live, lost, open, other, stale, surveyed, text } from './channel-scans.ts'

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
    one.slack.fail({ how: 'error', code: 'external_channel_migrating', method: 'chat.update' })
    expect(await one.notification([surveyed(more)])).toEqual([`reply ${channel} 1`, `slack-rejected ${channel}`])
    expect(await one.notification([surveyed(more)])).toEqual([`edit ${channel}`])
    expect(await one.notification([surveyed(more)])).toEqual([`edit ${channel}`])
    expect(one.slack.notifications.map(({ pings }) => pings)).toEqual([['@U0ADA0001'], ['@U0BEN0001']])
    expect(text(one, 0)).toContain('|2 commits>')
  })

  test('a service that only a reply has notified is in the message from the next run on, also when it cannot be read then', async () => {
    const one = await open()
    await one.notification([surveyed(stale('web'))])
    one.slack.fail({ how: 'error', code: 'external_channel_migrating', method: 'chat.update' })
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
    one.slack.fail({ how: 'error', code: 'external_channel_migrating', method: 'chat.update' })
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
    one.slack.fail({ how: 'error', code: 'external_channel_migrating', method: 'chat.update' })
    expect(await one.notification([surveyed(stale('web'))])).toEqual([`renew ${channel}`, `slack-rejected ${channel}`])
    expect(await one.notification([surveyed(stale('web'))])).toEqual([`edit ${channel}`, `close ${channel}`])
    expect(text(one, 0)).toContain('continued in a newer message below')
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
