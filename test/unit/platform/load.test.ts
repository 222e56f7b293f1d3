import { expect, test } from 'vitest'
import { patienceOf, quickWorkersOf } from '../../../script/testing/load.ts'

test.each([
  [0, 2, 1, 3],
  [2, 2, 1, 3],
  [4, 2, 2, 3],
  [15, 2, 7.5, 2],
  [100, 2, 10, 2],
  [15, 16, 1, 17],
  [5, 1, 5, 1],
])('load %d on %d cores: timeouts × %d, %d workers', (average, cores, patience, workers) => {
  expect(patienceOf({ average, cores })).toBe(patience)
  expect(quickWorkersOf({ average, cores })).toBe(workers)
})
