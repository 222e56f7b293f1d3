import { expect, test } from 'vitest'
import { keyText, sameName } from '../../../src/train/key.ts'

test.each([
  ['Web', 'Production', 'web/production'],
  ['web', 'apac/Tokyo', 'web/apac/tokyo'],
  ['web', 'Zu\u0308rich', 'web/zürich'],
])('%s in %s is %s', (service, environment, text) => {
  expect(keyText({ service, environment })).toBe(text)
})

test.each([
  ['Staging', 'sTAGING', true],
  ['staging', 'staging ', false],
  ['a', 'b', false],
])('%j and %j: %s', (one, other, same) => {
  expect(sameName(one, other)).toBe(same)
})
