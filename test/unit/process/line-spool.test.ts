import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { LineSpool } from '../../../src/process/line-spool.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const numbers = (count: number) => Array.from({ length: count }, (_, index) => `line ${index} – €`)

function filled(spool: LineSpool, lines: readonly string[]): readonly string[] {
  for (const line of lines) spool.add(line)
  const read = [...spool.read()].flat()
  spool.close()
  return read
}

test('a few lines stay in the memory', () => {
  expect(filled(new LineSpool('/no/such/folder'), ['one', '', 'two\rthree'])).toEqual(['one', '', 'two\rthree'])
})

test('many go through a file and come back as they were, also long and empty ones', () => {
  const lines = ['', ...numbers(20_000), 'x'.repeat(3_000_000), '', 'end']
  expect(filled(new LineSpool(temporaryFolder(), { memory: 1000, file: 100_000_000 }), lines)).toEqual(lines)
})

test('the file has no name: nothing of it stays behind', () => {
  const folder = temporaryFolder()
  const spool = new LineSpool(folder, { memory: 10, file: 1000 })
  for (const line of numbers(20)) spool.add(line)
  expect(readdirSync(folder)).toEqual([])
  expect([...spool.read()].flat()).toEqual(numbers(20))
  spool.close()
})

test('what is too much is counted; the last lines are there all the same', () => {
  const read = filled(new LineSpool(temporaryFolder(), { memory: 100, file: 1024 * 1024 }), numbers(100_000))
  const gap = read.findIndex(line => line.startsWith('… '))
  const [, left] = /^… (\d+) lines are left out here: only the first 1 MiB are kept$/.exec(read[gap] ?? '') ?? []
  const kept = read.slice(0, gap)
  expect(kept).toEqual(numbers(gap))
  expect(Buffer.byteLength(`${kept.join('\n')}\n`)).toBeLessThanOrEqual(1024 * 1024)
  expect(gap + Number(left) + (read.length - gap - 1)).toBe(100_000)
  expect(read.at(-1)).toBe('line 99999 – €')
})

test('a disk that takes nothing is no failure: it is said in its place', () => {
  const read = filled(new LineSpool(join(temporaryFolder(), 'missing'), { memory: 100, file: 1000 }), numbers(50))
  expect(read[0]).toMatch(/^… 4\d lines are left out here: ENOENT: no such file or directory/)
  expect(read.at(-1)).toBe('line 49 – €')
})
