import { expect, test } from 'vitest'
import { ageWords } from '../../../../src/domain/stale/age.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

test.each([
  [-1, '0 min'],
  [59_999, '0 min'],
  [35 * MINUTE, '35 min'],
  [HOUR, '1 h'],
  [4 * HOUR + 59 * MINUTE, '4 h'],
  [47 * HOUR, '47 h'],
  [48 * HOUR, '2 days'],
  [71 * HOUR, '2 days'],
])('%i ms: %s', (ms, words) => {
  expect(ageWords(ms)).toBe(words)
})
