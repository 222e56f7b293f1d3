import { expect, test } from 'vitest'
import { e2eWorkersOf, patienceOf, quickWorkersOf } from '../../../script/testing/load.ts'

test.each([
  [0, 2, 1, 3, 2],
  [2, 2, 1, 3, 2],
  [4, 2, 2, 3, 2],
  [15, 2, 7.5, 2, 1],
  [100, 2, 10, 2, 1],
  [15, 16, 1, 17, 2],
  [5, 1, 5, 1, 1],
  [1, 1, 1, 2, 1],
])('load %d on %d cores: timeouts × %d, %d workers, %d of the cluster', (average, cores, patience, workers, e2e) => {
  expect(patienceOf({ average, cores })).toBe(patience)
  expect(quickWorkersOf({ average, cores })).toBe(workers)
  expect(e2eWorkersOf({ average, cores })).toBe(e2e)
})
