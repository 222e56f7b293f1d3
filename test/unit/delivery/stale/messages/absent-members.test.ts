import { expect, test } from 'vitest'
import { deployment } from '../../../domain/history/facts.ts'
import { merged, NOON, rendering, sha, waiting } from '../waiting-services.ts'
import { channel, open, surveyed, text } from './channel-scans.ts'

const PEOPLE = [
  { id: 'U0ADA0001', name: 'Ada', deactivated: true },
  { id: 'U0BEN0001', name: 'Ben' },
]
const SCOPES = ['chat:write', 'channels:history', 'groups:history']
/** The app of the tests, which may look members up as well. */
const looking = { people: PEOPLE, tokens: { 'xoxb-train': { name: 'train', scopes: [...SCOPES, 'users:read'] } } }
const of = (...logins: readonly string[]) => [
  ...logins.map((login, at) => merged(login, { login, merged: { at: NOON - at * 60_000, source: 'pull-request' } })),
  merged('live', { login: 'ben' }),
]
const web = (...logins: readonly string[]) =>
  surveyed(waiting({ line: of(...logins), production: [deployment(sha('live'), -100)] }))

test('a deactivated member is named, not mentioned, and said once: the others are notified', async () => {
  const one = await open(rendering.users, looking)
  expect(await one.notification([web('ada', 'ben')])).toEqual([`post ${channel} 2`])
  expect(one.slack.notifications.flatMap(({ pings }) => pings)).toEqual(['@U0BEN0001'])
  expect(text(one, 0)).toContain('For ada and <@U0BEN0001>')
  const notices = one.log.lines.filter(line => line.startsWith('notice: U0ADA0001'))
  expect(notices).toEqual([
    'notice: U0ADA0001, who is ada in the policy, is deactivated in Slack: named without a mention; correct the policy',
  ])
})

test('a member that Slack does not know, as one of another workspace, is named too', async () => {
  const one = await open(new Map([['ada', 'U0ELSEWHERE']]), looking)
  expect(await one.notification([web('ada')])).toEqual([`post ${channel} 1`])
  expect(text(one, 0)).toContain('For ada"')
  expect(one.log.lines).toContain(
    'notice: U0ELSEWHERE, who is ada in the policy, is no member that Slack knows: named without a mention; correct the policy',
  )
})

test('in a reply and in an escalation too; each is looked up once a run, and not at all where nothing notifies', async () => {
  const one = await open(rendering.users, looking)
  await one.notification([web('ben')])
  const before = one.slack.requests.filter(({ method }) => method === 'users.info').length
  expect(before).toBe(1)
  expect(await one.notification([web('ben')])).toEqual([`edit ${channel}`])
  const stale = '{ after: 4h, escalate: { after: 4h, to: U0ADA0001 } }'
  const line = [merged('ada', { login: 'ada', merged: { at: NOON + 60_000, source: 'pull-request' } }), ...of('ben')]
  const late = surveyed(waiting({ line, production: [deployment(sha('live'), -100)], stale }))
  expect(await one.notification([late])).toEqual([`reply ${channel} 1`, `edit ${channel}`])
  // What has just been notified is escalated by the next run at the earliest.
  expect(await one.notification([late])).toEqual([`reply ${channel}`, `edit ${channel}`])
  const asked = one.slack.requests.filter(({ method }) => method === 'users.info').slice(before)
  expect(asked.map(({ arguments: given }) => given.user)).toEqual(['U0ADA0001', 'U0ADA0001'])
  const thread = one.slack.messages(channel).filter(({ threadTs }) => threadTs !== undefined)
  const said = JSON.stringify(thread)
  expect(said).toContain('ada: 1 more commit is waiting for production')
  expect(said).toContain('`U0ADA0001`: ')
  expect(said).not.toContain('<@U0ADA0001>')
})

test('an app that may not look members up asks nothing and mentions them all', async () => {
  const one = await open(rendering.users, { people: PEOPLE })
  await one.notification([web('ada')])
  expect(one.slack.requests.filter(({ method }) => method === 'users.info')).toEqual([])
  expect(text(one, 0)).toContain('For <@U0ADA0001>')
})

test('a look-up that fails keeps no one from being notified, and is not tried for the others', async () => {
  const one = await open(rendering.users, looking)
  one.slack.fail({ how: 'error', code: 'access_denied', method: 'users.info', times: 10 })
  expect(await one.notification([web('ada', 'ben')])).toEqual([`post ${channel} 2`])
  expect(text(one, 0)).toContain('For <@U0ADA0001> and <@U0BEN0001>')
  expect(one.slack.requests.filter(({ method }) => method === 'users.info')).toHaveLength(1)
  expect(one.log.lines.filter(line => line.includes('could not be looked up'))).toHaveLength(1)
})
