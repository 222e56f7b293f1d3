import { expect, test } from 'vitest'
import { concurrently } from '../../../../src/kubernetes/api/concurrently.ts'

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

test('begins nothing after a failure, and ends only when all that was begun has ended', async () => {
  const begun: number[] = []
  const ended: number[] = []
  const items = Array.from({ length: 100 }, (_, index) => index)
  const work = concurrently(items, async item => {
    begun.push(item)
    if (item === 5) throw new Error('five')
    await new Promise(resolve => setImmediate(resolve))
    ended.push(item)
  })
  await expect(work).rejects.toThrow('five')
  expect(begun).toEqual(items.slice(0, 20))
  expect(ended).toHaveLength(19)
})

test('has nothing to do for nothing', async () => {
  expect(await concurrently([], () => Promise.reject(new Error('never')))).toEqual([])
})
