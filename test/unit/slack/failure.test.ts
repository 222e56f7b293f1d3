import { expect, test } from 'vitest'
import { slackFailure } from '../../../src/slack/failure.ts'

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
