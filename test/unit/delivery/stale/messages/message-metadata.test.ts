import { describe, expect, test } from 'vitest'
import {
  hasRoom,
  type MessageMetadata,
  metadataOf,
  readMessageMetadata,
  STALE_EVENT,
} from '../../../../../src/delivery/stale/messages/message-metadata.ts'
import type { NotifiedService } from '../../../../../src/domain/stale/notified.ts'
import { metadataFits } from '../../../../../src/slack/metadata.ts'

const notified = (key: string): NotifiedService => ({
  key,
  notified: 1_792_411_200,
  count: 12,
  since: 1_792_300_000,
  seen: 1_792_425_600,
  base: 'abc',
  notNotified: [],
})

const stored = (keys: readonly string[]): MessageMetadata => ({
  scan: 'acme/train/notify-stale.yml/scan',
  state: 'open',
  environment: 'production',
  notified: keys.map(notified),
  replied: '1792425600.000100',
  channels: ['C0STAGING1', 'C0PRODUCT1'],
})

test('what is written is read again, to the second', () => {
  const given = stored(['acme/a.b_c-d#a.b_c-d', 'acme/monorepo#api', 'acme/web#web', 'other/web#web'])
  expect(readMessageMetadata(metadataOf(given))).toEqual(given)
})

test('what was not notified is read again too, as far as there is room for', () => {
  const [one, other] = [notified('acme/api#api'), notified('acme/web#web')]
  const shas = ['1234567', 'abcdef0', '0000000', '1111111', '2222222']
  const given = {
    ...stored([]),
    notified: [
      { ...one, base: '', notNotified: shas },
      { ...other, notNotified: shas },
    ],
  }
  const read = readMessageMetadata(metadataOf(given))?.notified.map(({ notNotified }) => notNotified)
  expect(read).toEqual([shas, shas.slice(0, 3)])
})

test('no name is written twice', () => {
  const { payload } = metadataOf(stored(['acme/web#web', 'acme/monorepo#api', 'other/web#web']))
  const numbers = [1_792_411_200, 12, 1_792_300_000, 1_792_425_600].map(number => number.toString(36)).join(',')
  expect(payload.notified).toBe(`acme/monorepo#api,${numbers},abc web,${numbers},abc other/web,${numbers},abc`)
})

describe('metadata that this action did not write is left alone', () => {
  const { payload } = metadataOf(stored(['acme/web#web']))
  test.each([
    ['another type', { eventType: 'commit_train_deployment', payload }],
    ['another version', { eventType: STALE_EVENT, payload: { ...payload, version: 1 } }],
    ['no state', { eventType: STALE_EVENT, payload: { ...payload, state: 'ajar' } }],
    ['no numbers', { eventType: STALE_EVENT, payload: { ...payload, notified: 'acme/web,x' } }],
    ['no name', { eventType: STALE_EVENT, payload: { ...payload, notified: ',1,1,1,1' } }],
    ['no SHA', { eventType: STALE_EVENT, payload: { ...payload, notified: 'acme/web,1,1,1,1,x' } }],
    ['words instead', { eventType: STALE_EVENT, payload: { ...payload, notified: 'acme/web,!,1,1,1' } }],
  ])('%s', (_what, metadata) => {
    expect(readMessageMetadata(metadata)).toBeUndefined()
  })
})

describe('how much there is room for', () => {
  const keys = (count: number, name: string) =>
    Array.from({ length: count }, (_, at) => `acme/${name}-${at}#${name}-${at}`)

  test.each([
    ['short names', 'service', 75],
    ['usual names', 'payments-gateway-service', 55],
  ])('%s: at least %s', (_what, name, count) => {
    expect(hasRoom(stored(keys(count, name)))).toBe(true)
  })

  test('a message that has room always keeps it: numbers grow, channels are added', () => {
    let given = stored([])
    for (const key of keys(500, 'service')) {
      const more = { ...given, notified: [...given.notified, notified(key)] }
      if (!hasRoom(more)) break
      given = more
    }
    const late = given.notified.map(one => ({
      ...one,
      notified: 2 ** 31,
      count: 40_000,
      since: 2 ** 31,
      seen: 2 ** 31,
    }))
    const [first, ...rest] = late
    const notNotified = Array.from({ length: 12 }, () => '0123456')
    const full = first === undefined ? [] : [{ ...first, notNotified }, ...rest]
    const channels = Array.from({ length: 60 }, (_, at) => `C0123456${at}`)
    expect(metadataFits(metadataOf({ ...given, notified: full, channels }))).toBe(true)
    expect(given.notified.length).toBeGreaterThan(50)
  })
})
