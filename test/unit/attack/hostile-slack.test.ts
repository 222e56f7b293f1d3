import { expect, test } from 'vitest'
import { connectSlack, type SlackClient } from '../../../src/slack/client.ts'
import { systemClock } from '../../../src/time/system-clock.ts'
import { RecordingLogger } from '../recording-logger.ts'
import { userErrorOf } from '../user-error.ts'
import { HOSTILITIES, type Kind, startHostile } from './hostile-server.ts'

const TOKEN = 'xoxb-0123456789'

const away = (what: string) =>
  `Slack cannot be reached at URL for chat.update for C1: ${what}; check the network or the proxy`
const NOT_SLACK = away("the answer is not Slack's")

const ROWS = {
  'an endless body': away('the answer is larger than 32 MiB'),
  'a small body that becomes a large one': away('the answer is larger than 32 MiB'),
  'a body that stops': away('no answer within 0.2 s'),
  'a body that is cut short': away('other side closed'),
  'a page': NOT_SLACK,
  'a content type that is none': NOT_SLACK,
  'no JSON': NOT_SLACK,
  null: NOT_SLACK,
  'an empty object': NOT_SLACK,
  'an error that is called a success': NOT_SLACK,
  'a list of nothing': NOT_SLACK,
  'giant headers': away('Headers Overflow Error'),
  'redirects in circles': away('unexpected redirect'),
  'a redirect to another host': away('unexpected redirect'),
  'a redirect to another port': away('unexpected redirect'),
  'a redirect to nowhere': away('unexpected redirect'),
} satisfies Readonly<Record<Kind, string>>

const errorOf = (work: Promise<unknown>) => userErrorOf(work, TOKEN)

function clientOf(
  apiUrl: string,
  more: { readonly attempt?: number; readonly fetch?: typeof fetch } = {},
): SlackClient {
  const { attempt = 60_000, ...connection } = more
  const retryLimits = { total: 0, attempt }
  return connectSlack({
    ...{ token: TOKEN, apiUrl, log: new RecordingLogger(), clock: systemClock },
    ...connection,
    retryLimits,
  })
}

test.each(Object.keys(HOSTILITIES) as Kind[])('%s is reported as Slack, and never leads the token away', async kind => {
  const { url, astray } = await startHostile(kind)
  const client = clientOf(`${url}/`, kind === 'a body that stops' ? { attempt: 200 } : {})
  const { reason, message } = await errorOf(client.edit({ channel: 'C1', ts: '1.000001' }, { text: 'x', blocks: [] }))
  expect(reason).toBe('slack-unreachable')
  expect(message.replaceAll(`${url}/`, 'URL')).toBe(ROWS[kind])
  expect(astray).toEqual([])
})

const answering =
  (body: object): typeof fetch =>
  async () =>
    Response.json({ ok: true, user_id: 'U1', bot_id: 'B1', ...body })

test('pages that never end are read to the tenth, and that they are not all is known', async () => {
  let asked = 0
  const fetch: typeof globalThis.fetch = (...request) => {
    asked += 1
    return answering({ messages: [], response_metadata: { next_cursor: 'more' } })(...request)
  }
  const client = clientOf('https://slack.test/', { fetch })
  expect(await client.find('C1', 'counted', 0)).toEqual({ messages: [], complete: false })
  // And who the app is.
  expect(asked).toBe(11)
})

test.each<[string, object, (client: SlackClient) => Promise<unknown>]>([
  ['its messages are no list', { messages: { length: 1 } }, client => client.find('C1', 'counted', 0)],
  ['its messages are no list', { messages: [null] }, client => client.find('C1', 'counted', 0)],
  [
    'its messages are no list',
    { messages: 'x' },
    client => client.findReplies({ channel: 'C1', ts: '1' }, 'counted', ''),
  ],
  ['it names no message', { ts: 7 }, client => client.post({ channel: 'C1', text: 'x', blocks: [] })],
])('an answer of another form is not taken for one: %s', async (what, body, ask) => {
  const { reason, message } = await errorOf(ask(clientOf('https://slack.test/', { fetch: answering(body) })))
  expect([reason, message]).toEqual([
    'slack-unreachable',
    expect.stringContaining(`: the answer is not Slack's: ${what}`),
  ])
})
