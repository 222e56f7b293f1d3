import { describe, expect, test } from 'vitest'
import { lastLines } from '../../../script/setup/command.ts'
import { cacheFolder, keyOf } from '../../../script/setup/places.ts'
import { seconds, timedLines } from '../../../script/setup/progress.ts'
import { timesTable } from '../../../script/setup/times.ts'

test.each([
  [{ XDG_CACHE_HOME: '/x', HOME: '/h' }, '/x/commit-train'],
  [{ XDG_CACHE_HOME: '', HOME: '/h' }, '/h/.cache/commit-train'],
  [{ HOME: '/h' }, '/h/.cache/commit-train'],
])('caches of %o are in %s', (env, folder) => {
  expect(cacheFolder(env)).toBe(folder)
})

describe('a key', () => {
  test('does not depend on the order', () => {
    expect(keyOf({ a: '1', b: '2' })).toBe(keyOf({ b: '2', a: '1' }))
  })

  test.each([
    [{ a: '1' }, { a: '2' }],
    [{ a: '1' }, { b: '1' }],
    [{ a: '1' }, { a: '1', b: '' }],
    [{ a: '1b2' }, { a: '1', b: '2' }],
  ])('of %o is not that of %o', (one, other) => {
    expect(keyOf(one)).not.toBe(keyOf(other))
  })
})

test.each([
  [0, '0.0 s'],
  [7449, '7.4 s'],
  [99_940, '99.9 s'],
  [100_400, '100 s'],
])('%i ms are %s', (ms, text) => {
  expect(seconds(ms)).toBe(text)
})

test('progress lines begin with the time since the start', () => {
  const lines: string[] = []
  let now = 5000
  const say = timedLines(
    text => lines.push(text),
    () => now,
  )
  now = 17_300
  say('compiling')
  expect(lines).toEqual(['[ 12.3 s] compiling\n'])
})

test('the table of times is lined up', () => {
  const rows = [
    { part: 'Kubernetes', ms: 392_130, how: 'built' },
    { part: 'npm', ms: 0, how: 'cached' },
  ]
  expect(timesTable(rows).split('\n')).toEqual([
    '  part         seconds',
    '  Kubernetes     392.1  built',
    '  npm              0.0  cached',
  ])
})

test.each([
  ['', ''],
  ['one\n', 'one'],
  ['a\n\nb\nc\n', 'b | c'],
])('of the log %j the last lines are %j', (log, text) => {
  expect(lastLines(log, 2)).toBe(text)
})
