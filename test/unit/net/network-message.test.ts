import { expect, test } from 'vitest'
import { networkMessage } from '../../../src/net/network-message.ts'

const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' })
/** Of several addresses: node gives such an error a code and no message. */
const aggregate = Object.assign(new AggregateError([refused], ''), { code: 'ECONNREFUSED' })
const circle = new Error('first')
circle.cause = new Error('second', { cause: circle })

test.each<[string, unknown, string]>([
  ['itself', refused, 'connect ECONNREFUSED 127.0.0.1:1'],
  ['the cause', new TypeError('fetch failed', { cause: refused }), 'connect ECONNREFUSED 127.0.0.1:1'],
  [
    'two steps behind',
    new Error('a', { cause: new Error('b', { cause: refused }) }),
    'connect ECONNREFUSED 127.0.0.1:1',
  ],
  ["the library's field", Object.assign(new Error('a'), { original: refused }), 'connect ECONNREFUSED 127.0.0.1:1'],
  ['a code without a message', new TypeError('fetch failed', { cause: aggregate }), 'ECONNREFUSED'],
  ['a cause that says nothing', new TypeError('fetch failed', { cause: new Error('') }), 'fetch failed'],
  ['a cause that is no error', new TypeError('fetch failed', { cause: 'x' }), 'fetch failed'],
  ['no error', 'text', 'text'],
])('%s', (_what, thrown, expected) => {
  expect(networkMessage(thrown)).toBe(expected)
})

test('errors that cause each other end', () => {
  expect(networkMessage(circle)).toMatch(/^(first|second)$/)
})
