import { expect, test } from 'vitest'
import { DEPLOYS, SECRET, startHarness } from './harness.ts'

test.each<[string, string, string]>([
  ['no token', '', 'not_authed'],
  ['an unknown token', 'xoxb-unknown', 'invalid_auth'],
])('%s', async (_, token, error) => {
  const { call } = await startHarness()
  expect(await call('auth.test', {}, token)).toMatchObject({ status: 200, body: { ok: false }, error })
})

test('a token that was taken back', async () => {
  const { slack, call } = await startHarness()
  expect((await call('auth.test')).body).toMatchObject({ ok: true, bot_id: 'B0TRAIN', user_id: 'U0BOTTRAIN' })
  slack.revoke('xoxb-train')
  expect((await call('auth.test')).error).toBe('token_revoked')
})

/** The least that each method wants. */
const BODIES: Readonly<Record<string, object>> = {
  'chat.postMessage': { text: 'x' },
  'chat.update': { text: 'x', ts: '1.000001' },
  'conversations.replies': { ts: '1.000001' },
}

test.each<[string, string, string]>([
  ['chat.postMessage', DEPLOYS, 'chat:write'],
  ['chat.update', DEPLOYS, 'chat:write'],
  ['conversations.history', DEPLOYS, 'channels:history'],
  ['conversations.history', SECRET, 'groups:history'],
  ['conversations.replies', DEPLOYS, 'channels:history'],
])('%s of %s needs %s, and says so', async (method, channel, needed) => {
  const { slack, call } = await startHarness()
  slack.addToken('xoxb-poor', { name: 'train', scopes: ['users:read', 'team:read'] })
  const { status, body } = await call(method, { channel, ...BODIES[method] }, 'xoxb-poor')
  expect(status).toBe(200)
  expect(body).toEqual({ ok: false, error: 'missing_scope', needed, provided: 'users:read,team:read' })
})

test.each<[string, string, string]>([
  ['chat.postMessage', 'C0NOWHERE', 'channel_not_found'],
  ['chat.update', 'C0NOWHERE', 'channel_not_found'],
  ['conversations.history', 'C0NOWHERE', 'channel_not_found'],
  // A private channel is not there for whoever was not invited.
  ['chat.postMessage', SECRET, 'channel_not_found'],
  ['chat.postMessage', DEPLOYS, 'not_in_channel'],
  ['conversations.history', DEPLOYS, 'not_in_channel'],
])('%s in %s by an app that was not invited: %s', async (method, channel, error) => {
  const { slack, call } = await startHarness()
  slack.invite(DEPLOYS, 'train')
  expect((await call(method, { channel, ...BODIES[method] }, 'xoxb-other')).error).toBe(error)
  expect(slack.notifications).toEqual([])
})

test('members are looked up with a scope of their own; one who was deactivated is still there, and hears of no mention', async () => {
  const people = [
    { id: 'U0ADA', name: 'ada' },
    { id: 'U0LEFT', name: 'lea', deactivated: true },
  ]
  const { slack, call, post } = await startHarness({ people })
  expect((await call('users.info', { user: 'U0ADA' })).body).toMatchObject({
    error: 'missing_scope',
    needed: 'users:read',
  })
  slack.addToken('xoxb-reads', { name: 'reads', scopes: ['users:read'] })
  const info = async (user: string) => (await call('users.info', { user }, 'xoxb-reads')).body
  expect(await info('U0ADA')).toMatchObject({ ok: true, user: { id: 'U0ADA', deleted: false } })
  expect(await info('U0LEFT')).toMatchObject({ ok: true, user: { id: 'U0LEFT', deleted: true } })
  expect(await info('U0NOBODY')).toMatchObject({ ok: false, error: 'user_not_found' })
  await post({ text: '<@U0LEFT> and <@U0ADA>' })
  expect(slack.notifications.at(-1)?.pings).toEqual(['@U0ADA'])
})

test('an app may be let into every public channel', async () => {
  const { slack, call } = await startHarness()
  slack.invite(DEPLOYS, 'train')
  slack.addToken('xoxb-public', { name: 'public', scopes: ['chat:write', 'chat:write.public'] })
  expect((await call('chat.postMessage', { channel: DEPLOYS, text: 'x' }, 'xoxb-public')).body.ok).toBe(true)
})

test('an archived channel takes nothing', async () => {
  const { slack, call, post } = await startHarness()
  const ts = await post({ text: 'x' })
  slack.archive(DEPLOYS)
  expect((await call('chat.postMessage', { channel: DEPLOYS, text: 'x' })).error).toBe('is_archived')
  expect((await call('chat.update', { channel: DEPLOYS, ts, text: 'x' })).error).toBe('is_inactive')
})

test.each<[string, string, object]>([
  ['another method', 'chat.delete', {}],
  ['another argument', 'chat.postMessage', { channel: DEPLOYS, text: 'x', icon_emoji: ':tada:' }],
  ['a channel by its name', 'chat.postMessage', { channel: '#deploys', text: 'x' }],
])('%s is not modelled: it fails, and so does the test', async (_, method, body) => {
  const { slack, call } = await startHarness()
  expect((await call(method, body)).status).toBe(501)
  expect(() => slack.assertNoUnknownRequests()).toThrow(`${method}: the Slack double does not model`)
})

test('no token is kept', async () => {
  const { slack, call } = await startHarness()
  await call('auth.test')
  expect(slack.requests).toMatchObject([{ method: 'auth.test', token: 'train', status: 200 }])
  expect(JSON.stringify(slack.requests)).not.toContain('xoxb')
})
