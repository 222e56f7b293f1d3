import { afterEach, describe, expect, test, vi } from 'vitest'
import { proxiedFetch } from '../../../src/net/proxied-fetch.ts'
import { context, header, section } from '../../../src/slack/blocks.ts'
import type { SlackMessage } from '../../../src/slack/message.ts'
import { DEPLOYS, SECRET, start } from '../slack-double/harness.ts'
import { userErrorOf } from '../user-error.ts'
import { type Connected, connectToSlack } from './connected.ts'

const METADATA = { eventType: 'counted', payload: { count: 1, of: { name: 'a' }, all: [{ name: 'b' }] } }

function message(text: string, more: Partial<SlackMessage> = {}): SlackMessage {
  return { channel: DEPLOYS, text, blocks: [section(text)], ...more }
}

afterEach(() => {
  vi.unstubAllEnvs()
})

const errorOf = (work: Promise<unknown>) => userErrorOf(work, 'xoxb')

test('posts, replies, edits; each as it was meant', async () => {
  const { slack, client } = await connectToSlack()
  const blocks = [header('h'), section('one <@U0ADA>'), context('c')]
  const ref = await client.post(message('one', { blocks, metadata: METADATA }))
  const reply = await client.reply(ref, message('more <@U0ADA>'))
  await client.edit(ref, message('two'))
  const [posted, answered] = slack.messages(DEPLOYS)
  expect(posted?.revisions).toMatchObject([
    { text: 'one', blocks, pings: ['@U0ADA'], metadata: { event_type: 'counted', event_payload: METADATA.payload } },
    { text: 'two', blocks: [section('two')], metadata: { event_type: 'counted' } },
  ])
  expect(answered).toMatchObject({ ts: reply.ts, threadTs: ref.ts })
  expect(slack.notifications.map(({ pings }) => pings)).toEqual([['@U0ADA'], ['@U0ADA']])
  expect(slack.requests.map(one => one.arguments.parse)).toEqual(['none', 'none', 'none'])
  expect(client.requests()).toBe(3)
  slack.assertNoUnknownRequests()
})

test('nothing is sent before the first request', async () => {
  const { client } = await connectToSlack()
  expect(client.requests()).toBe(0)
})

describe('a search', () => {
  test('finds our own messages of that type, newest first, and no others', async () => {
    const { slack, client, time } = await connectToSlack()
    const first = await client.post(message('a', { metadata: METADATA }))
    await client.post(message('b'))
    const forged = { event_type: 'counted', event_payload: { count: 9 } }
    slack.say(DEPLOYS, 'xoxb-other', { text: 'forged', metadata: forged })
    await client.reply(first, message('c', { metadata: METADATA }))
    const second = await client.post(message('d', { metadata: { ...METADATA, payload: { count: 2 } } }))
    const found = await client.find(DEPLOYS, 'counted', start)
    expect(found).toEqual({
      complete: true,
      messages: [
        {
          ref: second,
          metadata: { eventType: 'counted', payload: { count: 2 } },
          before: 0,
          blocks: message('d').blocks,
        },
        { ref: first, metadata: METADATA, before: 3, blocks: message('a').blocks },
      ],
    })
    expect((await client.find(DEPLOYS, 'counted', time.now - 1)).messages).toHaveLength(1)
    // Who we are is asked once.
    expect(slack.requests.filter(one => one.method === 'auth.test')).toHaveLength(1)
  })

  test('reads page after page, at most ten, and says when there was more', async () => {
    const { slack, client } = await connectToSlack()
    for (let n = 0; n < 1999; n += 1) slack.say(DEPLOYS, 'xoxb-other', { text: 'x' })
    const ref = await client.post(message('a', { metadata: METADATA }))
    for (let n = 0; n < 1999; n += 1) slack.say(DEPLOYS, 'xoxb-other', { text: 'x' })
    expect(await client.find(DEPLOYS, 'counted', 0)).toMatchObject({ complete: false, messages: [{ ref }] })
    expect(slack.requests.filter(one => one.method === 'conversations.history')).toHaveLength(10)
  })

  test('finds our replies in a thread, oldest first, those after one of them', async () => {
    const { slack, client, call } = await connectToSlack()
    const parent = await client.post(message('a', { metadata: METADATA }))
    const first = await client.reply(parent, message('b', { metadata: METADATA }))
    await call('chat.postMessage', { channel: DEPLOYS, text: 'hm', thread_ts: parent.ts }, 'xoxb-other')
    await client.reply(parent, message('c'))
    const second = await client.reply(parent, message('d', { metadata: { ...METADATA, payload: { count: 2 } } }))
    const all = await client.findReplies(parent, 'counted', '')
    expect(all.messages.map(({ ref }) => ref)).toEqual([parent, first, second])
    const found = await client.findReplies(parent, 'counted', first.ts)
    expect(found).toMatchObject({ complete: true, messages: [{ ref: second, metadata: { payload: { count: 2 } } }] })
    slack.assertNoUnknownRequests()
  })

  test('stops where it is old enough', async () => {
    const { slack, client, time } = await connectToSlack()
    for (let n = 0; n < 500; n += 1) slack.say(DEPLOYS, 'xoxb-other', { text: 'x' })
    time.now += 10_000
    const ref = await client.post(message('a', { metadata: METADATA }))
    expect(await client.find(DEPLOYS, 'counted', time.now - 5000)).toMatchObject({
      complete: true,
      messages: [{ ref }],
    })
    expect(slack.requests.filter(one => one.method === 'conversations.history')).toHaveLength(1)
  })
})

