import { WebClient } from '@slack/web-api'
import { expect, test } from 'vitest'
import { deploys, startHarness } from './harness.ts'

const blocks = [{ type: 'header' as const, text: { type: 'plain_text' as const, text: 'x & y' } }]
const metadata = { event_type: 'counted', event_payload: { count: 1, of: [{ name: 'ü' }] } }

test("Slack's own client, which sends forms, finds Slack", async () => {
  const { slack } = await startHarness()
  const client = new WebClient('xoxb-train', { slackApiUrl: slack.url, retryConfig: { retries: 0 } })
  expect(await client.auth.test()).toMatchObject({ ok: true, bot_id: 'B0TRAIN' })
  const posted = await client.chat.postMessage({ channel: deploys, text: 'a & b', blocks, metadata })
  const { ts = '' } = posted
  expect(posted.message).toMatchObject({ ts, text: 'a & b', metadata })
  await client.chat.postMessage({ channel: deploys, text: 'more', thread_ts: ts, unfurl_links: false })
  await client.chat.update({ channel: deploys, ts, text: 'c', blocks })
  const { messages = [] } = await client.conversations.history({
    channel: deploys,
    include_all_metadata: true,
    limit: 10,
  })
  expect(messages).toMatchObject([{ ts, text: 'c', reply_count: 1, metadata }])
  expect(messages[0]?.blocks).toMatchObject(blocks)
  expect((await client.conversations.replies({ channel: deploys, ts })).messages).toHaveLength(2)
  await expect(client.chat.postMessage({ channel: 'C0NOWHERE', text: 'x' })).rejects.toMatchObject({
    code: 'slack_webapi_platform_error',
    data: { error: 'channel_not_found' },
  })
  slack.assertNoUnknownRequests()
})
