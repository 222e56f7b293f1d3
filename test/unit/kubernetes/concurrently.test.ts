import { expect, test } from 'vitest'
import { concurrently } from '../../../src/kubernetes/concurrently.ts'

test('does everything, at most 20 at once, and keeps the order', async () => {
  let running = 0
  let most = 0
  const items = Array.from({ length: 100 }, (_, index) => index)
  const results = await concurrently(items, async item => {
    most = Math.max(most, ++running)
    await new Promise(resolve => setImmediate(resolve))
    running--
    return item * 2
  })
  expect(results).toEqual(items.map(item => item * 2))
  expect(most).toBe(20)
})

test('rejects with the first failure', async () => {
  const work = concurrently([1, 2, 3], item => (item === 2 ? Promise.reject(new Error('two')) : Promise.resolve(item)))
  await expect(work).rejects.toThrow('two')
})

test('has nothing to do for nothing', async () => {
  expect(await concurrently([], () => Promise.reject(new Error('never')))).toEqual([])
})
