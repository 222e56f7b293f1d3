import { expect, test } from 'vitest'
import { slackLogin } from '../../../src/slack/login.ts'

test('an address with or without its last slash; nothing without a token', () => {
  const login = { token: 'xoxb-1', apiUrl: 'https://slack.test/api/' }
  expect(slackLogin('xoxb-1', 'https://slack.test/api')).toEqual(login)
  expect(slackLogin('xoxb-1', 'https://slack.test/api/')).toEqual(login)
  expect(slackLogin('', 'nonsense')).toBeUndefined()
})

test.each([
  'http://bob:hunter2@slack.test/',
  'https://bob:hunter2@slack.test/',
  'https://bob:hunter2@',
  'ftp://hunter2@x',
])('of %s no login is shown', address => {
  expect(() => slackLogin('xoxb-1', address)).toThrow(
    expect.objectContaining({ reason: 'input-invalid', message: expect.not.stringMatching(/hunter2|bob/) }),
  )
})
