import { describe, expect, test } from 'vitest'
import type { UserError } from '../../../src/errors.ts'
import { section } from '../../../src/slack/blocks.ts'
import type { SlackMessage } from '../../../src/slack/message.ts'
import type { Fault } from '../../platform/slack/http/fault.ts'
import { DEPLOYS, SECRET } from '../slack-double/harness.ts'
import { userErrorOf } from '../user-error.ts'
import { type Connected, connectToSlack } from './connected.ts'

const hello: SlackMessage = { channel: DEPLOYS, text: 'hello', blocks: [section('hello')] }

async function errorOf(work: Promise<unknown>): Promise<UserError> {
  const error = await userErrorOf(work, 'xoxb')
  expect(error.outcome).toBe('error')
  return error
}

const methods = ({ slack }: Connected) => slack.requests.map(one => one.method.split('.')[1])

describe('a message is there once, whatever becomes of the answer', () => {
  test.each<[string, Fault, string[]]>([
    ['refused before', { how: 'status', status: 503 }, ['postMessage', 'history', 'postMessage']],
    ["an error of Slack's", { how: 'error', code: 'internal_error' }, ['postMessage', 'history', 'postMessage']],
    ['too much at once', { how: 'rate-limited', retryAfter: 7 }, ['postMessage', 'postMessage']],
    ['hung up before', { how: 'hang-up' }, ['postMessage', 'history', 'postMessage']],
    ['hung up after', { how: 'reply-lost' }, ['postMessage', 'history']],
    ['a gateway that gave up after', { how: 'late-502' }, ['postMessage', 'history']],
    ['cut short after', { how: 'cut-short' }, ['postMessage', 'history']],
    ['no answer', { how: 'no-answer' }, ['postMessage', 'history', 'postMessage']],
  ])('%s', async (_, fault, asked) => {
    const connected = await connectToSlack(fault.how === 'no-answer' ? { retryLimits: { attempt: 1500 } } : {})
    const { slack, client } = connected
    // Another message like it, from before: not taken for this one.
    await client.post(hello)
    slack.fail(fault)
    const ref = await client.post(hello)
    const posted = slack.messages(DEPLOYS)
    expect(posted).toHaveLength(2)
    expect(posted[1]?.ts).toBe(ref.ts)
    expect(methods(connected).slice(1)).toEqual(asked)
  })

  test('a repeated call of one name finds what the first has posted', async () => {
    const { client, slack, time } = await connectToSlack({ retryLimits: { total: 0 } })
    slack.fail({ how: 'reply-lost' })
    expect((await errorOf(client.post(hello, { postId: 'deployment 7' }))).reason).toBe('slack-unreachable')
    time.now += 1000
    const ref = await client.post(hello, { postId: 'deployment 7', perhapsPosted: true })
    expect(slack.messages(DEPLOYS).map(({ ts }) => ts)).toEqual([ref.ts])
    time.now += 1000
    await client.post(hello, { postId: 'deployment 8', perhapsPosted: true })
    expect(slack.messages(DEPLOYS)).toHaveLength(2)
  })

  test('a reply too', async () => {
    const connected = await connectToSlack()
    const { slack, client } = connected
    const ref = await client.post(hello)
    slack.fail({ how: 'reply-lost' })
    const reply = await client.reply(ref, hello)
    expect(slack.thread(ref).map(one => one.ts)).toEqual([reply.ts])
    expect(methods(connected)).toEqual(['postMessage', 'postMessage', 'replies'])
  })

  test('also when the look fails at first', async () => {
    const connected = await connectToSlack()
    const { slack, client } = connected
    slack.fail({ method: 'chat.postMessage', how: 'reply-lost' })
    slack.fail({ method: 'conversations.history', how: 'status', status: 500 })
    await client.post(hello)
    expect(slack.messages(DEPLOYS)).toHaveLength(1)
    expect(methods(connected)).toEqual(['postMessage', 'history', 'history'])
  })

  test('when it cannot be looked up, it is not posted twice, and that is said', async () => {
    const { slack, client } = await connectToSlack({ token: 'xoxb-write' })
    slack.addToken('xoxb-write', { name: 'write', scopes: ['chat:write'] })
    slack.fail({ how: 'reply-lost' })
    const error = await errorOf(client.post(hello))
    expect(error.reason).toBe('slack-uncertain')
    expect(error.message).toBe(
      'Slack did not say whether it did chat.postMessage for C0DEPLOYS, and it cannot be looked up. Slack refused conversations.history for C0DEPLOYS (missing_scope): give the app the scope channels:history, and install it again',
    )
    expect(slack.messages(DEPLOYS)).toHaveLength(1)
  })

  test('an edit is simply made again', async () => {
    const connected = await connectToSlack()
    const { slack, client } = connected
    const ref = await client.post(hello)
    slack.fail({ how: 'reply-lost' })
    await client.edit(ref, { ...hello, text: 'two' })
    expect(methods(connected)).toEqual(['postMessage', 'update', 'update'])
    expect(slack.messages(DEPLOYS)[0]?.revisions.at(-1)?.text).toBe('two')
  })
})

