import { WebClient } from '@slack/web-api'
import { expect, test } from 'vitest'
import { DEPLOYS, startHarness } from './harness.ts'

const BLOCKS = [{ type: 'header' as const, text: { type: 'plain_text' as const, text: 'x & y' } }]
const METADATA = { event_type: 'counted', event_payload: { count: 1, of: [{ name: 'ü' }] } }

test("Slack's own client, which sends forms, finds Slack", async () => {
  const { slack } = await startHarness()
  const client = new WebClient('xoxb-train', { slackApiUrl: slack.url, retryConfig: { retries: 0 } })
  expect(await client.auth.test()).toMatchObject({ ok: true, bot_id: 'B0TRAIN' })
  const posted = await client.chat.postMessage({ channel: DEPLOYS, text: 'a & b', blocks: BLOCKS, metadata: METADATA })
  const { ts = '' } = posted
  expect(posted.message).toMatchObject({ ts, text: 'a & b', metadata: METADATA })
  await client.chat.postMessage({ channel: DEPLOYS, text: 'more', thread_ts: ts, unfurl_links: false })
  await client.chat.update({ channel: DEPLOYS, ts, text: 'c', blocks: BLOCKS })
  const { messages = [] } = await client.conversations.history({
    channel: DEPLOYS,
    include_all_metadata: true,
    limit: 10,
  })
  expect(messages).toMatchObject([{ ts, text: 'c', reply_count: 1, metadata: METADATA }])
  expect(messages[0]?.blocks).toMatchObject(BLOCKS)
  expect((await client.conversations.replies({ channel: DEPLOYS, ts })).messages).toHaveLength(2)
  await expect(client.chat.postMessage({ channel: 'C0NOWHERE', text: 'x' })).rejects.toMatchObject({
    code: 'slack_webapi_platform_error',
    data: { error: 'channel_not_found' },
  })
  slack.assertNoUnknownRequests()
})
