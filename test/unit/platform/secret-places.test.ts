import { expect, test } from 'vitest'
import { placesWith } from '../../platform/secrecy/forms.ts'

const secret = 'päss "word"?~1\nsecond line>>\n'

test.each([
  ['as it is', secret],
  ['a line of it', 'a second line>> b'],
  ['in JSON', JSON.stringify({ a: secret })],
  ['in a URL', `x=${encodeURIComponent(secret)}&`],
  ['in a form', `x=${new URLSearchParams({ secret: 'second line>>' })}`],
  ['in hex', Buffer.from(`ab${secret}`).toString('hex')],
  ['in capital hex', Buffer.from(secret).toString('hex').toUpperCase()],
  ...['', 'a', 'ab', 'abc'].map(before => [
    `in base64 after ${before.length} bytes`,
    Buffer.from(`${before}${secret}`).toString('base64'),
  ]),
  ['in base64 for URLs', Buffer.from(`user:${secret}`).toString('base64url')],
])('a secret is found %s', (_how, content = '') => {
  expect(placesWith(secret, { here: content, bytes: Buffer.from(content), elsewhere: 'nothing' })).toEqual([
    'here',
    'bytes',
  ])
})
