import { expect, test } from 'vitest'
import { LIMITS } from '../../platform/slack/block/limits.ts'
import { checkMetadata } from '../../platform/slack/metadata.ts'

const of = (payload: unknown, more: object = {}) => ({ event_type: 'counted', event_payload: payload, ...more })
const empty = JSON.stringify(of({ a: '' })).length

test.each<[string, unknown]>([
  ['nothing in it', of({})],
  ['scalars', of({ name: 'x', count: 7, done: false })],
  ['a flat object', of({ of: { name: 'x' } })],
  ['flat objects', of({ all: [{ name: 'x' }, { name: 'y' }] })],
  ['as much as there may be', of({ a: 'x'.repeat(LIMITS.metadata - empty) })],
])('taken: %s', (_, metadata) => {
  expect(checkMetadata(metadata)).toEqual(metadata)
})

test('an empty object takes it away', () => {
  expect(checkMetadata({})).toBeUndefined()
})

test.each<[string, unknown, string]>([
  ['a text', 'x', 'invalid_metadata_format'],
  ['no payload', { event_type: 'counted' }, 'invalid_metadata_format'],
  ['no type', { event_payload: {} }, 'invalid_metadata_format'],
  ['a type that is no word', { event_type: 'two words', event_payload: {} }, 'invalid_metadata_format'],
  ['another key', of({}, { entities: [] }), 'invalid_metadata_format'],
  ['null', of({ name: null }), 'invalid_metadata_schema'],
  ['a list of texts', of({ all: ['x'] }), 'invalid_metadata_schema'],
  ['an object in an object', of({ of: { that: { name: 'x' } } }), 'invalid_metadata_schema'],
  ['too much', of({ a: 'x'.repeat(LIMITS.metadata - empty + 1) }), 'metadata_too_large'],
  ['too many bytes', of({ a: 'ü'.repeat(LIMITS.metadata / 2) }), 'metadata_too_large'],
])('refused: %s', (_, metadata, code) => {
  expect(() => checkMetadata(metadata)).toThrow(code)
})
