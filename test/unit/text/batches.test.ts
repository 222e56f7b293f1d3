import { expect, test } from 'vitest'
import { batchesFrom, batchesOf } from '../../../src/text/batches.ts'

test.each([
  [[], 2, []],
  [[1, 2], 2, [[1, 2]]],
  [[1, 2, 3], 2, [[1, 2], [3]]],
])('%j in batches of %i', (items, size, batches) => {
  expect(batchesOf(items, size)).toEqual(batches)
})

test.each([
  [0, 'abc'],
  [1, 'bca'],
  [2, 'cab'],
  [3, 'abc'],
  [1000, 'bca'],
])('run %i begins at another batch', (run, order) => {
  expect(batchesFrom(['a', 'b', 'c'], run).join('')).toBe(order)
})

test('no batches', () => {
  expect(batchesFrom([], 7)).toEqual([])
})
