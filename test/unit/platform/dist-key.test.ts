import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { root as repository } from '../../../script/setup/places.ts'
import { distKey } from '../../../script/setup/tasks/dist.ts'

let root: string
const write = (file: string, text: string) => writeFileSync(path.join(root, file), text)
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'dist-key-'))
  mkdirSync(path.join(root, 'src/room'), { recursive: true })
  mkdirSync(path.join(root, 'script'))
  write('src/index.ts', 'one')
  write('src/room/a.ts', 'a')
  for (const file of [
    'package-lock.json',
    'script/build',
    'script/build.ts',
    'script/entries.ts',
    'script/node',
    'tsconfig.json',
  ]) {
    cpSync(path.join(repository, file), path.join(root, file))
  }
})

test('the same source has the same key', () => {
  const before = distKey(root)
  write('src/room/a.ts', 'a')
  expect(distKey(root)).toBe(before)
})

test.each(['src/index.ts', 'src/room/a.ts', 'src/room/new.ts', 'package-lock.json', 'script/build'])(
  'another %s has another key',
  file => {
    const before = distKey(root)
    write(file, 'changed')
    expect(distKey(root)).not.toBe(before)
  },
)

test('what is not shipped changes nothing', () => {
  const before = distKey(root)
  write('README.md', 'changed')
  expect(distKey(root)).toBe(before)
})
