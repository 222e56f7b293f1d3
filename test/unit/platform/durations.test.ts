import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keepDurations, readDurations, slowestFirst } from '../../../script/testing/durations.ts'
import { temporaryFolder } from '../temporary-folder.ts'

test('what runs have seen is kept together, the newest number of a file', () => {
  const cache = join(temporaryFolder(), 'commit-train')
  expect(readDurations(cache)).toEqual({})
  keepDurations({ a: 1, b: 2 }, cache)
  keepDurations({ b: 3, c: 4 }, cache)
  expect(readDurations(cache)).toEqual({ a: 1, b: 3, c: 4 })
  expect(readdirSync(cache)).toEqual(['test-durations.json'])
})

test('a file that cannot be read costs the order alone', () => {
  const cache = temporaryFolder()
  writeFileSync(join(cache, 'test-durations.json'), '{"a":')
  expect(readDurations(cache)).toEqual({})
})

test('the slowest first, before them what is not known, which stays in its order', () => {
  const known: Readonly<Record<string, number>> = { quick: 1, slow: 9, slower: 10 }
  const files = ['quick', 'new', 'slow', 'newer', 'slower']
  expect(slowestFirst(files, file => known[file])).toEqual(['new', 'newer', 'slower', 'slow', 'quick'])
})