describe('pauses', () => {
  test('as long as Slack asks, within the time there is', async () => {
    const { slack, client, slept, log } = await connectToSlack()
    slack.fail({ how: 'rate-limited', retryAfter: 30 })
    await client.post(hello)
    expect(slept).toEqual([30_000])
    expect(log.lines).toContain(
      'info: Slack request chat.postMessage for C0DEPLOYS failed (ratelimited); retrying in 30 s',
    )
    slack.fail({ how: 'rate-limited', retryAfter: 30 })
    const error = await errorOf(client.post(hello, { within: 5000 }))
    expect([error.reason, error.message]).toEqual([
      'slack-rate-limited',
      "Slack's rate limit is used up (chat.postMessage for C0DEPLOYS): run again in 30 s",
    ])
    expect(slack.messages(DEPLOYS)).toHaveLength(1)
  })

  test('that grow, until the time is up', async () => {
    const { slack, client, slept } = await connectToSlack({ retryLimits: { total: 20_000 } })
    const ref = await client.post(hello)
    slack.fail({ how: 'status', status: 500, times: 99 })
    const error = await errorOf(client.edit(ref, hello))
    expect([error.reason, error.message]).toEqual([
      'slack-unreachable',
      'Slack failed at chat.update for C0DEPLOYS (500): see https://slack-status.com and run again',
    ])
    expect(slept).toEqual([1000, 1000, 2000, 4000, 8000])
  })
})

