import { expect, test } from 'vitest'
import { AttemptTimeout } from '../../../src/net/retry.ts'
import { slackFailure, timeoutFailure } from '../../../src/slack/failure.ts'
import { slackError } from '../../../src/slack/request-error.ts'

const answered = (error: string) => ({ code: 'slack_webapi_platform_error', data: { error } })

test.each([
  ...['ratelimited', 'rate_limited', 'message_limit_exceeded'].map(code => [code, 'limited'] as const),
  ...['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'team_added_to_org'].map(
    code => [code, 'passing'] as const,
  ),
  ...['channel_not_found', 'invalid_auth', 'msg_too_long'].map(code => [code, 'lasting'] as const),
])('an answer of Slack with the error %s is %s', (code, expected) => {
  const { transient, rateLimited, perhapsDone } = slackFailure(answered(code), 'xoxb')
  const kind = rateLimited ? 'limited' : transient ? 'passing' : 'lasting'
  // What was refused for its number was not done.
  expect([kind, perhapsDone]).toEqual([expected, expected === 'passing'])
})

const network = (code: string) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(`it ${code}`), { code }) })
const LASTING = { transient: false, rateLimited: false, perhapsDone: false }
const PASSING = { transient: true, rateLimited: false, perhapsDone: true }
const LIMITED = { code: 'ratelimited', detail: '', transient: true, rateLimited: true, perhapsDone: false }

test.each<[string, unknown, object]>([
  [
    'a pause that Slack names',
    { code: 'slack_webapi_rate_limited_error', retryAfter: 3 },
    { ...LIMITED, retryAfter: 3000 },
  ],
  ['a limit without a pause', new Error('Retry header did not contain a valid timeout.'), LIMITED],
  ...[408, 500, 502, 503, 504].map((status): [string, unknown, object] => [
    `HTTP ${status}`,
    { code: 'slack_webapi_http_error', statusCode: status },
    { status, detail: '', ...PASSING },
  ]),
  ['HTTP 404', { code: 'slack_webapi_http_error', statusCode: 404 }, { status: 404, detail: '', ...LASTING }],
  ["a proxy's page", answered('<html>no</html>'), { detail: "the answer is not Slack's", ...PASSING }],
  [
    'a scope that is missing',
    { code: 'slack_webapi_platform_error', data: { error: 'missing_scope', needed: 'chat:write\nxoxb' } },
    { code: 'missing_scope', detail: '', needed: 'chat:write ***', ...LASTING },
  ],
  [
    "a message's blocks, in Slack's words",
    {
      code: 'slack_webapi_platform_error',
      data: { error: 'invalid_blocks', response_metadata: { messages: ['[ERROR] no text', '[ERROR] xoxb'] } },
    },
    { code: 'invalid_blocks', detail: '[ERROR] no text; [ERROR] ***', ...LASTING },
  ],
])('what is known of %s', (_, thrown, expected) => {
  expect(slackFailure(thrown, 'xoxb')).toEqual(expected)
})

test.each([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'].map(code => [code, false] as const),
  ['ECONNRESET', true] as const,
])('a network that says %s: perhaps done: %s', (code, perhapsDone) => {
  const thrown = network(code)
  expect(slackFailure(thrown, 'xoxb')).toMatchObject({
    transient: true,
    rateLimited: false,
    perhapsDone,
    cause: thrown,
  })
})

test('an error that repeats the token is not kept', () => {
  const failure = slackFailure(new Error('Invalid header: Bearer xoxb-1\n'), 'xoxb-1')
  expect(failure).toEqual({ detail: 'Invalid header: Bearer ***', ...PASSING })
})

test('what is not answered in time is tried again, may have been done, and is no limit', () => {
  const failure = timeoutFailure(new AttemptTimeout(10_000, undefined))
  expect(failure).toMatchObject(PASSING)
  const { reason, message } = slackError(
    failure,
    { method: 'chat.postMessage', channel: 'C1' },
    'https://slack.com/api/',
  )
  expect(reason).toBe('slack-unreachable')
  expect(message).toMatch(
    /^Slack cannot be reached at .* no answer within 10 s; it may have been posted all the same; /,
  )
})
