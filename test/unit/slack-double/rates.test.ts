import { expect, test } from 'vitest'
import { DEPLOYS, startHarness } from './harness.ts'

test('a message a second in each channel, a few at once', async () => {
  const { slack, time, call } = await startHarness()
  slack.addChannel({ id: 'C0OTHER', name: 'other' })
  const post = async (channel: string) => {
    const { status, error, headers } = await call('chat.postMessage', { channel, text: 'x' })
    return status === 200 ? 'ok' : `${status} ${error} ${headers.get('retry-after')}`
  }
  expect([await post(DEPLOYS), await post(DEPLOYS), await post(DEPLOYS)]).toEqual(['ok', 'ok', 'ok'])
  expect([await post(DEPLOYS), await post('C0OTHER')]).toEqual(['429 ratelimited 1', 'ok'])
  time.now += 999
  expect(await post(DEPLOYS)).toBe('429 ratelimited 1')
  time.now += 1
  expect([await post(DEPLOYS), await post(DEPLOYS)]).toEqual(['ok', '429 ratelimited 1'])
  expect(slack.messages(DEPLOYS)).toHaveLength(4)
})

test('one after the other when no burst is allowed', async () => {
  const { time, call } = await startHarness({ rates: { postBurst: 1 } })
  const statuses = []
  for (const wait of [0, 0, 1000, 1000]) {
    time.now += wait
    statuses.push((await call('chat.postMessage', { channel: DEPLOYS, text: 'x' })).status)
  }
  expect(statuses).toEqual([200, 429, 200, 200])
})

test('each method of tier 3 has its own minute, and so has each app', async () => {
  const { slack, time, call, post } = await startHarness({ rates: { tier3: 2 } })
  const ts = await post({ text: 'x' })
  const edit = () => call('chat.update', { channel: DEPLOYS, ts, text: 'y' })
  expect([(await edit()).status, (await edit()).status]).toEqual([200, 200])
  const refused = await edit()
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30'])
  expect((await call('conversations.history', { channel: DEPLOYS })).status).toBe(200)
  time.now += 30_000
  expect((await edit()).status).toBe(200)
  expect(slack.messages(DEPLOYS)[0]?.revisions).toHaveLength(4)
})

test('posts into the whole workspace are limited too', async () => {
  const { slack, call } = await startHarness({ rates: { postsPerMinute: 2 } })
  slack.addChannel({ id: 'C0A', name: 'a' })
  slack.addChannel({ id: 'C0B', name: 'b' })
  const statuses = []
  for (const channel of [DEPLOYS, 'C0A', 'C0B'])
    statuses.push((await call('chat.postMessage', { channel, text: 'x' })).status)
  expect(statuses).toEqual([200, 200, 429])
})
