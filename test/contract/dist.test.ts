import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { builtDist } from '../../script/setup/built-dist.ts'

const root = join(import.meta.dirname, '../..')

function filesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  return Object.fromEntries(names.map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name), 'utf8')]))
}

test('dist/ is what script/build makes of src/, file by file', { timeout: 300_000 }, async () => {
  const [committed, expected] = [filesOf(join(root, 'dist')), filesOf(await builtDist(text => console.log(text)))]
  expect(Object.keys(committed).sort()).toEqual(Object.keys(expected).sort())
  for (const [name, text] of Object.entries(expected)) {
    // Compared as a boolean: a megabyte of difference is of no use in a log.
    expect({ name, same: committed[name] === text }).toEqual({ name, same: true })
  }
})

test('nothing in dist/ is changed, missing or unknown to git', () => {
  const status = execFileSync('git', ['status', '--porcelain', '--untracked-files=all', '--ignored', '--', 'dist'], {
    cwd: root,
    encoding: 'utf8',
  })
  expect(status).toBe('')
})

test('a runner downloads at most 3 MB', () => {
  const archive = execFileSync('git', ['archive', '--format=tar.gz', 'HEAD'], { cwd: root, maxBuffer: 64 << 20 })
  expect(archive.byteLength).toBeLessThanOrEqual(3_000_000)
})
