import { expect, test } from 'vitest'
import { explored, type Flaw } from './model.ts'

test('two claimants, one of whom steals, a sweeper and crashes: no order of their steps takes a lock from its owner', () => {
  const { states, bad } = explored()
  expect(bad).toEqual([])
  expect(states).toBeGreaterThan(20_000)
})

test.each<Flaw>([
  'create without its condition',
  'replace without its condition',
  'steal without its condition',
  'release without its condition',
  'sweep without its condition',
  'the sweeper takes what is not over',
])('the model finds what goes wrong with %s', flaw => {
  expect(explored(flaw).bad).not.toEqual([])
})
