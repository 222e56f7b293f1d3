import { expect, test } from 'vitest'
import { placesWith } from '../../platform/secrecy/forms.ts'

const SECRET = 'päss "word"?~1\nsecond line>>\n'

test.each([
  ['as it is', SECRET],
  ['a line of it', 'a second line>> b'],
  ['in JSON', JSON.stringify({ a: SECRET })],
  ['in a URL', `x=${encodeURIComponent(SECRET)}&`],
  ['in a form', `x=${new URLSearchParams({ secret: 'second line>>' })}`],
  ['in hex', Buffer.from(`ab${SECRET}`).toString('hex')],
  ['in capital hex', Buffer.from(SECRET).toString('hex').toUpperCase()],
  ...['', 'a', 'ab', 'abc'].map(before => [
    `in base64 after ${before.length} bytes`,
    Buffer.from(`${before}${SECRET}`).toString('base64'),
  ]),
  ['in base64 for URLs', Buffer.from(`user:${SECRET}`).toString('base64url')],
])('a secret is found %s', (_how, content = '') => {
  expect(placesWith(SECRET, { here: content, bytes: Buffer.from(content), elsewhere: 'nothing' })).toEqual([
    'here',
    'bytes',
  ])
})
