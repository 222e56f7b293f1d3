import { expect, test } from 'vitest'
import { afterAnswer } from '../../../src/commands/locks/after-answer.ts'

test('a fault after the answer is told, and the rest is done; a stop is the end', async () => {
  const told: string[] = []
  let [done, isStopped] = [0, false]
  const effects = { log: { notice: (text: string) => void told.push(text) }, isStopped: () => isStopped }
  const work = async () => void done++
  const fails = () => Promise.reject(new Error('broken'))
  await afterAnswer([fails, work], effects)
  expect([told, done]).toEqual([['After the answer, locks that are over were not removed: broken'], 1])
  const stops = () => {
    isStopped = true
    return fails()
  }
  await afterAnswer([stops, work], effects)
  expect([told.length, done]).toEqual([1, 1])
})
