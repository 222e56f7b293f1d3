import { expect, test } from 'vitest'
import { ByUid } from '../../../../src/kubernetes/rollout/by-uid.ts'

const items = new ByUid(['a', 'b', 'ab', ''], text => (text === '' ? [undefined] : text.split('')))

test.each([
  [['a'], ['a', 'ab']],
  [
    ['a', 'b'],
    ['a', 'ab', 'b'],
  ],
  [[undefined, 'absent'], []],
])('what is about %j, each once', (uids, expected) => {
  expect(items.of(uids)).toEqual(expected)
})