describe('pace', () => {
  test('one write a second into each channel, in the order asked for', async () => {
    const { slack, client, slept } = await connectToSlack()
    await Promise.all(['a', 'b', 'c'].map(text => client.post(message(text))))
    expect(slack.messages(DEPLOYS).map(one => one.revisions[0]?.text)).toEqual(['a', 'b', 'c'])
    expect(slept).toEqual([1000, 1000])
    expect(slack.requests.map(one => one.receivedAt - start)).toEqual([0, 1000, 2000])
  })

  test('channels do not wait for each other', async () => {
    const { client, slept } = await connectToSlack()
    await Promise.all([client.post(message('a')), client.post(message('b', { channel: SECRET }))])
    expect(slept).toEqual([])
  })

  test('a call that has waited too long for others says so', async () => {
    const { slack, client } = await connectToSlack()
    slack.fail({ how: 'rate-limited', retryAfter: 20 })
    const [first, second] = await Promise.allSettled([
      client.post(message('a')),
      client.post(message('b'), { within: 5000 }),
    ])
    expect([first.status, second]).toMatchObject(['fulfilled', { reason: { reason: 'slack-rate-limited' } }])
    expect(slack.messages(DEPLOYS)).toHaveLength(1)
  })

  test('nor is it sent when another one has taken all the time and failed', async () => {
    const connected: Connected = await connectToSlack({
      async fetch(input, init) {
        if (slack.requests.length > 0) return fetch(input, init)
        await fetch(input, init)
        connected.time.now += 8000
        return new Response('{"ok":false,"error":"not_in_channel"}', {
          headers: { 'content-type': 'application/json' },
        })
      },
    })
    const { slack, client } = connected
    const outcomes = await Promise.allSettled([client.post(message('a')), client.post(message('b'), { within: 5000 })])
    expect(outcomes).toMatchObject([
      { reason: { reason: 'slack-not-in-channel' } },
      { reason: { reason: 'slack-rate-limited' } },
    ])
    expect(slack.messages(DEPLOYS)).toHaveLength(1)
  })

  test('one attempt is made in any case, when no other call is in the way', async () => {
    const connected: Connected = await connectToSlack({
      retryLimits: { total: 0 },
      newId() {
        connected.time.now += 7
        return 'id'
      },
    })
    const { slack, client } = connected
    await client.post(message('a'))
    expect(slack.messages(DEPLOYS)).toHaveLength(1)
  })

  test('a call without time left says so', async () => {
    const { slack, client } = await connectToSlack()
    const first = client.post(message('a'))
    const error = await errorOf(client.post(message('b'), { within: 500 }))
    await first
    expect([error.reason, error.message]).toEqual([
      'slack-rate-limited',
      'Slack takes one message a second for each channel: there was no time left for chat.postMessage for C0DEPLOYS',
    ])
    expect(slack.messages(DEPLOYS)).toHaveLength(1)
  })
})

test('an aborted signal ends what is in progress and what waits, with its own reason', async () => {
  const stop = new AbortController()
  const { slack, client } = await connectToSlack({ signal: stop.signal })
  slack.fail({ how: 'no-answer' })
  const under = client.post(message('a'))
  const waiting = client.post(message('b'))
  const both = Promise.allSettled([under, waiting])
  while (slack.requests.length === 0) await new Promise(resolve => setImmediate(resolve))
  stop.abort(new Error('cancelled by a person'))
  for (const one of await both) expect(one).toMatchObject({ reason: { message: 'cancelled by a person' } })
  expect(slack.requests).toHaveLength(1)
})

test('the fetch that is given is used', async () => {
  const asked: string[] = []
  const through: typeof fetch = (url, init) => {
    asked.push(String(url))
    return fetch(url, init)
  }
  const { slack, client } = await connectToSlack({ fetch: through })
  await client.post(message('a'))
  expect(asked).toEqual([`${slack.url}chat.postMessage`])
})

test("the machine's proxy is asked but for what it leaves out", async () => {
  for (const [name, value] of [
    ['HTTPS_PROXY', 'http://127.0.0.1:1'],
    ['HTTP_PROXY', 'http://127.0.0.1:1'],
    ['NO_PROXY', 'nothing.test'],
  ] as const) {
    vi.stubEnv(name, value)
    vi.stubEnv(name.toLowerCase(), value)
  }
  const through = await proxiedFetch(process.env)
  const { slack, client } = await connectToSlack({ fetch: through })
  await client.post(message('a'))
  expect(slack.messages(DEPLOYS)).toHaveLength(1)
  const away = await connectToSlack({ fetch: through, apiUrl: 'https://slack.test/api/', retryLimits: { total: 0 } })
  const error = await errorOf(away.client.post(message('a')))
  expect(error.message).toContain('connect ECONNREFUSED 127.0.0.1:1')
})