describe('given up at once, with what to change', () => {
  const refused = 'Slack refused chat.postMessage for C0DEPLOYS'
  test.each<[string, string, string]>([
    [
      'invalid_auth',
      'slack-token-invalid',
      `${refused} (invalid_auth): the token is invalid, expired or revoked; check the Slack token`,
    ],
    [
      'token_expired',
      'slack-token-invalid',
      `${refused} (token_expired): the token is invalid, expired or revoked; check the Slack token`,
    ],
    [
      'msg_blocks_too_long',
      'slack-message-too-long',
      `${refused} (msg_blocks_too_long): Slack takes no message of this length`,
    ],
    [
      'edit_window_closed',
      'slack-message-gone',
      `${refused} (edit_window_closed): the message was deleted, is too old to be edited, or was posted by another app`,
    ],
    ['ekm_access_denied', 'slack-rejected', `${refused} (ekm_access_denied): Slack does not accept this request`],
  ])('%s', async (code, reason, text) => {
    const { slack, client } = await connectToSlack()
    slack.fail({ how: 'error', code })
    const error = await errorOf(client.post(hello))
    expect([error.reason, error.message]).toEqual([reason, text])
    expect(slack.requests).toHaveLength(1)
  })

  test.each<[string, (connected: Connected) => Promise<unknown>, string, string]>([
    [
      'a token that was taken back',
      ({ slack, client }) => {
        slack.revoke('xoxb-train')
        return client.find(DEPLOYS, 'counted', 0)
      },
      'slack-token-invalid',
      'Slack refused auth.test (token_revoked): the token is invalid, expired or revoked; check the Slack token',
    ],
    [
      'no such channel',
      ({ client }) => client.post({ ...hello, channel: 'C0NOWHERE' }),
      'slack-channel-not-found',
      "Slack refused chat.postMessage for C0NOWHERE (channel_not_found): there is no such channel, or it is private and the app is not in it; check the channel's ID in the policy, and invite the app there with /invite",
    ],
    [
      'not invited',
      ({ slack, client }) => {
        slack.invite(DEPLOYS)
        return client.post(hello)
      },
      'slack-not-in-channel',
      `${refused} (not_in_channel): invite the app in that channel with /invite`,
    ],
    [
      'archived',
      ({ slack, client }) => {
        slack.archive(DEPLOYS)
        return client.post(hello)
      },
      'slack-channel-archived',
      `${refused} (is_archived): the channel is archived; name another one in the policy`,
    ],
    [
      "somebody else's message",
      ({ slack, client }) => client.edit(slack.say(DEPLOYS, 'xoxb-other', { text: 'x' }), hello),
      'slack-message-gone',
      'Slack refused chat.update for C0DEPLOYS (cant_update_message): the message was deleted, is too old to be edited, or was posted by another app',
    ],
    [
      'blocks that Slack does not take',
      ({ client }) =>
        client.post({ ...hello, blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '', verbatim: true } }] }),
      'slack-rejected',
      `${refused} (invalid_blocks): [ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]`,
    ],
    [
      'no scope',
      ({ slack, client }) => {
        slack.addToken('xoxb-train', { name: 'train', scopes: ['chat:write'] })
        return client.find(SECRET, 'counted', 0)
      },
      'slack-scope-missing',
      'Slack refused conversations.history for G0SECRET (missing_scope): give the app the scope groups:history, and install it again',
    ],
  ])('%s', async (_, fail, reason, text) => {
    const error = await errorOf(fail(await connectToSlack()))
    expect([error.reason, error.message]).toEqual([reason, text])
  })

  test('no server listens at the address', async () => {
    const { client, slack } = await connectToSlack({ retryLimits: { total: 0 } })
    await slack.stop()
    const error = await errorOf(client.post(hello))
    expect(error.reason).toBe('slack-unreachable')
    expect(error.message).toMatch(
      /^Slack cannot be reached at http:\S+ for chat\.postMessage for C0DEPLOYS: connect ECONNREFUSED \S+; check the network or the proxy$/,
    )
  })

  test('when it may have been posted, that is said', async () => {
    const { client, slack } = await connectToSlack({ retryLimits: { total: 0 } })
    slack.fail({ how: 'reply-lost' })
    const { message } = await errorOf(client.post(hello))
    expect(message).toContain('; it may have been posted all the same; check the network')
  })

  test('a token that cannot even be sent is not shown', async () => {
    const { client, slack } = await connectToSlack({ token: 'xoxb-1234\n5678', retryLimits: { total: 0 } })
    const { message } = await errorOf(client.post(hello))
    expect(message).toContain('Bearer ***')
    expect(slack.requests).toEqual([])
  })

  test('a page of a proxy is no answer', async () => {
    const page: typeof fetch = async () =>
      new Response('<html>log in</html>', { headers: { 'content-type': 'text/html' } })
    const { client } = await connectToSlack({ fetch: page, retryLimits: { total: 0 } })
    const error = await errorOf(client.edit({ channel: DEPLOYS, ts: '1.000001' }, hello))
    expect([error.reason, error.message.includes("the answer is not Slack's")]).toEqual(['slack-unreachable', true])
  })

  test('a refusal without a pause lasts', async () => {
    const busy: typeof fetch = async () => new Response('{"ok":false}', { status: 429 })
    const { client } = await connectToSlack({ fetch: busy, retryLimits: { total: 0 } })
    expect((await errorOf(client.post(hello))).message).toContain('run again in a few minutes')
  })
})
