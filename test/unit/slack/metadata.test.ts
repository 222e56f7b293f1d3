import { expect, test } from 'vitest'
import { fromWire, metadataFits, postIdOf, toWire } from '../../../src/slack/metadata.ts'

const METADATA = { eventType: 'seen', payload: { scan: 'a', one: { b: 1 }, all: [{ c: true }, { d: 2 }] } }

test('what is written is read again, without the id of its post', () => {
  const wire = toWire(METADATA, 'p-1')
  expect(wire).toEqual({ event_type: 'seen', event_payload: { ...METADATA.payload, post_id: 'p-1' } })
  expect(postIdOf(wire)).toBe('p-1')
  expect(fromWire(wire)).toEqual(METADATA)
  expect(toWire(METADATA).event_payload).not.toHaveProperty('post_id')
})

test('what is not of this app may have any form', () => {
  expect(fromWire({})).toEqual({ eventType: '', payload: {} })
  expect([postIdOf(undefined), postIdOf({})]).toEqual([undefined, undefined])
})

test('it fits as long as a post can still add its id, in bytes', () => {
  const empty = JSON.stringify({ event_type: 'seen', event_payload: { text: '' } }).length
  const of = (text: string) => metadataFits({ eventType: 'seen', payload: { text } })
  const room = 4000 - 60 - empty
  expect([of('x'.repeat(room)), of('x'.repeat(room + 1)), of('ü'.repeat(room / 2 + 1))]).toEqual([true, false, false])
})
