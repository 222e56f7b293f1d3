import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inOrder, keepDurations, readDurations } from '../../../script/testing/durations.ts'
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

test('the slowest of all first, then level by level the slowest first; before them what is not known, in its order', () => {
  const known: Readonly<Record<string, number>> = {
    'bundle/quick': 1,
    'bundle/slow': 9,
    'unit/slow': 8,
    'unit/slowest': 10,
  }
  const files = ['bundle/quick', 'bundle/new', 'bundle/slow', 'unit/new', 'unit/newer', 'unit/slow', 'unit/slowest']
  const ordered = (of: readonly string[]) =>
    inOrder(
      of,
      file => file.split('/')[0] ?? '',
      file => known[file],
    )
  expect(ordered(files)).toEqual([
    'unit/slowest',
    ...['bundle/new', 'bundle/slow', 'bundle/quick'],
    ...['unit/new', 'unit/newer', 'unit/slow'],
  ])
  expect(ordered(['unit/newer', 'bundle/new'])).toEqual(['unit/newer', 'bundle/new'])
})
