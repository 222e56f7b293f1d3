import { expect, test } from 'vitest'
import { canonicalName } from '../../../src/text/canonical-name.ts'

test.each([
  ['Staging', 'sTAGING', true],
  ['Zu\u0308rich', 'Zürich', true],
  ['apac/Tokyo', 'APAC/tokyo', true],
  ['staging', 'staging ', false],
  ['a', 'b', false],
])('%j and %j are the same: %s', (one, other, same) => {
  expect(canonicalName(one) === canonicalName(other)).toBe(same)
})
