import { existsSync, mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { Parts } from '../../../script/setup/parts.ts'

let folder: string
let parts: Parts
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parts-'))
  parts = new Parts(folder)
})

const key = (digit: number) => String(digit).repeat(16)
const build = (part: string, of: string, text: string) =>
  parts.build(part, of, async output => writeFileSync(path.join(output, 'program'), text))

test('a part is there under its key, and under no other', async () => {
  await build('tool', key(1), 'one')
  expect(parts.has('tool', key(1))).toBe(true)
  expect(parts.has('tool', key(2))).toBe(false)
  expect(readFileSync(path.join(parts.path('tool', key(1)), 'program'), 'utf8')).toBe('one')
})

test('a build that fails half-way leaves no part, and the next one starts from nothing', async () => {
  const failing = parts.build('tool', key(1), async output => {
    writeFileSync(path.join(output, 'half'), '')
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(parts.has('tool', key(1))).toBe(false)
  await build('tool', key(1), 'whole')
  expect(readdirSync(parts.path('tool', key(1)))).toEqual(['program'])
})

test('the newest three builds of a part are kept, and other parts are left alone', async () => {
  await build('tool-case', key(9), '')
  for (const digit of [1, 2, 3, 4]) {
    await build('tool', key(digit), '')
    utimesSync(parts.path('tool', key(digit)), new Date(digit * 1000), new Date(digit * 1000))
  }
  expect([1, 2, 3, 4].filter(digit => parts.has('tool', key(digit)))).toEqual([2, 3, 4])
  expect(parts.has('tool-case', key(9))).toBe(true)
  expect(existsSync(path.join(folder, 'tool.partial'))).toBe(false)
})
