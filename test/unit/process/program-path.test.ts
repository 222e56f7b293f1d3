import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { programOnPath } from '../../../src/process/program-path.ts'
import { temporaryFolder } from '../temporary-folder.ts'

test('finds the first executable file of the name', () => {
  const folder = temporaryFolder()
  for (const name of ['folder', 'plain', 'first', 'second']) mkdirSync(join(folder, name))
  mkdirSync(join(folder, 'folder', 'tool'))
  for (const name of ['plain', 'first', 'second']) writeFileSync(join(folder, name, 'tool'), '')
  for (const name of ['first', 'second']) chmodSync(join(folder, name, 'tool'), 0o755)
  const path = ['folder', 'plain', 'first', 'second', 'absent'].map(name => join(folder, name)).join(':')
  expect(programOnPath('tool', path)).toBe(join(folder, 'first', 'tool'))
})

test('relative and empty entries of the PATH are passed over, and no PATH finds nothing', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'tool'), '')
  chmodSync(join(folder, 'tool'), 0o755)
  expect(programOnPath('tool', folder)).toBe(join(folder, 'tool'))
  expect(programOnPath('tool', relative(process.cwd(), folder))).toBeUndefined()
  expect(programOnPath('sh', '::bin:')).toBeUndefined()
  expect(programOnPath('sh', undefined)).toBeUndefined()
})
