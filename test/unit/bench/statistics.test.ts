import { expect, test } from 'vitest'
import { quantile, table } from '../../../bench/statistics.ts'

test.each([
  [[3, 1, 2], 0.5, 2],
  [[4, 1, 3, 2], 0.5, 2],
  [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 0.9, 9],
  [[5], 0.9, 5],
])('quantile of %j at %d', (values, share, expected) => {
  expect(quantile(values, share)).toBe(expected)
})

test('no values is an error, not a zero', () => {
  expect(() => quantile([], 0.5)).toThrow('no values')
})

test('a table lines up', () => {
  expect(table(['to', 'ms'], [['error', '7']])).toBe('to     ms\n─────  ──\nerror   7')
})
