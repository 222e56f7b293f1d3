import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isInside, workspacePath } from '../../../src/files/workspace-path.ts'
import { temporaryFolder } from '../temporary-folder.ts'

test.each([
  ['deploy/templates', 'deploy/templates'],
  [' ./deploy//templates/ ', 'deploy/templates'],
  ['a/../b', 'b'],
  ['..name', '..name'],
  ['.', '.'],
])('%j is %j', (path, expected) => {
  expect(workspacePath(temporaryFolder(), path, 'templates')).toBe(expected)
})

test.each([
  ['', 'is empty'],
  ['/etc', 'absolute'],
  ['..', 'leads out'],
  ['a/../../b', 'leads out'],
  ['a\nb', 'line break'],
])('%j is refused by the name of its input: %s', (path, why) => {
  const folder = temporaryFolder()
  expect(() => workspacePath(folder, path, 'templates')).toThrow(
    expect.objectContaining({ reason: 'input-invalid', message: expect.stringMatching(`Input "templates".*${why}`) }),
  )
})

test('a symbolic link may lead elsewhere in the workspace, not out of it', () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'workspace', 'real'), { recursive: true })
  mkdirSync(join(folder, 'outside'))
  symlinkSync('real', join(folder, 'workspace', 'inner'))
  symlinkSync('../outside', join(folder, 'workspace', 'outer'))
  const workspace = join(folder, 'workspace')
  expect(workspacePath(workspace, 'inner', 'templates')).toBe('inner')
  expect(() => workspacePath(workspace, 'outer', 'templates')).toThrow('by a symbolic link')
})

test('a folder with the same beginning is not inside', () => {
  expect(isInside('/a/b', '/a/bc')).toBe(false)
  expect(isInside('/a/b', '/a/b/c')).toBe(true)
  expect(isInside('/', '/a')).toBe(true)
})
