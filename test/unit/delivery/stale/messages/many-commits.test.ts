import { expect, test } from 'vitest'
import type { SlackContent } from '../../../../../src/slack/message.ts'
import { shown as current } from '../../../../platform/slack/state/message.ts'
import { deployment } from '../../../domain/history/facts.ts'
import { shown } from '../text/read-message.ts'
import { HOUR, merged, NOON, NOW, sha, waiting } from '../waiting-services.ts'
import { channel, live, open, surveyed } from './channel-scans.ts'

const PEOPLE = Array.from({ length: 25 }, (_, at) => `person${at}`)
const users = new Map(PEOPLE.map(login => [login, `U0${login.toUpperCase()}`]))
const commits = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    merged(`c${count - at}`, {
      title: `${count - at}: ${'a title of the usual length '.repeat(3)}`,
      login: PEOPLE[at % PEOPLE.length],
      merged: { at: NOON + (count - at) * 1000, source: 'pull-request' },
    }),
  )
const web = (count: number, now = NOW) =>
  surveyed(waiting({ line: [...commits(count), merged('live')], production: [deployment(sha('live'), -100)] }, now))

test('300 commits of 25 people: one message that Slack takes, each of them mentioned once, the newest shown, all behind a link', async () => {
  const one = await open(users)
  expect(await one.notification([web(300)])).toEqual([`post ${channel} 300`])
  const [message] = one.slack.messages(channel)
  const text = shown(current(message as NonNullable<typeof message>) as unknown as SlackContent)
  const lines = text.split('\n')
  expect(lines[0]).toBe('⏳ Waiting for production: 1 service, 300 commits')
  expect(lines[1]).toMatch(/^For (<@U0PERSON\d+>, ){23}<@U0PERSON\d+> and <@U0PERSON\d+>$/)
  expect(lines.filter(line => line.startsWith('• '))).toHaveLength(6)
  expect(lines.find(line => line.startsWith('• '))).toContain(' 300: a title of the usual length')
  expect(text).toContain(`|300 commits>, the oldest for 4 h`)
  expect(text).toContain('and 294 more: <https://github.com/acme/web/compare/')
  expect(text).toContain(`commit-train deploy production ${sha('c300').slice(0, 7)} --repo acme/web`)
  expect(lines.length).toBeLessThan(15)
  expect(one.slack.notifications).toHaveLength(1)
  expect(one.slack.notifications[0]?.pings).toHaveLength(25)
})

test('300 more, later: one reply of the same people; the message counts them, and is done with the last of them', async () => {
  const one = await open(users)
  await one.notification([web(1)])
  one.time.now += HOUR
  expect(await one.notification([web(301, one.time.now)])).toEqual([`reply ${channel} 300`, `edit ${channel}`])
  const [message, reply] = one.slack.messages(channel)
  const text = shown(current(reply as NonNullable<typeof reply>) as unknown as SlackContent)
  expect(text).toContain(': 300 more commits are waiting for production')
  expect(text).toMatch(/and \d+ more: <.*\|all of them>$/)
  expect(one.slack.notifications[1]?.pings).toHaveLength(25)
  expect(JSON.stringify(current(message as NonNullable<typeof message>).blocks)).toContain('1 service, 301 commits')
  expect(await one.notification([surveyed(live('web'))])).toEqual([`done ${channel}`])
})
