import { expect, test } from 'vitest'
import { DEPLOYS, start, startHarness } from './harness.ts'

const blocks = (text: string) => [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }]
const METADATA = { event_type: 'counted', event_payload: { count: 1 } }

test('a message has a name, notifies those it names, and is kept edit by edit', async () => {
  const { slack, time, call, post } = await startHarness()
  const ts = await post({ text: 'one', blocks: blocks('one <@U0ADA>'), metadata: METADATA })
  expect(ts).toMatch(/^\d{10}\.\d{6}$/)
  expect(slack.notifications).toEqual([{ channel: DEPLOYS, ts, threadTs: undefined, at: start, pings: ['@U0ADA'] }])
  time.now += 60_000
  const edited = await call('chat.update', { channel: DEPLOYS, ts, text: 'two', blocks: blocks('two <!channel>') })
  expect(edited.body).toMatchObject({ ok: true, channel: DEPLOYS, ts, text: 'two' })
  expect(slack.notifications).toHaveLength(1)
  const [message] = slack.messages(DEPLOYS)
  expect(message?.revisions).toMatchObject([
    { text: 'one', at: start, pings: ['@U0ADA'], metadata: METADATA },
    // Left out, metadata stays as it was.
    { text: 'two', at: start + 60_000, pings: ['@channel'], metadata: METADATA },
  ])
})

test('two messages at the same moment have two names', async () => {
  const { post } = await startHarness()
  const names = [await post({ text: 'a' }), await post({ text: 'b' })]
  expect(new Set(names).size).toBe(2)
  expect(names).toEqual(names.toSorted())
})

test('what an edit leaves out stays, but blocks go when a text comes without them', async () => {
  const { slack, call, post } = await startHarness()
  const ts = await post({ text: 'one', blocks: blocks('one') })
  const states = []
  for (const edit of [{ blocks: blocks('two') }, { metadata: METADATA }, { metadata: {} }, { text: 'three' }]) {
    expect((await call('chat.update', { channel: DEPLOYS, ts, ...edit })).body.ok).toBe(true)
    const { text, blocks: shown, metadata: kept } = slack.messages(DEPLOYS)[0]?.revisions.at(-1) ?? {}
    states.push([text, JSON.stringify(shown).includes('two'), kept?.event_type])
  }
  expect(states).toEqual([
    ['one', true, undefined],
    ['one', true, 'counted'],
    ['one', true, undefined],
    ['three', false, undefined],
  ])
})

test('replies notify those they name; they are in the thread, not in the channel', async () => {
  const { slack, call, post } = await startHarness()
  const ts = await post({ text: 'one' })
  const reply = await post({ text: 'more <@U0ADA>', thread_ts: ts })
  expect(slack.notifications.at(-1)).toMatchObject({ threadTs: ts, pings: ['@U0ADA'] })
  expect(slack.thread({ channel: DEPLOYS, ts }).map(one => one.ts)).toEqual([reply])
  const listed = await call('conversations.history', { channel: DEPLOYS })
  expect(listed.body.messages).toMatchObject([{ ts, thread_ts: ts, reply_count: 1, latest_reply: reply }])
  const thread = await call('conversations.replies', { channel: DEPLOYS, ts })
  expect(thread.body.messages).toMatchObject([{ ts }, { ts: reply, thread_ts: ts }])
  expect((await call('chat.postMessage', { channel: DEPLOYS, text: 'x', thread_ts: '1.000001' })).error).toBe(
    'thread_not_found',
  )
})

test("only an app's own messages may be edited", async () => {
  const { slack, call } = await startHarness()
  const { ts } = slack.say(DEPLOYS, 'xoxb-other', { text: 'mine' })
  expect((await call('chat.update', { channel: DEPLOYS, ts, text: 'yours' })).error).toBe('cant_update_message')
  expect((await call('chat.update', { channel: DEPLOYS, ts: '1.000001', text: 'x' })).error).toBe('message_not_found')
})

test.each<[string, object, string]>([
  ['nothing', {}, 'no_text'],
  ['no blocks and no text', { blocks: [] }, 'no_text'],
  ['blocks that are no JSON', { blocks: '[' }, 'invalid_blocks_format'],
  ['blocks that are none', { blocks: [{ type: 'x' }] }, 'invalid_blocks'],
  ['metadata that is none', { text: 'x', metadata: '{' }, 'invalid_metadata_format'],
  ['a flag that is none', { text: 'x', unfurl_links: 'perhaps' }, 'invalid_arguments'],
])('refused: %s', async (_, body, error) => {
  const { slack, call } = await startHarness()
  expect((await call('chat.postMessage', { channel: DEPLOYS, ...body })).error).toBe(error)
  expect(slack.messages(DEPLOYS)).toEqual([])
})

test('a long text is cut when posted, refused when edited', async () => {
  const { slack, call, post } = await startHarness()
  const long = await call('chat.postMessage', { channel: DEPLOYS, text: 'x'.repeat(40_001) })
  expect(long.body).toMatchObject({ ok: true, response_metadata: { warnings: ['message_truncated'] } })
  expect(slack.messages(DEPLOYS)[0]?.revisions[0]?.text).toHaveLength(40_000)
  const ts = await post({ text: 'x' })
  const edit = async (text: string) => (await call('chat.update', { channel: DEPLOYS, ts, text })).error
  expect([await edit('x'.repeat(4000)), await edit('x'.repeat(4001)), await edit('ü'.repeat(2001))]).toEqual([
    undefined,
    'msg_too_long',
    'msg_too_long',
  ])
})
