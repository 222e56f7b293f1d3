import { expect, test } from 'vitest'
import { DAY } from '../../../../../src/time/duration.ts'
import { shown } from '../../../../platform/slack/state/message.ts'
import { HOUR, merged, NOON, NOW, waiting } from '../waiting-services.ts'
import { channel, open, surveyed } from './channel-scans.ts'

const LINE = [merged('fix'), merged('live')]
const REMIND = '{ after: 4h, remind: weekly }'
const ESCALATE = '{ after: 4h, escalate: { after: 5d, to: U0EVE00001 } }'

/** A scan so many days after the first, of a service with this policy. */
async function scans(stale: string, days: readonly number[], line = LINE) {
  const one = await open()
  const said: string[] = []
  for (const day of days) {
    one.time.now = NOW + day * DAY
    const actions = await one.notification([surveyed(waiting({ line, stale }, one.time.now))])
    said.push(`${day}: ${actions.join(', ')}`)
  }
  const replies = one.slack.messages(channel).filter(({ threadTs }) => threadTs !== undefined)
  const texts = replies.map(reply =>
    shown(reply).blocks.flatMap(block => (block.type === 'section' ? [block.text?.text.split('\n')[0]] : [])),
  )
  const notified = replies.map(reply => shown(reply).text)
  return { said, texts, notified, pings: one.slack.notifications.map(({ pings }) => pings.join(' ')) }
}

test('off by default', async () => {
  const { pings } = await scans('{ after: 4h }', [0, 6, 8, 15])
  expect(pings).toEqual(['@U0ADA0001'])
})

test('weekly: authors are mentioned again in the thread, once a week, however often it is scanned', async () => {
  const { said, texts, notified, pings } = await scans(REMIND, [0, 3, 6.9, 7, 7.1, 13, 14])
  expect(said).toEqual([
    `0: post ${channel} 1`,
    ...[3, 6.9].map(day => `${day}: edit ${channel}`),
    `7: reply ${channel}, edit ${channel}`,
    ...[7.1, 13].map(day => `${day}: edit ${channel}`),
    `14: reply ${channel}, edit ${channel}`,
  ])
  expect(texts[0]?.[0]).toBe('<@U0ADA0001>: 1 commit still waits for production')
  expect(notified[0]).toBe('1 commit still waits for production')
  expect(pings).toEqual(['@U0ADA0001', '@U0ADA0001', '@U0ADA0001'])
})

test('who is mentioned for a commit that has waited so long already is not reminded of it a moment later', async () => {
  const line = [merged('more', { merged: { at: NOON + 3 * DAY, source: 'activity' } }), ...LINE]
  const { said } = await scans('{ after: 7d, remind: weekly }', [7, 10.1, 14.1, 17.2], line)
  expect(said.flatMap(text => (/: (post|reply)/.test(text) ? [text.split(':')[0]] : []))).toEqual(['7', '10.1', '17.2'])
})

test('escalated once, when a commit waits longer', async () => {
  const { texts, pings } = await scans(ESCALATE, [0, 4, 5, 6, 12])
  expect(texts.map(([first]) => first)).toEqual([
    '<@U0EVE00001>: 1 commit of web has been waiting for production for more than 5 days',
  ])
  expect(pings).toEqual(['@U0ADA0001', '@U0EVE00001'])
})

test('escalated when the commit has waited exactly so long; the reply alone says what it is about', async () => {
  const line = [merged('fix', { merged: { at: NOW, source: 'activity' } }), merged('live')]
  const { said, notified } = await scans(ESCALATE, [1, 5 - 1 / DAY, 5], line)
  expect(said.map(text => text.split(' ')[1])).toEqual(['post', 'edit', 'reply'])
  expect(notified).toEqual(['Commits wait too long for production'])
})

test('another commit that waits as long is escalated too, the first one not again', async () => {
  const line = [merged('more', { merged: { at: NOON + 2 * DAY, source: 'activity' } }), ...LINE]
  const { texts } = await scans(ESCALATE, [0, 5, 6, 7, 8], line)
  expect(texts.flatMap(([first]) => (first?.includes('U0EVE') ? [first] : []))).toEqual([
    '<@U0EVE00001>: 1 commit of web has been waiting for production for more than 5 days',
    '<@U0EVE00001>: 1 commit of web has been waiting for production for more than 5 days',
  ])
})

test.each<[string, Partial<ReturnType<typeof waiting>>]>([
  ['in quiet hours', { silence: { reason: 'quiet', text: 'quiet hours' } }],
  ['under a lock', { silence: { reason: 'locked', text: 'locked by ada' } }],
])('not %s: the next scan does it', async (_, silent) => {
  const one = await open()
  const at = (day: number) => {
    one.time.now = NOW + day * DAY
    return waiting({ line: LINE, stale: REMIND }, one.time.now)
  }
  await one.notification([surveyed(at(0))])
  expect(await one.notification([surveyed({ ...at(7), ...silent })])).toEqual([`edit ${channel}`])
  expect(await one.notification([surveyed(at(7.5))])).toEqual([`reply ${channel}`, `edit ${channel}`])
})

test('switched on while a message is full: some services go on in another one, nobody is mentioned for it', async () => {
  const one = await open()
  const scan = (stale: string, day: number) => {
    one.time.now = NOW + day * DAY
    const judged = waiting({ line: LINE, stale }, one.time.now)
    const services = Array.from({ length: 56 }, (_, at) => `payments-gateway-service-${at}`)
    return one.notification(
      services.map(service => surveyed({ ...judged, key: { ...judged.key, repository: `acme/${service}`, service } })),
    )
  }
  expect(await scan('{ after: 4h }', 0)).toEqual([`post ${channel} 56`])
  const both = '{ after: 4h, remind: weekly, escalate: { after: 5d, to: U0EVE00001 } }'
  expect(await scan(both, 1)).toEqual([`renew ${channel}`, `edit ${channel}`])
  expect(await scan(both, 2)).toEqual([`edit ${channel}`, `edit ${channel}`])
  const services = one.slack
    .messages(channel)
    .map(sent => JSON.stringify(shown(sent).blocks).match(/service-\d+\*/g) ?? [])
  expect(new Set(services.flat()).size).toBe(56)
  expect(one.slack.notifications.map(({ pings }) => pings.join(' '))).toEqual(['@U0ADA0001', ''])
})

test('the run dies between the reply and the edit: nobody is reminded twice', async () => {
  const one = await open()
  const at = (day: number) => {
    one.time.now = NOW + day * DAY
    return waiting({ line: LINE, stale: REMIND }, one.time.now)
  }
  await one.notification([surveyed(at(0))])
  one.slack.fail({ how: 'error', code: 'external_channel_migrating', method: 'chat.update' })
  expect(await one.notification([surveyed(at(7))])).toEqual([`reply ${channel}`, `slack-rejected ${channel}`])
  one.time.now += HOUR
  expect(await one.notification([surveyed(at(7.1))])).toEqual([`edit ${channel}`])
})
