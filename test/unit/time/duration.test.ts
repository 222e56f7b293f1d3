import { expect, test } from 'vitest'
import { DAY, durationText, HOUR, MINUTE, parseDuration } from '../../../src/time/duration.ts'

test.each([
  ['90s', 90_000],
  ['10m', 10 * MINUTE],
  ['1h', HOUR],
  ['0s', 0],
  ['2d', undefined],
  ['s', undefined],
  ['1', undefined],
  ['-1s', undefined],
  ['1.5h', undefined],
  ['1 h', undefined],
  ['1234567s', undefined],
])('%s in seconds, minutes or hours', (text, ms) => {
  expect(parseDuration(text, ['s', 'm', 'h'])).toBe(ms)
})

test('days, where they are allowed', () => {
  expect(parseDuration('2d', ['m', 'h', 'd'])).toBe(2 * DAY)
  expect(parseDuration('2s', ['m', 'h', 'd'])).toBeUndefined()
})

test.each([
  [-1, '0.0 s', '0 s', '0 min'],
  [440, '0.4 s', '0 s', '0 min'],
  [9_940, '9.9 s', '10 s', '0 min'],
  [14_400, '14 s', '14 s', '0 min'],
  [119_400, '119 s', '119 s', '1 min'],
  [200_000, '3 min 20 s', '3 min 20 s', '3 min'],
  [2 * HOUR, '120 min 0 s', '120 min 0 s', '2 h'],
  [2 * DAY - 1, '2880 min 0 s', '2880 min 0 s', '47 h'],
  [3 * DAY, '4320 min 0 s', '4320 min 0 s', '3 days'],
])('%d ms', (ms, tenths, seconds, largest) => {
  expect(durationText(ms, 'tenths')).toBe(tenths)
  expect(durationText(ms, 'seconds')).toBe(seconds)
  expect(durationText(ms, 'largest-unit')).toBe(largest)
})
